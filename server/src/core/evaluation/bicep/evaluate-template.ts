import type {
  Expression,
  FuncDeclaration,
  ModuleDeclaration,
  ResourceDeclaration,
  Statement,
} from '../../syntax/bicep/tree';
import { type Budget, newBudget, type StepPool, spend, stepWithin } from '../budget';
import { type Cycle, EvaluationStack, NamedValues } from '../cycles';
import { inputsFrom, type TemplateInputs } from '../inputs';
import { type Place, type StaticValue, unknownValue, usedAt } from '../value';
import { deployedBody } from './deployed-body';
import type { Environment } from './environment';
import { evaluate, placeOf } from './evaluate';
import type { Evaluator } from './evaluator';
import { evaluateModule } from './modules';
import { parameterValue } from './parameters';
import { evaluateResources } from './resources';
import { type Declarations, declarationsOf, type Locals, noLocals } from './scope';
import { resourceSymbol } from './symbols';
import type {
  EvaluatedModule,
  EvaluatedResource,
  EvaluatedTemplate,
  OpenTemplate,
  TemplateFile,
} from './template';

// Every step costs a few frames of the stack.
const deepestSteps = 800;
const deepestModules = 12;
const stepsOfFile = 100;

interface Run {
  readonly open: OpenTemplate;
  readonly budget: Budget;
  readonly stack: EvaluationStack;
}

/**
 * Evaluates a template with what its parameters are given. Parameters without a value take their default, else they
 * are unknown. Files that `open` does not hand over are unknown, too. `pool`: what several evaluations may take together. Never throws; takes bounded time.
 */
export function evaluateTemplate(
  template: TemplateFile,
  inputs: TemplateInputs | undefined,
  open: OpenTemplate,
  pool?: StepPool,
): EvaluatedTemplate {
  const run = { open, budget: newBudget(deepestSteps, pool), stack: new EvaluationStack() };
  return new Evaluation(template, inputs, run, []);
}

/** The names of one template, evaluated when they are asked for. */
class Evaluation implements EvaluatedTemplate, Environment, Evaluator {
  readonly uri: string;
  readonly #statements: readonly Statement[];
  readonly #inputs: TemplateInputs | undefined;
  readonly #run: Run;
  /** The files that lead here, this one at the end. */
  readonly #chain: readonly string[];
  readonly #declarations: Declarations;
  readonly #values: NamedValues;
  readonly #imports = new Map<string, Evaluation | undefined>();
  #resources: readonly EvaluatedResource[] | undefined;
  #modules: readonly EvaluatedModule[] | undefined;

  constructor(
    { uri, file }: TemplateFile,
    inputs: TemplateInputs | undefined,
    run: Run,
    chain: readonly string[],
  ) {
    this.uri = uri;
    this.#statements = file.statements;
    this.#inputs = inputs;
    this.#run = run;
    this.#chain = [...chain, uri];
    this.#values = new NamedValues(run.stack);
    this.#declarations = declarationsOf(file.statements);
  }

  get resources(): readonly EvaluatedResource[] {
    this.#resources ??= this.#statements
      .filter((statement) => statement.kind === 'resource')
      .flatMap((resource) => evaluateResources(resource, undefined, this));
    return this.#resources;
  }

  get modules(): readonly EvaluatedModule[] {
    this.#modules ??= this.#statements
      .filter((statement): statement is ModuleDeclaration => statement.kind === 'module')
      .map((module) => evaluateModule(module, this));
    return this.#modules;
  }

  step(compute: () => StaticValue): StaticValue | undefined {
    return stepWithin(this.#run.budget, compute);
  }

  watch(compute: () => StaticValue): {
    readonly value: StaticValue;
    readonly cycles: readonly Cycle[];
  } {
    return this.#run.stack.watch(compute);
  }

  meet(cycles: readonly Cycle[]): void {
    this.#run.stack.meet(cycles);
  }

  evaluate(expression: Expression, locals: Locals = noLocals): StaticValue {
    return evaluate(expression, this, locals);
  }

  output(name: string): StaticValue | undefined {
    const declaration = this.#declarations.outputs.get(name);
    return (
      declaration &&
      this.#once(`output ${name}`, declaration, () => this.evaluate(declaration.value))
    );
  }

  given(name: string): ReturnType<EvaluatedTemplate['given']> {
    const declaration = this.#declarations.symbols.get(name);
    return declaration?.kind === 'param' && declaration.value !== undefined
      ? this.watch(() => parameterValue(declaration, undefined, this))
      : undefined;
  }

  lookUp(name: string, place: Place): StaticValue | undefined {
    const declaration = this.#declarations.symbols.get(name);
    if (declaration === undefined) {
      return this.#lookUpImported(name, place);
    }
    switch (declaration.kind) {
      case 'param': {
        const value = this.#once(name, declaration, () =>
          parameterValue(declaration, this.#inputs, this),
        );
        const isGiven = this.#inputs?.values.has(name.toLowerCase()) === true;
        return usedAt(
          place,
          value,
          isGiven ? (this.#inputs?.kind ?? 'parameter value') : 'parameter default',
          name,
        );
      }
      case 'var': {
        const value = this.#once(name, declaration, () => this.evaluate(declaration.value));
        return usedAt(place, value, 'variable', name);
      }
      case 'resource':
        return this.#once(name, declaration, () => this.#resource(declaration, place));
      case 'module':
        return this.#once(name, declaration, () => this.#module(declaration, place));
      default:
        return unknownValue(place, `${name} is no value`);
    }
  }

  call(name: string, values: readonly StaticValue[], place: Place): StaticValue | undefined {
    const declaration = this.#declarations.symbols.get(name);
    if (declaration?.kind === 'func') {
      return this.#callOwn(declaration, values, place);
    }
    const imported = this.#declarations.imported.get(name);
    return imported && this.#imported(imported.from)?.call(imported.name, values, place);
  }

  /** Functions may not call themselves; a chain of them that does anyway is unknown. */
  #callOwn(
    { name, parameters, body }: FuncDeclaration,
    values: readonly StaticValue[],
    place: Place,
  ): StaticValue {
    const locals: Locals = new Map(
      parameters.map((parameter, index) => [
        parameter.name.name,
        values[index] ?? { kind: 'null', place },
      ]),
    );
    const compute = () => this.evaluate(body, locals);
    return this.#values.guarded(`function ${name.name}`, place, compute).value;
  }

  #once(
    key: string,
    node: { readonly name: { readonly start: number; readonly end: number } },
    compute: () => StaticValue,
  ): StaticValue {
    return this.#values.once(key, placeOf(node.name, this), compute);
  }

  #lookUpImported(name: string, place: Place): StaticValue | undefined {
    const imported = this.#declarations.imported.get(name);
    return imported && this.#imported(imported.from)?.lookUp(imported.name, place);
  }

  #imported(from: Expression): Evaluation | undefined {
    const path = from.kind === 'string' ? from.value : '';
    if (!this.#imports.has(path)) {
      this.#imports.set(path, this.#open(path, undefined, placeOf(from, this)));
    }
    return this.#imports.get(path);
  }

  /** A file that leads here closes a cycle. */
  #open(path: string, inputs: TemplateInputs | undefined, place: Place): Evaluation | undefined {
    const chain = this.#chain;
    const template = chain.length > deepestModules ? undefined : this.#run.open(this.uri, path);
    if (template === undefined) {
      return undefined;
    }
    spend(this.#run.budget, stepsOfFile);
    const index = chain.indexOf(template.uri);
    if (index !== -1) {
      this.meet([{ of: 'files', members: chain.slice(index), place }]);
      return undefined;
    }
    return new Evaluation(template, inputs, this.#run, chain);
  }

  #resource(node: ResourceDeclaration, place: Place): StaticValue {
    const { body, loop } = deployedBody(node.body);
    const parent = this.#declarations.parents.get(node);
    const outer = parent && this.lookUp(parent.name.name, place);
    return loop === undefined
      ? resourceSymbol(this.evaluate(body), this.#typeOf(node), outer, place)
      : unknownValue(place, 'a loop of resources');
  }

  #typeOf(node: ResourceDeclaration): string {
    const type = this.evaluate(node.type);
    const [name = ''] = type.kind === 'text' ? type.value.split('@', 1) : [];
    const parent = this.#declarations.parents.get(node);
    return parent === undefined || name.includes('.') ? name : `${this.#typeOf(parent)}/${name}`;
  }

  /** `module.outputs.x`. */
  #module(node: ModuleDeclaration, place: Place): StaticValue {
    const { path, arguments: values, cycles } = evaluateModule(node, this);
    const inputs = inputsFrom(values, cycles);
    const run = path === undefined ? undefined : this.#open(path, inputs, placeOf(node.path, this));
    if (run === undefined) {
      return unknownValue(place, 'a module that is not at hand');
    }
    const outputs: StaticValue = {
      kind: 'object',
      isComplete: false,
      place,
      entries: [...run.#declarations.outputs.keys()].flatMap((name) => {
        const value = run.output(name);
        return value === undefined
          ? []
          : [{ name, key: place, value: usedAt(place, value, 'output', name) }];
      }),
    };
    const entries = [{ name: 'outputs', key: place, value: outputs }];
    return { kind: 'object', isComplete: false, place, entries };
  }
}

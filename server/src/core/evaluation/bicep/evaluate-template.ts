import type {
  Expression,
  FuncDeclaration,
  ModuleDeclaration,
  ParamDeclaration,
  ResourceDeclaration,
} from '../../syntax/bicep/tree';
import { type Place, type StaticValue, truthOf, unknownValue, usedAt } from '../value';
import type { Environment } from './environment';
import { evaluate, placeOf } from './evaluate';
import { type Declarations, declarationsOf, type Locals, nestedIn, noLocals } from './scope';
import type {
  Cycle,
  EvaluatedModule,
  EvaluatedResource,
  EvaluatedTemplate,
  OpenTemplate,
  TemplateFile,
  TemplateInputs,
} from './template';

// A real template takes some ten thousand steps; one that takes more is generated, or hostile.
const mostSteps = 500_000;
// Every step costs a few frames of the stack.
const deepestSteps = 800;
const deepestModules = 12;

interface Run {
  readonly open: OpenTemplate;
  steps: number;
  depth: number;
  modules: number;
}

/**
 * Evaluates a template with what its parameters are given. Parameters without a value take their default, else they
 * are unknown. Files that `open` does not hand over are unknown, too. Never throws; takes bounded time.
 */
export function evaluateTemplate(
  template: TemplateFile,
  inputs: TemplateInputs | undefined,
  open: OpenTemplate,
): EvaluatedTemplate {
  return new Evaluation(template, inputs, { open, steps: 0, depth: 0, modules: 0 });
}

class Evaluation implements EvaluatedTemplate, Environment {
  readonly uri: string;
  readonly resources: readonly EvaluatedResource[];
  readonly modules: readonly EvaluatedModule[];
  readonly cycles: Cycle[] = [];
  readonly #inputs: TemplateInputs | undefined;
  readonly #run: Run;
  readonly #declarations: Declarations;
  readonly #values = new Map<string, StaticValue>();
  readonly #evaluating: string[] = [];
  readonly #imports = new Map<string, Evaluation | undefined>();
  readonly #moduleRuns = new Map<ModuleDeclaration, Evaluation | undefined>();

  constructor({ uri, file }: TemplateFile, inputs: TemplateInputs | undefined, run: Run) {
    this.uri = uri;
    this.#inputs = inputs;
    this.#run = run;
    this.#declarations = declarationsOf(file.statements);
    this.resources = file.statements
      .filter((statement) => statement.kind === 'resource')
      .flatMap((resource) => this.#resources(resource, undefined));
    this.modules = file.statements
      .filter((statement): statement is ModuleDeclaration => statement.kind === 'module')
      .map((module) => this.#module(module));
  }

  step(compute: () => StaticValue): StaticValue | undefined {
    const run = this.#run;
    if (++run.steps > mostSteps || run.depth >= deepestSteps) {
      return undefined;
    }
    run.depth++;
    const value = compute();
    run.depth--;
    return value;
  }

  output(name: string): StaticValue | undefined {
    const declaration = this.#declarations.outputs.get(name);
    return (
      declaration &&
      this.#once(`output ${name}`, declaration, () => this.#evaluate(declaration.value))
    );
  }

  given(name: string): StaticValue | undefined {
    const declaration = this.#declarations.symbols.get(name);
    return declaration?.kind === 'param' && declaration.value !== undefined
      ? this.#evaluate(declaration.value)
      : undefined;
  }

  lookUp(name: string, place: Place): StaticValue | undefined {
    const declaration = this.#declarations.symbols.get(name);
    if (declaration === undefined) {
      return this.#lookUpImported(name, place);
    }
    switch (declaration.kind) {
      case 'param': {
        const value = this.#once(name, declaration, () => this.#parameter(declaration));
        const kind =
          this.#inputs?.values.has(name) === true ? this.#inputs.kind : 'parameter default';
        return usedAt(place, value, kind, name);
      }
      case 'var': {
        const value = this.#once(name, declaration, () => this.#evaluate(declaration.value));
        return usedAt(place, value, 'variable', name);
      }
      case 'resource':
        return this.#once(name, declaration, () => this.#asSymbol(declaration, place));
      case 'module':
        return this.#moduleSymbol(declaration, place);
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
    declaration: FuncDeclaration,
    values: readonly StaticValue[],
    place: Place,
  ): StaticValue {
    const key = `function ${declaration.name.name}`;
    if (this.#evaluating.includes(key)) {
      return this.#cycle(key, place);
    }
    const locals: Locals = new Map(
      declaration.parameters.map(({ name }, index) => [
        name.name,
        values[index] ?? { kind: 'null', place },
      ]),
    );
    this.#evaluating.push(key);
    const value = evaluate(declaration.body, this, locals);
    this.#evaluating.pop();
    return value;
  }

  #evaluate(expression: Expression, locals: Locals = noLocals): StaticValue {
    return evaluate(expression, this, locals);
  }

  /** Evaluates a name once; a name that needs itself is unknown, and a cycle is noted. */
  #once(
    key: string,
    node: { readonly name: { readonly start: number; readonly end: number } },
    compute: () => StaticValue,
  ): StaticValue {
    const known = this.#values.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.#evaluating.includes(key)) {
      return this.#cycle(key, placeOf(node.name, this));
    }
    this.#evaluating.push(key);
    const value = compute();
    this.#evaluating.pop();
    this.#values.set(key, value);
    return value;
  }

  #cycle(key: string, place: Place): StaticValue {
    const names = this.#evaluating.slice(this.#evaluating.indexOf(key));
    if (!this.cycles.some((cycle) => cycle.names.includes(key))) {
      this.cycles.push({ names, place });
    }
    return unknownValue(place, `${key} needs itself to be known`);
  }

  #parameter(declaration: ParamDeclaration): StaticValue {
    const { name, value } = declaration;
    const given = this.#inputs?.values.get(name.name);
    if (given !== undefined) {
      return given;
    }
    const place = placeOf(name, this);
    if (this.#inputs?.isComplete === false) {
      return unknownValue(place, `parameter ${name.name} may be given a value elsewhere`);
    }
    if (value === undefined) {
      return isNullable(declaration)
        ? { kind: 'null', place, defaults: [name.name] }
        : unknownValue(place, `parameter ${name.name} has no default`);
    }
    const byDefault = this.#evaluate(value);
    return { ...byDefault, defaults: [...(byDefault.defaults ?? []), name.name] };
  }

  #lookUpImported(name: string, place: Place): StaticValue | undefined {
    const imported = this.#declarations.imported.get(name);
    return imported && this.#imported(imported.from)?.lookUp(imported.name, place);
  }

  #imported(from: Expression): Evaluation | undefined {
    const path = from.kind === 'string' ? from.value : '';
    if (!this.#imports.has(path)) {
      this.#imports.set(path, this.#open(path, undefined));
    }
    return this.#imports.get(path);
  }

  #open(path: string, inputs: TemplateInputs | undefined): Evaluation | undefined {
    if (this.#run.modules >= deepestModules) {
      return undefined;
    }
    const template = this.#run.open(this.uri, path);
    if (template === undefined) {
      return undefined;
    }
    this.#run.modules++;
    const evaluation = new Evaluation(template, inputs, this.#run);
    this.#run.modules--;
    return evaluation;
  }

  #resources(
    node: ResourceDeclaration,
    parent: EvaluatedResource | undefined,
  ): readonly EvaluatedResource[] {
    const { condition, body, loop } = unwrap(node.body);
    const place = placeOf(node, this);
    const locals = localsOf(loop, place);
    const type = this.#evaluate(node.type);
    const [name = '', version] = type.kind === 'text' ? type.value.split('@', 2) : [];
    const versionPlace = type.place;
    const resource: EvaluatedResource = {
      name: node.name.name,
      type: parent === undefined || name.includes('.') ? name : `${parent.type}/${name}`,
      apiVersion:
        version === undefined
          ? (parent?.apiVersion ?? unknownValue(versionPlace, 'no API version'))
          : { kind: 'text', value: version, place: versionOf(versionPlace, version) },
      isExisting: node.isExisting,
      condition:
        condition === undefined
          ? loop === undefined
            ? 'yes'
            : 'unknown'
          : resourceCondition(this.#evaluate(condition, locals)),
      body: this.#evaluate(body, locals),
      parent,
      node,
      place,
    };
    const nested = nestedIn(node.body).flatMap((child) =>
      child.kind === 'resource' ? this.#resources(child, resource) : [],
    );
    return [resource, ...nested];
  }

  #module(node: ModuleDeclaration): EvaluatedModule {
    const { condition, body, loop } = unwrap(node.body);
    const place = placeOf(node, this);
    const locals = localsOf(loop, place);
    const value = this.#evaluate(body, locals);
    const params =
      value.kind === 'object'
        ? value.entries.findLast(({ name }) => name === 'params')?.value
        : undefined;
    const path = this.#evaluate(node.path);
    return {
      name: node.name.name,
      path: path.kind === 'text' ? path.value : undefined,
      condition:
        loop !== undefined
          ? 'unknown'
          : condition === undefined
            ? 'yes'
            : moduleCondition(this.#evaluate(condition, locals)),
      arguments: params ?? {
        kind: 'object',
        entries: [],
        isComplete: value.kind === 'object',
        place,
      },
      node,
      place,
    };
  }

  /** A resource used as a value: its declared properties; the rest is known when it is deployed. */
  #asSymbol(node: ResourceDeclaration, place: Place): StaticValue {
    const { body, loop } = unwrap(node.body);
    const value =
      loop === undefined ? this.#evaluate(body) : unknownValue(place, 'a loop of resources');
    const id = { ...unknownValue(place, 'the id of a resource'), isSet: true };
    const opened = open(value);
    return opened.kind === 'object'
      ? { ...opened, entries: [...opened.entries, { name: 'id', key: place, value: id }] }
      : opened;
  }

  /** `module.outputs.x`. */
  #moduleSymbol(node: ModuleDeclaration, place: Place): StaticValue {
    return this.#once(node.name.name, node, () => {
      const run = this.#moduleRun(node);
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
    });
  }

  #moduleRun(node: ModuleDeclaration): Evaluation | undefined {
    if (!this.#moduleRuns.has(node)) {
      const { path, arguments: values } = this.#module(node);
      this.#moduleRuns.set(
        node,
        path === undefined ? undefined : this.#open(path, inputsFrom(values)),
      );
    }
    return this.#moduleRuns.get(node);
  }
}

/** In a loop over resources or modules, each iteration has values of its own. */
function localsOf(loop: Extract<Expression, { kind: 'for' }> | undefined, place: Place): Locals {
  const names =
    loop === undefined ? [] : [loop.item, ...(loop.index === undefined ? [] : [loop.index])];
  return new Map(
    names.map(({ name }) => [name, unknownValue(place, 'differs from one iteration to the next')]),
  );
}

/** Azure fills in what a resource leaves out. */
function open(value: StaticValue): StaticValue {
  switch (value.kind) {
    case 'object':
      return {
        ...value,
        isComplete: false,
        entries: value.entries.map((entry) => ({ ...entry, value: open(entry.value) })),
      };
    case 'list':
      return { ...value, items: value.items.map(open) };
    default:
      return value;
  }
}

/** What is deployed by a default only may be left out by somebody else. */
function resourceCondition(value: StaticValue): 'yes' | 'no' | 'unknown' {
  const truth = truthOf(value);
  return truth === 'yes' && value.defaults !== undefined ? 'unknown' : truth;
}

/** A module that a default leaves out is written for those who want it: what it is given counts. */
function moduleCondition(value: StaticValue): 'yes' | 'no' | 'unknown' {
  return value.defaults === undefined ? truthOf(value) : 'unknown';
}

/** The arguments of a module as inputs of its template. */
export function inputsFrom(values: StaticValue): TemplateInputs {
  return values.kind === 'object'
    ? {
        kind: 'module argument',
        values: new Map(values.entries.map(({ name, value }) => [name, value])),
        isComplete: values.isComplete,
      }
    : { kind: 'module argument', values: new Map(), isComplete: false };
}

function unwrap(body: Expression): {
  readonly condition: Expression | undefined;
  readonly body: Expression;
  readonly loop: Extract<Expression, { kind: 'for' }> | undefined;
} {
  const loop = body.kind === 'for' ? body : undefined;
  const inner = loop?.body ?? body;
  return inner.kind === 'if'
    ? { condition: inner.condition, body: inner.body, loop }
    : { condition: undefined, body: inner, loop };
}

/** `string?`: without a value it is null. */
function isNullable({ type }: ParamDeclaration): boolean {
  return type?.kind === 'nullable';
}

/** The place of the version behind the `@` of a type, between the quotes. */
function versionOf({ uri, range }: Place, version: string): Place {
  const end = range.end - 1;
  return { uri, range: { start: end - version.length, end } };
}

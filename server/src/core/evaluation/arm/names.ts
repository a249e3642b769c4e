import {
  itemsOf,
  type JsonNode,
  membersOf,
  rangeOf,
  stringOf,
  valueAt,
} from '../../syntax/arm/json';
import { type Budget, stepWithin } from '../budget';
import { type EvaluationStack, NamedValues } from '../cycles';
import type { TemplateInputs } from '../inputs';
import { isWholly, type Place, type StaticValue, unknownValue, usedAt } from '../value';
import { type ArmEnvironment, noLocals } from './environment';
import { evaluateCopy, evaluateNode } from './evaluate';
import { declaredFunctions, evaluateFunction } from './functions';

/** What the evaluation of a file and of all that is nested in it share. */
export interface ArmRun {
  readonly uri: string;
  readonly text: string;
  readonly budget: Budget;
  readonly stack: EvaluationStack;
}

/** The parameters, variables and functions of one template. */
export class TemplateNames implements ArmEnvironment {
  readonly run: ArmRun;
  readonly #inputs: TemplateInputs | undefined;
  readonly #parameters: ReadonlyMap<string, JsonNode>;
  readonly #variables: ReadonlyMap<string, JsonNode>;
  readonly #copies: ReadonlyMap<string, JsonNode>;
  readonly #functions: ReadonlyMap<string, JsonNode>;
  readonly #values: NamedValues;

  constructor(template: JsonNode, inputs: TemplateInputs | undefined, run: ArmRun) {
    this.run = run;
    this.#inputs = inputs;
    this.#values = new NamedValues(run.stack);
    const variables = valueAt(template, 'variables');
    this.#parameters = byName(valueAt(template, 'parameters'));
    this.#variables = byName(variables);
    this.#copies = new Map(
      itemsOf(valueAt(variables, 'copy')).map((copy) => [
        (stringOf(valueAt(copy, 'name')) ?? '').toLowerCase(),
        copy,
      ]),
    );
    this.#functions = declaredFunctions(template);
  }

  get uri(): string {
    return this.run.uri;
  }

  get text(): string {
    return this.run.text;
  }

  step(compute: () => StaticValue): StaticValue | undefined {
    return stepWithin(this.run.budget, compute);
  }

  parameter(name: string, place: Place): StaticValue {
    const lower = name.toLowerCase();
    const given = this.#inputs?.values.get(lower);
    const cycles = this.#inputs?.cycles ?? [];
    if (given !== undefined) {
      this.run.stack.meet(isWholly(given) ? [] : cycles);
      return usedAt(place, given, this.#inputs?.kind ?? 'parameter value', name);
    }
    const declaration = this.#parameters.get(lower);
    if (declaration === undefined) {
      return unknownValue(place, `nothing here declares ${name}`);
    }
    if (this.#inputs?.isComplete === false) {
      this.run.stack.meet(cycles);
      return unknownValue(place, `parameter ${name} may be given a value elsewhere`);
    }
    const value = this.#values.once(`parameter ${lower}`, place, () =>
      this.#default(declaration, name),
    );
    return value.kind === 'unknown' ? value : usedAt(place, value, 'parameter default', name);
  }

  #default(declaration: JsonNode, name: string): StaticValue {
    const place = { uri: this.uri, range: rangeOf(declaration) };
    const value = valueAt(declaration, 'defaultValue');
    if (value === undefined) {
      return valueAt(declaration, 'nullable')?.value === true
        ? { kind: 'null', place, defaults: [name] }
        : unknownValue(place, `parameter ${name} has no default`);
    }
    const byDefault = evaluateNode(value, this, noLocals);
    return { ...byDefault, defaults: [...(byDefault.defaults ?? []), name] };
  }

  variable(name: string, place: Place): StaticValue {
    const lower = name.toLowerCase();
    const node = this.#variables.get(lower);
    const copy = this.#copies.get(lower);
    if (node === undefined && copy === undefined) {
      return unknownValue(place, `nothing here declares ${name}`);
    }
    const value = this.#values.once(`variable ${lower}`, place, () =>
      node === undefined
        ? ((copy && evaluateCopy(copy, this, noLocals)?.value) ?? unknownValue(place, 'a loop'))
        : evaluateNode(node, this, noLocals),
    );
    return usedAt(place, value, 'variable', name);
  }

  call(name: string, values: readonly StaticValue[], place: Place): StaticValue | undefined {
    const lower = name.toLowerCase();
    const declaration = this.#functions.get(lower);
    return declaration === undefined
      ? undefined
      : this.#values.guarded(`function ${lower}`, place, () =>
          evaluateFunction(declaration, values, this, place),
        ).value;
  }
}

function byName(node: JsonNode | undefined): ReadonlyMap<string, JsonNode> {
  return new Map(membersOf(node).map(({ name, value }) => [name.toLowerCase(), value]));
}

import type { Place, StaticValue } from '../value';

/** What an expression of the template language needs to know of the template around it. */
export interface ArmEnvironment {
  readonly uri: string;
  readonly text: string;
  /** `parameters('name')`. */
  parameter(name: string, place: Place): StaticValue;
  /** `variables('name')`. */
  variable(name: string, place: Place): StaticValue;
  /** `namespace.name(...)`: a function that the template declares; undefined when it does not. */
  call(name: string, values: readonly StaticValue[], place: Place): StaticValue | undefined;
  /** Runs one step, unless the template has taken more of them, or is deeper in them, than any real one. */
  step(compute: () => StaticValue): StaticValue | undefined;
}

/** What holds inside of a loop or of a lambda only. */
export interface ArmLocals {
  /** Values of `copyIndex()` by the names of their loops, in small letters; the loop of a resource has the name ''. */
  readonly loops: ReadonlyMap<string, StaticValue>;
  /** Values of `lambdaVariables('name')`, by their names in small letters. */
  readonly lambdaVariables: ReadonlyMap<string, StaticValue>;
}

export const noLocals: ArmLocals = { loops: new Map(), lambdaVariables: new Map() };

/** Inside of a loop, once more. */
export function inLoop(locals: ArmLocals, name: string, index: StaticValue): ArmLocals {
  return { ...locals, loops: new Map(locals.loops).set(name.toLowerCase(), index) };
}

import type { Place, StaticValue } from '../value';

/** What an expression of the template language needs to know of the template around it. */
export interface ArmEnvironment {
  readonly uri: string;
  readonly text: string;
  /** `parameters('name')`. */
  parameter(name: string, place: Place): StaticValue;
  /** `variables('name')`. */
  variable(name: string, place: Place): StaticValue;
  /** Runs one step, unless the template has taken more of them, or is deeper in them, than any real one. */
  step(compute: () => StaticValue): StaticValue | undefined;
}

/** Values of `copyIndex()` by the names of their loops, in small letters; the loop of a resource has the name ''. */
export type Loops = ReadonlyMap<string, StaticValue>;
export const noLoops: Loops = new Map();

import type { Place, StaticValue } from '../value';

/** What an expression needs to know of the template around it. */
export interface Environment {
  readonly uri: string;
  /** Undefined for names that nothing declares. */
  lookUp(name: string, place: Place): StaticValue | undefined;
  /** Calls a function the template declares or imports. */
  call(name: string, values: readonly StaticValue[], place: Place): StaticValue | undefined;
  /** Runs one step, unless the template has taken more of them, or is deeper in them, than any real one. */
  step(compute: () => StaticValue): StaticValue | undefined;
}

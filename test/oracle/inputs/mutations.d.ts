import type { Value } from './policy';
/**
 * Policies as a slip of the editor leaves them: a field moved, doubled, emptied, of another type, misspelt, or gone.
 *
 * @param policies valid ones
 * @param count how many of them to make
 */
export declare function mutations(
  policies: readonly (readonly [string, Value])[],
  count: number,
): readonly (readonly [string, Value])[];

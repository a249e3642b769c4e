import type { Check } from './checks-objects';
import type { Value } from './policy';
/**
 * Two policies in one: the rules of both as `specs`, and, where both are one `spec`, the lists of both as one. Every
 * policy meets a handful of others, at distances that grow.
 */
export declare function combinations(
  checks: readonly Check[],
): readonly (readonly [string, Value])[];

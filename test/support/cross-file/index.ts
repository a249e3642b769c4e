import { byClusters } from './by-clusters';
import { byObjects } from './by-objects';
import { byPolicies } from './by-policies';
import type { CrossFileCase } from './case';

export type { CrossFileCase };

/** Cases of each rule that looks at other files, with the other side in a file of its own. */
export const crossFileCases: readonly CrossFileCase[] = [
  ...byObjects,
  ...byPolicies,
  ...byClusters,
];

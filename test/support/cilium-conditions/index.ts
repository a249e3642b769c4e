import type { Condition } from './condition';
import { acns, withoutRule } from './elsewhere';
import { names, peers, ranges } from './peers';
import { layer7, ports } from './ports';
import { layer7OfNodes, subjects } from './subjects';

export type { Condition } from './condition';

/** Every condition there is, by what it is about. */
export const conditions: readonly Condition[] = [
  ...subjects,
  ...layer7OfNodes,
  ...peers,
  ...ports,
  ...layer7,
  ...names,
  ...ranges,
  ...acns,
  ...withoutRule,
];

import type { ClusterProfile } from '../../profile/profile';
import { type Cidr, contains, coveredBy } from './cidr';
import {
  type ClusterRange,
  clusterRanges,
  meansInternetOnly,
  unmatchedRanges,
} from './cluster-ranges';
import type { ReadableBlock } from './ip-block-reach';

export interface RedundantExcept {
  /** The entry lies in a range of pods, nodes or Services. */
  readonly isInCluster: boolean;
  /** The range that makes the entry superfluous: it would not be matched anyway. */
  readonly redundantIn: ClusterRange | undefined;
}

/**
 * Whether an entry of `except` names nothing but what an ipBlock never matches. Not for ranges of nodes, whose
 * subnet may hold other machines; and not where the entries together say "nothing of the cluster", which
 * tells readers what the author means.
 */
export function redundantExceptRange(
  entry: Cidr,
  { cidr, except }: ReadableBlock,
  profile: ClusterProfile,
): RedundantExcept {
  const range = clusterRanges(profile).find((each) => contains(each.cidr, entry));
  if (range === undefined || range.role === 'node') {
    return { isInCluster: range !== undefined, redundantIn: undefined };
  }
  const inside = unmatchedRanges(profile).filter((each) => contains(cidr, each.cidr));
  const saysOutsideOnly =
    meansInternetOnly(cidr, except, profile) ||
    (inside.length > 0 && inside.every((each) => coveredBy(each.cidr, except)));
  return { isInCluster: true, redundantIn: saysOutsideOnly ? undefined : range };
}

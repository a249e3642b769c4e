import { type Cidr, coveredBy, overlaps, parseCidr } from '../policy/addresses/cidr';
import type { Answer, ClusterProfile, Sourced } from './profile';

export type RangeRole = 'pods' | 'services' | 'nodes';

/** How an address range lies to one of the cluster's known ranges. */
export interface RangeRelation {
  readonly role: RangeRole;
  /** `inside`: all its addresses are such; `overlaps`: some are. */
  readonly relation: 'inside' | 'overlaps';
  /** The cluster's ranges of that role, with who said so. */
  readonly ranges: Sourced<readonly string[]>;
}

/**
 * What the addresses of `cidr` are on this cluster, by the ranges that are known; empty when it meets none of them,
 * which says nothing while some are unknown. A range inside one role is named with that role first.
 */
export function rangeRoles(profile: ClusterProfile, cidr: Cidr): readonly RangeRelation[] {
  const relations = knownRanges(profile).flatMap(({ role, ranges }): RangeRelation[] => {
    const parsed = ranges.value.map(parseCidr).filter((range) => range !== undefined);
    if (!parsed.some((range) => overlaps(range, cidr))) {
      return [];
    }
    return [{ role, ranges, relation: coveredBy(cidr, parsed) ? 'inside' : 'overlaps' }];
  });
  return relations.sort(
    (a, b) => Number(b.relation === 'inside') - Number(a.relation === 'inside'),
  );
}

/** The role that all addresses of `cidr` have on this cluster, or undefined when none is known to cover it. */
export function rangeRole(profile: ClusterProfile, cidr: Cidr): RangeRole | undefined {
  return rangeRoles(profile, cidr).find(({ relation }) => relation === 'inside')?.role;
}

/** Whether `cidr` shares addresses with the cluster; "no" only when pod, Service and node ranges are all known. */
export function touchesCluster(profile: ClusterProfile, cidr: Cidr): Answer {
  if (rangeRoles(profile, cidr).length > 0) {
    return 'yes';
  }
  return knownRanges(profile).length === 3 ? 'no' : 'unknown';
}

function knownRanges(
  profile: ClusterProfile,
): readonly { readonly role: RangeRole; readonly ranges: Sourced<readonly string[]> }[] {
  const all = [
    { role: 'pods', ranges: profile.podCidrs },
    { role: 'services', ranges: profile.serviceCidrs },
    { role: 'nodes', ranges: profile.nodeCidrs },
  ] as const;
  return all.flatMap(({ role, ranges }) => (ranges === undefined ? [] : [{ role, ranges }]));
}

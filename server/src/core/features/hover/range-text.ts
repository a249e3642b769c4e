import { type Cidr, contains, parseCidr } from '../../policy/addresses/cidr';
import { type ClusterRange, clusterRanges } from '../../policy/addresses/cluster-ranges';
import type { ClusterProfile } from '../../profile/profile';

/**
 * What a range is in this cluster, as a sentence in Markdown; undefined when it is none, or has nothing to do with the
 * ranges that are known. Nothing of the text that is passed stands in it.
 */
export function describeRange(
  text: string | undefined,
  profile: ClusterProfile,
): string | undefined {
  const cidr: Cidr | undefined = parseCidr(text ?? '');
  const ranges = cidr === undefined ? [] : clusterRanges(profile);
  const around = ranges.find((range) => cidr !== undefined && contains(range.cidr, cidr));
  if (around !== undefined) {
    return `**This range lies in the ${named(around)} of the cluster**, so nothing in it matches.`;
  }
  const inside = ranges.filter((range) => cidr !== undefined && contains(cidr, range.cidr));
  if (inside.length === 0) {
    return undefined;
  }
  const names = inside.map((range) => `the ${named(range)}`);
  const list = [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '');
  return `**This range takes in ${list.join(' and ')} of the cluster**; what has its address there does not match.`;
}

function named({ role, cidr }: ClusterRange): string {
  return `${role} range \`${cidr.network}\``;
}

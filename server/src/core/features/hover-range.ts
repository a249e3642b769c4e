import { objectsOf } from '../model/kinds';
import { sectionsOf } from '../model/network-policy';
import { known } from '../model/traced';
import { type Cidr, contains, parseCidr } from '../policy/cidr';
import { type ClusterRange, clusterRanges } from '../policy/cluster-ranges';
import type { ClusterProfile } from '../profile/profile';
import type { YamlDocument } from '../syntax/yaml/document';
import { touches } from '../text/range';

/**
 * What the range written at the offset of the document is in this cluster, as a sentence in Markdown; undefined
 * when it has nothing to do with the ranges that are known. Nothing of the file stands in it.
 */
export function describeRangeAt(
  document: YamlDocument,
  offset: number,
  profile: ClusterProfile,
): string | undefined {
  const cidr = rangeAt(document, offset);
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

function rangeAt(document: YamlDocument, offset: number): Cidr | undefined {
  for (const policy of objectsOf(document, 'NetworkPolicy')) {
    for (const { rules } of sectionsOf(policy)) {
      for (const { ipBlock } of rules.flatMap(({ peers }) => peers)) {
        if (ipBlock?.cidr.state === 'known' && touches(ipBlock.cidr.range, offset)) {
          return parseCidr(known(ipBlock.cidr) ?? '');
        }
      }
    }
  }
  return undefined;
}

function named({ role, cidr }: ClusterRange): string {
  return `${role} range \`${cidr.network}\``;
}

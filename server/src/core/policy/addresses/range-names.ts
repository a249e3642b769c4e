import type { RelatedLocation } from '../../engine/finding';
import type { ClusterRange } from './cluster-ranges';
import type { WideBlockVerdict } from './ip-block-reach';

/** The block, or the blocks, of a verdict as messages name them. */
export function wideBlockName({ blocks, reach }: WideBlockVerdict): string {
  const [first, second, third] = blocks;
  if (reach !== 'every address together' || second === undefined) {
    return `ipBlock ${first.cidr.text}`;
  }
  const more = third === undefined ? '' : ' and others';
  return `ipBlock ${first.cidr.text} together with ${second.cidr.text}${more}`;
}

/** Behind a message about the first block of a list: that it is so for others. */
export function alsoOthers(count: number): string {
  return count === 0 ? '' : ` The same applies to ${count} more in this list.`;
}

/** `the pod range 10.244.0.0/16 and the node range 10.224.0.0/16`. */
export function rangeNames(ranges: readonly ClusterRange[]): string {
  const names = ranges.map(({ role, cidr }) => `the ${roleName(role)} range ${cidr.text}`);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function roleName(role: ClusterRange['role']): string {
  return role === 'service' ? 'Service' : role;
}

/** Where the ranges are written, or the definition that leaves them to AKS; each place once. */
export function rangePlaces(ranges: readonly ClusterRange[]): readonly RelatedLocation[] {
  const places = new Map<string, RelatedLocation>();
  for (const { role, source } of ranges) {
    if ('uri' in source && source.range !== undefined) {
      const { uri, range } = source;
      const isLeftOut = source.kind === 'infrastructure' && source.by === 'left out';
      const message = isLeftOut
        ? `The cluster is defined here without ${roleName(role)} ranges, so it has those that AKS uses by default.`
        : `The ${roleName(role)} ranges of the cluster are set here.`;
      places.set(`${uri} ${range.start} ${role}`, { uri, range, message });
    }
  }
  return [...places.values()];
}

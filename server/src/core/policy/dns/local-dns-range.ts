import { specialAddresses } from '../../knowledge/address-ranges';
import type { CiliumEntry } from '../../model/cilium-policy';
import type { IpBlock, PolicyRule } from '../../model/network-policy';
import { known, type Traced } from '../../model/traced';
import { contains, overlaps, parseCidr } from '../addresses/cidr';

/** What AKS says of the addresses that LocalDNS listens on. */
export const localDns = specialAddresses.find(({ id }) => id === 'local-dns');

const range = parseCidr(localDns?.cidr ?? '');

/**
 * Whether a range takes in the addresses of LocalDNS, which is what counts where they are no node's own; true for one
 * that a template writes.
 */
function mayTakeIn(cidr: Traced<string>, except: readonly Traced<string>[]): boolean {
  if (cidr.state === 'unknown') {
    return true;
  }
  const block = parseCidr(known(cidr) ?? '');
  return (
    block !== undefined &&
    range !== undefined &&
    overlaps(block, range) &&
    !except.some((entry) => {
      const left = parseCidr(known(entry) ?? '');
      return left !== undefined && contains(left, range);
    })
  );
}

/** Whether an ipBlock takes in the addresses of LocalDNS, or a part of them. */
export function blockMayTakeInLocalDns({ cidr, except }: IpBlock): boolean {
  return mayTakeIn(cidr, except);
}

/** The same for what a rule of a NetworkPolicy is for; a rule for every peer counts. */
export function ruleMayTakeInLocalDns(rule: PolicyRule): boolean {
  return (
    rule.isForEveryPeer ||
    !rule.isComplete ||
    rule.peers.some(
      ({ node, ipBlock }) =>
        node.kind === 'unknown' || (ipBlock !== undefined && blockMayTakeInLocalDns(ipBlock)),
    )
  );
}

/** The same for an entry of a Cilium policy, apart from what it says of nodes. */
export function entryMayTakeInLocalDns(entry: CiliumEntry): boolean {
  const { entities, cidrs, cidrSets } = entry;
  const outside = ['all', 'world', 'world-ipv4'];
  return (
    !entry.isComplete ||
    entities.state === 'unknown' ||
    (known(entities) ?? []).some(
      (entity) => entity.state === 'unknown' || outside.includes(known(entity) ?? ''),
    ) ||
    cidrs.some((cidr) => mayTakeIn(cidr, [])) ||
    cidrSets.some(
      (set) =>
        set.cidrGroupRef.state !== 'absent' ||
        set.cidrGroupSelector.state !== 'absent' ||
        mayTakeIn(set.cidr, set.except),
    )
  );
}

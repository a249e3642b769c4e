import type { CiliumEntry, PeerMember } from '../../model/cilium-policy';
import { known, type Traced } from '../../model/traced';
import type { YamlDocument } from '../../syntax/yaml/document';
import { requirementsText, selectorText, several } from './summary';
import { textOf } from './symbol';

const mostItems = 3;

/** A member of an entry of a Cilium policy with what it holds: `toEntities host, remote-node`. */
export function memberText(entry: CiliumEntry, member: PeerMember, document: YamlDocument): string {
  const items = itemsOf(entry, member, document);
  const name = `${entry.direction === 'egress' ? 'to' : 'from'}${member}`;
  return items.length === 0 ? name : `${name} ${several(items, mostItems)}`;
}

function itemsOf(
  entry: CiliumEntry,
  member: PeerMember,
  document: YamlDocument,
): readonly string[] {
  const texts = (items: readonly Traced<string>[]) =>
    items.map((item) => textOf(item, document) ?? '');
  switch (member) {
    case 'Endpoints':
      return (known(entry.endpoints) ?? []).map(
        (selector) => requirementsText(selector, document) || 'all',
      );
    case 'Entities':
      return texts(known(entry.entities) ?? []);
    case 'CIDR':
      return texts(entry.cidrs);
    case 'CIDRSet':
      return entry.cidrSets.map(
        ({ cidr, cidrGroupRef, cidrGroupSelector }) =>
          textOf(cidr, document) ??
          textOf(cidrGroupRef, document) ??
          selectorText(cidrGroupSelector, document),
      );
    case 'FQDNs':
      return entry.fqdns.items.map(
        ({ matchName, matchPattern }) =>
          textOf(matchName, document) ?? textOf(matchPattern, document) ?? '',
      );
    case 'Services':
      return entry.services.items.map(
        ({ name, selector }) => textOf(name, document) ?? selectorText(selector, document),
      );
    case 'Nodes':
    case 'Groups':
    case 'Requires':
      return [];
  }
}

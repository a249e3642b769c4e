import type { CiliumEntry } from '../../model/cilium-policy';
import { fieldOf, known } from '../../model/traced';
import { type Draft, draftOf } from '../../syntax/yaml/draft';
import type { YamlNode } from '../../syntax/yaml/tree';
import { contains, isSameRange, parseCidr } from '../addresses/cidr';
import { endpointPeer } from './endpoint-peers';
import { invalidPolicy, type Refusals, refuseFields } from './readable';
import { placeOfField } from './written';

/** The members of an entry that a NetworkPolicy has words for, without their `from` or `to`. */
export const peerFields = ['Endpoints', 'CIDR', 'CIDRSet', 'Entities'] as const;

/** The peers of an entry as a NetworkPolicy has them: `every` for no list at all. */
export function peersOf(entry: CiliumEntry, refusals: Refusals): 'every' | readonly Draft[] {
  const { members, endpoints, entities } = entry;
  const [member] = [...members.keys()];
  const list = member && members.get(member)?.node;
  const items = list?.kind === 'sequence' ? list.items : undefined;
  if (items === undefined) {
    refusals.refuse(invalidPolicy);
    return [];
  }
  switch (member) {
    case 'Endpoints': {
      const selectors = known(endpoints) ?? [];
      if (selectors.length !== items.length) {
        refusals.refuse(invalidPolicy);
      }
      return selectors.map((selector, index) =>
        endpointPeer(selector, items[index] as YamlNode, refusals),
      );
    }
    case 'CIDR':
      return items.map((item) => ipBlock(item, item, [], refusals));
    case 'CIDRSet':
      return items.map((item) => blockFromSet(item, refusals));
    case 'Entities':
      return entityPeers(
        (known(entities) ?? []).map((entity) => known(entity)),
        items,
        refusals,
      );
    default:
      // What else there is has been refused by its name.
      return [];
  }
}

function blockFromSet(item: YamlNode, refusals: Refusals): Draft {
  refuseFields(item, ['cidr', 'except'], refusals);
  const cidr = fieldOf(item, 'cidr')?.node ?? item;
  const except = fieldOf(item, 'except')?.node;
  const holes = except?.kind === 'sequence' ? except.items : [];
  return ipBlock(item, cidr, holes, refusals);
}

function ipBlock(
  place: YamlNode,
  cidr: YamlNode,
  holes: readonly YamlNode[],
  refusals: Refusals,
): Draft {
  const ranges = [cidr, ...holes].map((node) =>
    node.kind === 'scalar' ? parseCidr(node.text) : undefined,
  );
  const [outer, ...inner] = ranges;
  if (outer === undefined || inner.some((hole) => hole === undefined || !contains(outer, hole))) {
    refusals.refuse(invalidPolicy);
  } else if (inner.some((hole) => hole !== undefined && isSameRange(outer, hole))) {
    refusals.refuse('In a NetworkPolicy `except` must be smaller than its `cidr`.');
  }
  const scalar = (node: YamlNode): Draft => ({
    is: 'scalar',
    value: node.kind === 'scalar' ? node.text : '',
    from: node,
  });
  const block: Draft = {
    is: 'map',
    entries: [
      { key: 'cidr', value: scalar(cidr) },
      ...(holes.length === 0
        ? []
        : [
            {
              key: 'except',
              value: { is: 'list', items: holes.map(scalar) } as Draft,
              ...placeOfField(place, 'except'),
            },
          ]),
    ],
  };
  return { is: 'map', entries: [{ key: 'ipBlock', value: block }], from: blockAt(place) };
}

/** At the place of a node, on lines of its own. */
function blockAt(place: YamlNode): YamlNode {
  return {
    kind: 'sequence',
    range: place.range,
    shared: false,
    flow: false,
    items: [],
    itemRanges: [],
    open: false,
  };
}

/** Outside the cluster, in both families. */
const world = ['0.0.0.0/0', '::/0'] as const;

function entityPeers(
  names: readonly (string | undefined)[],
  items: readonly YamlNode[],
  refusals: Refusals,
): 'every' | readonly Draft[] {
  if (names.some((name) => name === 'all')) {
    return 'every';
  }
  return names.flatMap((name, index): readonly Draft[] => {
    const place = items[index];
    if (name === 'none') {
      return [];
    }
    if (name !== 'world' || place === undefined) {
      refusals.refuse(`A NetworkPolicy cannot name ${entityText(name)}.`);
      return [];
    }
    return world.map((cidr, each) => ({
      ...draftOf({ ipBlock: { cidr } }),
      ...(each === 0 ? { from: blockAt(place) } : {}),
    }));
  });
}

function entityText(name: string | undefined): string {
  switch (name) {
    case 'host':
    case 'remote-node':
      return 'nodes';
    case 'cluster':
      return 'nodes, which belong to `cluster`';
    case 'kube-apiserver':
      return 'the API server';
    default:
      return 'this entity';
  }
}

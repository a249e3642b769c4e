import type { YamlNode, YamlSequence } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import {
  type CiliumPortRule,
  ciliumPortRuleOf,
  type FqdnSelector,
  fqdnSelectorOf,
} from './cilium-ports';
import { type LabelSelector, readSelector, selectorFrom } from './label-selector';
import type { Direction } from './network-policy';
import {
  type Field,
  fieldOf,
  known,
  mapTraced,
  nodeOf,
  readItems,
  readList,
  readPort,
  readString,
  type Traced,
  type TracedItems,
  tracedString,
} from './traced';

export type { CiliumPortRule } from './cilium-ports';

/** The layer 3 members of an entry, without their `to` or `from`. */
const peerMembers = [
  'Endpoints',
  'CIDR',
  'CIDRSet',
  'Entities',
  'FQDNs',
  'Services',
  'Nodes',
  'Groups',
  'Requires',
] as const;
export type PeerMember = (typeof peerMembers)[number];

/** One item of a section. */
export interface CiliumEntry {
  readonly node: YamlNode;
  readonly range: Range;
  readonly direction: Direction;
  /** The members that are written, whatever they hold. */
  readonly members: ReadonlyMap<PeerMember, Field>;
  readonly endpoints: Traced<readonly LabelSelector[]>;
  readonly entities: Traced<readonly Traced<string>[]>;
  readonly cidrs: readonly Traced<string>[];
  readonly cidrSets: readonly CiliumCidrSet[];
  readonly fqdns: TracedItems<FqdnSelector>;
  readonly services: TracedItems<CiliumServiceReference>;
  readonly toPorts: readonly CiliumPortRule[];
  readonly toPortsList: Traced<YamlSequence>;
  readonly icmps: Field | undefined;
  readonly icmpFields: TracedItems<IcmpField>;
  /** `authentication.mode`. */
  readonly authentication: Traced<string>;
  /** No template can add members, or items to a member. */
  readonly isComplete: boolean;
}

export interface CiliumCidrSet {
  readonly range: Range;
  readonly node: YamlNode;
  readonly cidr: Traced<string>;
  readonly except: readonly Traced<string>[];
  readonly cidrGroupRef: Traced<string>;
  readonly cidrGroupSelector: Traced<LabelSelector>;
}

/** An item of `toServices`: a Service by name, or all that a selector matches. */
export interface CiliumServiceReference {
  readonly range: Range;
  readonly name: Traced<string>;
  readonly namespace: Traced<string>;
  readonly selector: Traced<LabelSelector>;
}

/** An item of `icmps[].fields`. */
export interface IcmpField {
  readonly range: Range;
  readonly family: Traced<string>;
  readonly type: Traced<number | string>;
}

/** Views an item of `ingress`, `egress`, `ingressDeny` or `egressDeny`. */
export function ciliumEntryOf(node: YamlNode, direction: Direction): CiliumEntry {
  const prefix = direction === 'egress' ? 'to' : 'from';
  const members = new Map<PeerMember, Field>();
  for (const member of peerMembers) {
    const field = fieldOf(node, `${prefix}${member}`);
    if (field !== undefined) {
      members.set(member, field);
    }
  }
  const toPortsList = readList(node, 'toPorts');
  return {
    node,
    range: node.range,
    direction,
    members,
    endpoints: readEndpoints(node, `${prefix}Endpoints`),
    entities: mapTraced(readList(node, `${prefix}Entities`), ({ items }) =>
      items.map(tracedString),
    ),
    cidrs: readItems(node, `${prefix}CIDR`, tracedString).items,
    cidrSets: readItems(node, `${prefix}CIDRSet`, cidrSetOf).items,
    fqdns: readItems(node, `${prefix}FQDNs`, fqdnSelectorOf),
    services: readItems(node, `${prefix}Services`, serviceReferenceOf),
    toPorts: known(toPortsList)?.items.map(ciliumPortRuleOf) ?? [],
    toPortsList,
    icmps: fieldOf(node, 'icmps'),
    icmpFields: readIcmpFields(node),
    authentication: readString(nodeOf(node, 'authentication'), 'mode'),
    isComplete:
      node.kind === 'map' && !node.open && [...members.values()].every((field) => isClosed(field)),
  };
}

/** No template writes the field or adds to it. */
function isClosed({ node }: Field): boolean {
  return node.kind === 'scalar' || (node.kind !== 'unknown' && !node.open);
}

function readEndpoints(node: YamlNode, name: string): Traced<readonly LabelSelector[]> {
  const list = readList(node, name);
  return list.state === 'known' && list.value.open
    ? { state: 'unknown', range: list.range }
    : mapTraced(list, ({ items }) => items.flatMap((item) => selectorFrom(item) ?? []));
}

function cidrSetOf(node: YamlNode): CiliumCidrSet {
  return {
    range: node.range,
    node,
    cidr: readString(node, 'cidr'),
    except: readItems(node, 'except', tracedString).items,
    cidrGroupRef: readString(node, 'cidrGroupRef'),
    cidrGroupSelector: readSelector(node, 'cidrGroupSelector'),
  };
}

function serviceReferenceOf(node: YamlNode): CiliumServiceReference {
  const byName = nodeOf(node, 'k8sService');
  const bySelector = nodeOf(node, 'k8sServiceSelector');
  const namespace = readString(bySelector, 'namespace');
  return {
    range: node.range,
    name: readString(byName, 'serviceName'),
    namespace: namespace.state === 'absent' ? readString(byName, 'namespace') : namespace,
    selector: readSelector(bySelector, 'selector'),
  };
}

function readIcmpFields(node: YamlNode): TracedItems<IcmpField> {
  const rules = readItems(node, 'icmps', (item) =>
    readItems(item, 'fields', (field) => ({
      range: field.range,
      family: readString(field, 'family'),
      type: readPort(field, 'type'),
    })),
  );
  return {
    list: rules.list,
    items: rules.items.flatMap(({ items }) => items),
    isComplete: rules.isComplete && rules.items.every(({ isComplete }) => isComplete),
  };
}

import type {
  CiliumEntry,
  CiliumPolicy,
  CiliumRule,
  CiliumSection,
} from '../../model/cilium-policy';
import type { Direction } from '../../model/network-policy';
import { fieldOf, known } from '../../model/traced';
import { hasFeature } from '../../profile/answers';
import type { ClusterProfile } from '../../profile/profile';
import { type Draft, type DraftEntry, draftOf } from '../../syntax/yaml/draft';
import { isNull, type YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { contains, isSameRange, parseCidr } from '../cidr';
import { endpointPeer, podSelectorFrom } from './endpoint-peers';
import { portsOfEntry } from './network-policy-ports';
import { Refusals, type Translated, unreadablePart } from './readable';

/**
 * The `spec` of the NetworkPolicy that means the same on AKS, or why there is none: a NetworkPolicy allows only, knows
 * pods and ranges only, and stays within layers 3 and 4.
 */
export function toNetworkPolicy(policy: CiliumPolicy, profile: ClusterProfile): Translated<Draft> {
  const [rule, ...others] = policy.rules;
  if (policy.scope === 'clusterwide') {
    return { reason: 'A NetworkPolicy is for one namespace only.' };
  }
  if (rule?.node === undefined || policy.spec === undefined) {
    return { reason: 'The policy has no `spec`.' };
  }
  if (others.length > 0 || policy.specs !== undefined) {
    return { reason: 'A NetworkPolicy has one `spec` only.' };
  }
  const unreadable = unreadablePart(rule.node);
  if (unreadable !== undefined) {
    return { reason: unreadable };
  }
  const refusals = new Refusals();
  refuseFields(rule.node, specFields, refusals);
  const subject = subjectOf(rule, known(policy.object.namespace), refusals);
  const [ingress, egress] = (['ingress', 'egress'] as const).map((direction) =>
    directionOf(rule, direction, profile, refusals),
  );
  const types = [
    ...(ingress?.isIsolated === true ? ['Ingress'] : []),
    ...(egress?.isIsolated === true ? ['Egress'] : []),
  ];
  if (types.length === 0) {
    refusals.refuse('It isolates nothing, and a NetworkPolicy always does.');
  }
  const sections = [ingress, egress].flatMap((each) => each?.entries ?? []);
  return refusals.unless({
    is: 'map',
    from: rule.node,
    entries: [
      { key: 'podSelector', value: subject, ...fromField(rule.node, 'endpointSelector') },
      { key: 'policyTypes', value: draftOf(types) },
      ...sections,
    ],
  });
}

const specFields: readonly string[] = [
  'description',
  'endpointSelector',
  'enableDefaultDeny',
  'ingress',
  'egress',
  'ingressDeny',
  'egressDeny',
];
const entryFields: readonly string[] = ['Endpoints', 'CIDR', 'CIDRSet', 'Entities'];

/** What a policy says of itself for people; a NetworkPolicy has no place for it but a comment. */
export function descriptionOf({ rules }: CiliumPolicy): readonly string[] {
  const node = fieldOf(rules[0]?.node, 'description')?.node;
  return node?.kind === 'scalar' && node.text.trim() !== ''
    ? node.text
        .trim()
        .split(/\r?\n/)
        .map((line) => `# ${line.trim()}`.trim())
    : [];
}

/** Refuses fields that are written and not among the names. */
function refuseFields(node: YamlNode, names: readonly string[], refusals: Refusals): void {
  for (const entry of node.kind === 'map' ? node.entries : []) {
    if (!names.includes(entry.name ?? '') && !isNull(entry.value)) {
      refusals.refuse(`A NetworkPolicy has nothing for \`${fieldName(entry.name)}\`.`);
    }
  }
}

/** Nothing of a file but a field's name, which is a word. */
function fieldName(name: string | undefined): string {
  return name !== undefined && /^\w{1,40}$/.test(name) ? name : 'a field of it';
}

export function fromField(parent: YamlNode, name: string): { readonly from?: Range } {
  const field = fieldOf(parent, name);
  return field === undefined ? {} : { from: { start: field.keyRange.start, end: field.entry.end } };
}

function subjectOf(rule: CiliumRule, namespace: string | undefined, refusals: Refusals): Draft {
  const { endpointSelector, node } = rule;
  const written = fieldOf(node, 'endpointSelector')?.node;
  if (endpointSelector.state !== 'known' || written === undefined) {
    refusals.refuse('Without an `endpointSelector` the policy is invalid.');
    return draftOf({});
  }
  return podSelectorFrom(endpointSelector.value, written, namespace, refusals);
}

interface DirectionDraft {
  readonly isIsolated: boolean;
  readonly entries: readonly DraftEntry[];
}

function directionOf(
  rule: CiliumRule,
  direction: Direction,
  profile: ClusterProfile,
  refusals: Refusals,
): DirectionDraft {
  const sections = rule.sections.filter((section) => section.direction === direction);
  const allow = sections.find(({ isDeny }) => !isDeny);
  for (const section of sections) {
    refuseSection(section, refusals);
  }
  const items = (allow?.entries ?? []).flatMap((entry) => ruleFrom(entry, refusals));
  const hasRules = (allow?.entries.length ?? 0) > 0;
  const value: Draft = { is: 'list', items };
  const from = rule.node === undefined ? {} : fromField(rule.node, direction);
  return {
    isIsolated: isIsolated(rule, direction, hasRules, profile, refusals),
    entries: items.length === 0 ? [] : [{ key: direction, value, ...from }],
  };
}

function refuseSection({ isDeny, list, entries }: CiliumSection, refusals: Refusals): void {
  if (list.state === 'invalid') {
    refusals.refuse(invalidPolicy);
  }
  if (isDeny && entries.length > 0) {
    refusals.refuse('A NetworkPolicy allows only, it cannot deny.');
  }
}

const invalidPolicy = 'Cilium refuses this policy as it is; correct it first.';

function isIsolated(
  { enableDefaultDeny }: CiliumRule,
  direction: Direction,
  hasRules: boolean,
  profile: ClusterProfile,
  refusals: Refusals,
): boolean {
  const written = enableDefaultDeny[direction];
  if (written.state === 'invalid') {
    refusals.refuse(invalidPolicy);
  }
  const wanted = known(written);
  if (wanted === false && hasRules) {
    refusals.refuse('A NetworkPolicy closes every direction that it has rules for.');
  }
  if (wanted === true && !hasRules && hasFeature(profile, 'enable-default-deny') !== 'yes') {
    refusals.refuse('Whether the Cilium of your cluster knows `enableDefaultDeny` is not certain.');
  }
  return wanted ?? hasRules;
}

/** One rule, or none for an entry that lets nobody through. */
function ruleFrom(entry: CiliumEntry, refusals: Refusals): readonly Draft[] {
  const { node, members, direction } = entry;
  if (node.kind !== 'map') {
    refusals.refuse(invalidPolicy);
    return [];
  }
  const prefix = direction === 'egress' ? 'to' : 'from';
  refuseFields(node, [...entryFields.map((name) => prefix + name), 'toPorts'], refusals);
  const written = [...members].filter(([, { node: value }]) => !isNull(value));
  if (written.length > 1) {
    refusals.refuse(invalidPolicy);
  }
  const ports = portsOfEntry(entry, refusals);
  const peers = written.length === 0 ? 'every' : peersOf(entry, refusals);
  const isEmpty = written.length === 0 && ports.length === 0;
  if (isEmpty || (peers !== 'every' && peers.length === 0)) {
    return [];
  }
  const [[, field] = []] = written;
  const entries: DraftEntry[] = [
    ...(peers === 'every'
      ? []
      : [
          {
            key: prefix,
            value: { is: 'list', items: peers } as Draft,
            ...(field && { from: { start: field.keyRange.start, end: field.entry.end } }),
          },
        ]),
    ...(ports.length === 0
      ? []
      : [
          {
            key: 'ports',
            value: { is: 'list', items: ports } as Draft,
            ...fromField(node, 'toPorts'),
          },
        ]),
  ];
  return [{ is: 'map', entries, from: { ...node, flow: node.flow && entries.length === 0 } }];
}

function peersOf(entry: CiliumEntry, refusals: Refusals): 'every' | readonly Draft[] {
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
              ...fromField(place, 'except'),
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

import { namespaceLabels, policyLimits } from '../../knowledge/policy-vocabulary';
import type { LabelSelector } from '../../model/label-selector';
import {
  type Direction,
  type IpBlock,
  listsDirection,
  type NetworkPolicy,
  type Peer,
  type PolicyPort,
  type PolicyRule,
  type PolicySection,
} from '../../model/network-policy';
import { networkPolicyShape } from '../../model/network-policy-shape';
import { checkShape } from '../../model/shape';
import { fieldOf, known } from '../../model/traced';
import { type Draft, type DraftEntry, draftOf } from '../../syntax/yaml/draft';
import type { YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { invalidParts } from '../network-policy-validity';
import { Refusals, type Translated, unreadablePart } from './readable';

/**
 * The `spec` of the CiliumNetworkPolicy that means the same on AKS, or why there is none. It is what Cilium itself makes
 * of a NetworkPolicy (cilium `pkg/k8s/network_policy.go`): a section with rules is enforced whatever `policyTypes` says,
 * no `from` is every peer, a namespace is known by the labels that Cilium copies to its pods, and a direction without
 * rules is closed by one empty rule.
 */
export function toCiliumPolicy(policy: NetworkPolicy): Translated<Draft> {
  const { spec, specField } = policy;
  if (spec === undefined || specField === undefined) {
    return { reason: 'The policy has no `spec`.' };
  }
  const unreadable = unreadablePart(spec);
  if (unreadable !== undefined) {
    return { reason: unreadable };
  }
  const isWrong =
    checkShape(policy.object.node, networkPolicyShape, '').length > 0 ||
    invalidParts(policy).length > 0;
  if (isWrong) {
    return { reason: 'The API server refuses this policy as it is; correct it first.' };
  }
  const refusals = new Refusals();
  const entries: DraftEntry[] = [
    {
      key: 'endpointSelector',
      value: podsBy(known(policy.podSelector), fieldOf(spec, 'podSelector')?.node, refusals),
      ...fromField(spec, 'podSelector'),
    },
    ...sectionEntry(policy, policy.ingress, refusals),
    ...sectionEntry(policy, policy.egress, refusals),
  ];
  return refusals.unless({ is: 'map', entries, from: spec });
}

function fromField(parent: YamlNode, name: string): { readonly from?: Range } {
  const field = fieldOf(parent, name);
  return field === undefined ? {} : { from: { start: field.keyRange.start, end: field.entry.end } };
}

function sectionEntry(
  policy: NetworkPolicy,
  section: PolicySection,
  refusals: Refusals,
): readonly DraftEntry[] {
  const { direction, rules, field } = section;
  const items = rules.flatMap((rule) => rulesFrom(rule, refusals));
  if (items.length === 0 && listsDirection(policy, direction) !== 'yes') {
    return [];
  }
  const value: Draft = {
    is: 'list',
    items: items.length === 0 ? [draftOf({})] : items,
  };
  const from = field === undefined ? {} : fromField(policy.spec as YamlNode, direction);
  return [{ key: direction, value, ...from }];
}

const prefixes = { ingress: 'from', egress: 'to' } as const satisfies Record<Direction, string>;

/** One rule of Cilium for the pods and one for the ranges: it does not take both together. */
function rulesFrom(rule: PolicyRule, refusals: Refusals): readonly Draft[] {
  const prefix = prefixes[rule.direction];
  const toPorts = portsEntry(rule);
  const peers = peerEntries(rule, prefix, refusals);
  return peers.map(
    (peer, index): Draft => ({
      is: 'map',
      entries: [peer, ...toPorts],
      // What is said above the rule is said above the first it becomes.
      ...(index === 0 && rule.node !== undefined ? { from: blockStyle(rule.node) } : {}),
    }),
  );
}

/** A rule that was written between brackets gets lines of its own: it has become longer. */
function blockStyle(node: YamlNode): YamlNode {
  return node.kind === 'map' ? { ...node, flow: false } : node;
}

function peerEntries(rule: PolicyRule, prefix: string, refusals: Refusals): readonly DraftEntry[] {
  if (rule.isForEveryPeer) {
    return [{ key: `${prefix}Entities`, value: draftOf(['all']) }];
  }
  const from = fromField(rule.node as YamlNode, prefix);
  const selectors = rule.peers.filter(({ ipBlock }) => ipBlock === undefined);
  const blocks = rule.peers.flatMap((peer) =>
    peer.ipBlock ? [{ ...peer, ipBlock: peer.ipBlock }] : [],
  );
  const entries: DraftEntry[] = [];
  if (selectors.length > 0) {
    const items = selectors.map((peer) => endpointsBy(peer, refusals));
    entries.push({ key: `${prefix}Endpoints`, value: { is: 'list', items } });
  }
  if (blocks.length > 0) {
    const hasHoles = blocks.some(({ ipBlock }) => ipBlock.except.length > 0);
    const items = blocks.map(({ node, ipBlock }) =>
      hasHoles ? cidrRule(ipBlock, node) : cidr(ipBlock, node),
    );
    const key = `${prefix}${hasHoles ? 'CIDRSet' : 'CIDR'}`;
    entries.push({ key, value: { is: 'list', items } });
  }
  return entries.map((entry, index) => (index === 0 ? { ...entry, ...from } : entry));
}

function cidr({ node }: IpBlock, peer: YamlNode): Draft {
  const written = fieldOf(node, 'cidr')?.node;
  const value = written?.kind === 'scalar' ? written.text : '';
  return { is: 'scalar', value, from: { ...(written ?? peer), range: peer.range } };
}

function cidrRule({ node, exceptField }: IpBlock, peer: YamlNode): Draft {
  const written = fieldOf(node, 'cidr')?.node;
  const range: Draft = {
    is: 'scalar',
    value: written?.kind === 'scalar' ? written.text : '',
    ...(written === undefined ? {} : { from: written }),
  };
  const except = exceptField?.node;
  const holes = except?.kind === 'sequence' && except.items.length > 0 ? [copyOf(except)] : [];
  return {
    is: 'map',
    from: { ...node, range: peer.range },
    entries: [
      { key: 'cidr', value: range, ...fromField(node, 'cidr') },
      ...holes.map((value) => ({ key: 'except', value, ...fromField(node, 'except') })),
    ],
  };
}

/** What stands there, as it stands there. */
export function copyOf(node: YamlNode): Draft {
  switch (node.kind) {
    case 'map':
      return {
        is: 'map',
        from: node,
        entries: node.entries.map(({ name = '', value, keyRange, end }) => ({
          key: name,
          value: copyOf(value),
          from: { start: keyRange.start, end },
        })),
      };
    case 'sequence':
      return { is: 'list', from: node, items: node.items.map(copyOf) };
    case 'scalar':
      return {
        is: 'scalar',
        from: node,
        value: typeof node.value === 'string' ? node.value : (node.value ?? ''),
      };
    case 'unknown':
      return { is: 'scalar', value: '', from: node };
  }
}

/** Keys with a meaning of Cilium's own: as labels of pods they would select something else. */
function isSpecialKey(key: string): boolean {
  return key === namespaceLabels.ofEndpoint || key.startsWith('io.cilium.k8s.');
}

/** Pods of the policy's own namespace. */
function podsBy(
  selector: LabelSelector | undefined,
  node: YamlNode | undefined,
  refusals: Refusals,
): Draft {
  refuseSpecialKeys(selector, refusals);
  return node?.kind === 'map' && node.entries.length > 0 ? copyOf(node) : draftOf({});
}

function refuseSpecialKeys(selector: LabelSelector | undefined, refusals: Refusals): void {
  const keys = [
    ...(selector?.matchLabels ?? []).map(({ key }) => key),
    ...(selector?.matchExpressions ?? []).map(({ key }) => known(key) ?? ''),
  ];
  if (keys.some(isSpecialKey)) {
    refusals.refuse('It selects pods by a label that has a meaning of its own in a Cilium policy.');
  }
}

function endpointsBy({ node, podSelector, namespaceSelector }: Peer, refusals: Refusals): Draft {
  const pods = fieldOf(node, 'podSelector')?.node;
  if (namespaceSelector.state !== 'known') {
    const draft = podsBy(known(podSelector), pods, refusals);
    return { ...draft, from: at(draft.from ?? node, node) } as Draft;
  }
  refuseSpecialKeys(known(podSelector), refusals);
  const namespaces = fieldOf(node, 'namespaceSelector')?.node;
  const isEvery = namespaceSelector.value.isEmpty;
  const labels = [
    ...(isEvery ? [] : labelEntries(namespaces, namespaceKey)),
    ...labelEntries(pods, (key) => key),
  ];
  const expressions = [
    ...(isEvery ? [draftOf({ key: podNamespace, operator: 'Exists' })] : []),
    ...expressionItems(namespaces, namespaceKey),
    ...expressionItems(pods, (key) => key),
  ];
  return {
    is: 'map',
    from: at(blockStyle(node), node),
    entries: [
      ...(labels.length === 0
        ? []
        : [{ key: 'matchLabels', value: { is: 'map', entries: labels } as Draft }]),
      ...(expressions.length === 0
        ? []
        : [{ key: 'matchExpressions', value: { is: 'list', items: expressions } as Draft }]),
    ],
  };
}

/** The style of one node at the place of another. */
function at(style: YamlNode, place: YamlNode): YamlNode {
  return { ...style, range: place.range };
}

const podNamespace = `k8s:${namespaceLabels.ofEndpoint}`;

/** The API server gives every Namespace its name as a label, which Cilium has a label of pods for. */
function namespaceKey(key: string): string {
  return key === namespaceLabels.ofNamespace
    ? podNamespace
    : `k8s:${namespaceLabels.metaPrefix}${key}`;
}

function labelEntries(
  selector: YamlNode | undefined,
  rename: (key: string) => string,
): readonly DraftEntry[] {
  const labels = fieldOf(selector, 'matchLabels')?.node;
  return labels?.kind === 'map'
    ? labels.entries.map(({ name = '', value, keyRange, end }) => ({
        key: rename(name),
        value: copyOf(value),
        from: { start: keyRange.start, end },
      }))
    : [];
}

function expressionItems(
  selector: YamlNode | undefined,
  rename: (key: string) => string,
): readonly Draft[] {
  const list = fieldOf(selector, 'matchExpressions')?.node;
  const items = list?.kind === 'sequence' ? list.items.map(copyOf) : [];
  return items.map((item) =>
    item.is === 'map'
      ? {
          ...item,
          entries: item.entries.map((entry) =>
            entry.key === 'key' && entry.value.is === 'scalar'
              ? { ...entry, value: { ...entry.value, value: rename(String(entry.value.value)) } }
              : entry,
          ),
        }
      : item,
  );
}

function portsEntry(rule: PolicyRule): readonly DraftEntry[] {
  if (rule.isForEveryPort) {
    return [];
  }
  const list = known(rule.portsList);
  const ports = rule.ports.map((port, index) => portFrom(port, list?.items[index]));
  const most = policyLimits.portsPerRule.value;
  const items: Draft[] = [];
  for (let start = 0; start < ports.length; start += most) {
    items.push({
      is: 'map',
      entries: [{ key: 'ports', value: { is: 'list', items: ports.slice(start, start + most) } }],
    });
  }
  return [
    { key: 'toPorts', value: { is: 'list', items }, ...fromField(rule.node as YamlNode, 'ports') },
  ];
}

/** Every port of a protocol is port 0 to Cilium. */
const everyPort = '0';

function portFrom({ protocol, port, endPort }: PolicyPort, node: YamlNode | undefined): Draft {
  const end = known(endPort);
  const field = (name: string) => (node === undefined ? {} : fromField(node, name));
  const entries: DraftEntry[] = [
    { key: 'port', value: draftOf(String(known(port) ?? everyPort)), ...field('port') },
    ...(end === undefined ? [] : [{ key: 'endPort', value: draftOf(end), ...field('endPort') }]),
    { key: 'protocol', value: draftOf(known(protocol) ?? 'TCP'), ...field('protocol') },
  ];
  return { is: 'map', entries, ...(node === undefined ? {} : { from: node }) };
}

import { namespaceLabels } from '../../knowledge/policy-vocabulary';
import type { LabelSelector } from '../../model/label-selector';
import type { IpBlock, Peer, PolicyRule } from '../../model/network-policy';
import { fieldOf, known } from '../../model/traced';
import { type Draft, type DraftEntry, draftOf } from '../../syntax/yaml/draft';
import type { YamlNode } from '../../syntax/yaml/tree';
import type { Refusals } from './readable';
import { copyOf, onLines, placeOfField, withKey } from './written';

/** What a rule says of its peers in Cilium's words: one entry for pods, one for ranges. */
export function peerEntries(
  rule: PolicyRule,
  prefix: string,
  refusals: Refusals,
): readonly DraftEntry[] {
  if (rule.isForEveryPeer) {
    return [{ key: `${prefix}Entities`, value: draftOf(['all']) }];
  }
  const from = placeOfField(rule.node as YamlNode, prefix);
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
      { key: 'cidr', value: range, ...placeOfField(node, 'cidr') },
      ...holes.map((value) => ({ key: 'except', value, ...placeOfField(node, 'except') })),
    ],
  };
}

/** Keys with a meaning of Cilium's own: as labels of pods they would select something else. */
function isSpecialKey(key: string): boolean {
  return key === namespaceLabels.ofEndpoint || key.startsWith('io.cilium.k8s.');
}

/** Pods of the policy's own namespace. */
export function podsBy(
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
    refusals.refuse('It selects pods by a label that has a special meaning in a Cilium policy.');
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
    from: at(onLines(node), node),
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
  return items.map((item) => withKey(item, rename));
}

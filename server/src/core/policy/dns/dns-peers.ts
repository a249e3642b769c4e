import type { FactView } from '../../facts/facts';
import { neighboursOf } from '../../facts/neighbours';
import { policyFactOf, type RuleFact, ruleFactOf } from '../../facts/policy-fact';
import { clusterDns, namespaceLabels } from '../../knowledge/policy-vocabulary';
import type { LabelSelector } from '../../model/label-selector';
import type { NetworkPolicy, Peer, PolicyRule } from '../../model/network-policy';
import { fieldOf, known, type Traced } from '../../model/traced';
import type { Range } from '../../text/range';
import { allows, mayAllow, type PortSet } from '../ports/ports';

/** Why a rule that is meant for cluster DNS does not reach it, or only in part. */
export type DnsMistake = { readonly at: Range; readonly rule: PolicyRule } & (
  | { readonly is: 'namespace label'; readonly key: string; readonly peer: Peer }
  | { readonly is: 'pod label'; readonly value: string; readonly peer: Peer }
  | { readonly is: 'own namespace'; readonly peer: Peer; readonly isSure: boolean }
  | { readonly is: 'one protocol'; readonly allowed: 'UDP' | 'TCP' }
);

type PeerMistake = Exclude<DnsMistake, { is: 'one protocol' }>;

/** The mistakes of the egress rules; none that something else makes up for. */
export function dnsMistakes(policy: NetworkPolicy, facts: FactView): readonly DnsMistake[] {
  const { rules, isComplete } = policy.egress;
  if (rules.length === 0) {
    return [];
  }
  const own = policyFactOf(policy);
  const { covering, distant } = neighboursOf(own, facts.near('policy', own.namespace));
  const all = [own, ...covering, ...distant].flatMap(({ egress }) => egress);
  const mayReach = (protocol: 'UDP' | 'TCP') =>
    !isComplete || all.some((rule) => mayReachDns(rule, protocol));
  return rules.flatMap((rule) => {
    const peer = mayReach('UDP') ? undefined : peerMistake(policy, rule, facts);
    const isForDns = peer !== undefined || ruleFactOf(rule).clusterDns;
    const protocol = isForDns ? protocolMistake(rule, mayReach) : undefined;
    return [peer, protocol].filter((mistake) => mistake !== undefined);
  });
}

/** Whether the rule lets look-ups over the protocol through, or may do so through what a template writes. */
function mayReachDns(rule: RuleFact, protocol: 'UDP' | 'TCP'): boolean {
  return (
    (rule.clusterDns || rule.mayIncludeNodes) &&
    mayAllow(rule.ports, protocol, clusterDns.port, clusterDns.portNames[protocol])
  );
}

function peerMistake(
  policy: NetworkPolicy,
  rule: PolicyRule,
  facts: FactView,
): PeerMistake | undefined {
  const { ports } = ruleFactOf(rule);
  const mistakes = rule.peers.flatMap((peer): PeerMistake[] => {
    const mistake =
      peer.ipBlock === undefined && isMeantForDns(ports, peer)
        ? (namespaceMistake(peer, facts) ?? podMistake(peer) ?? ownNamespaceMistake(policy, peer))
        : undefined;
    return mistake === undefined ? [] : [{ ...mistake, rule, peer }];
  });
  return (
    mistakes.find((mistake) => mistake.is !== 'own namespace' || mistake.isSure) ?? mistakes[0]
  );
}

/** Without ports, a peer that names no other pods than those of DNS is for them, too. */
function isMeantForDns(ports: PortSet, { podSelector }: Peer): boolean {
  return ports === 'every'
    ? podSelector.state === 'absent' || dnsLabelOf(podSelector) !== undefined
    : ['UDP', 'TCP'].some((protocol) => allows(ports, protocol, clusterDns.port)) ||
        ports.names.some((name) =>
          Object.values(clusterDns.portNames).some((dns) => name.endsWith(`/${dns}`)),
        );
}

/** A label with the name of the namespace as its value, other than the one that every namespace has. */
function namespaceMistake({ namespaceSelector }: Peer, facts: FactView) {
  const label = pairsOf(namespaceSelector).find(
    ({ key, values }) =>
      key !== namespaceLabels.ofNamespace &&
      /^(?:kubernetes\.io\/|[^/]*$)/.test(key) &&
      values.every((value) => known(value) === clusterDns.namespace),
  );
  if (label === undefined || mayHaveLabel(label.key, facts)) {
    return undefined;
  }
  return { is: 'namespace label', at: label.keyRange, key: label.key } as const;
}

/** Whether a file at hand gives the namespace the label. */
function mayHaveLabel(key: string, facts: FactView): boolean {
  return facts
    .all('namespace')
    .some(
      ({ fact: { name, labels, isComplete } }) =>
        name === clusterDns.namespace &&
        (!isComplete ||
          labels.some(
            (label) =>
              label.key === key && (label.value ?? clusterDns.namespace) === clusterDns.namespace,
          )),
    );
}

/** Another value of the very label that the DNS pods have. */
function podMistake({ namespaceSelector, podSelector }: Peer) {
  const isInNamespace = pairsOf(namespaceSelector).some(
    ({ key, values }) =>
      key === namespaceLabels.ofNamespace &&
      values.some((value) => known(value) === clusterDns.namespace),
  );
  const label = dnsLabelOf(podSelector);
  const [value] = label?.values ?? [];
  const names = (label?.values ?? []).map(known);
  const isOther =
    names.length > 0 &&
    !names.includes(undefined) &&
    ![clusterDns.podLabel, clusterDns.nodeLocalPodLabel].some((pods) => names.includes(pods.value));
  return isInNamespace && isOther && value?.state === 'known'
    ? ({ is: 'pod label', at: value.range, value: value.value } as const)
    : undefined;
}

/** The DNS pods by their label alone, in a policy of another namespace. */
function ownNamespaceMistake({ object: { namespace } }: NetworkPolicy, peer: Peer) {
  const { podSelector, namespaceSelector, node } = peer;
  const values = dnsLabelOf(podSelector)?.values ?? [];
  const isDns = values.some((value) => known(value) === clusterDns.podLabel.value);
  const isElsewhere =
    namespace.state === 'absent' ||
    (known(namespace) ?? clusterDns.namespace) !== clusterDns.namespace;
  const field = fieldOf(node, 'podSelector');
  return isDns && isElsewhere && namespaceSelector.state === 'absent' && field !== undefined
    ? ({ is: 'own namespace', at: field.keyRange, isSure: namespace.state === 'known' } as const)
    : undefined;
}

function dnsLabelOf(selector: Traced<LabelSelector>) {
  return pairsOf(selector).find(({ key }) => key === clusterDns.podLabel.key);
}

/** The labels a selector asks for, each with the values that will do. */
function pairsOf(selector: Traced<LabelSelector>) {
  const { matchLabels = [], matchExpressions = [] } = known(selector) ?? {};
  return [
    ...matchLabels.map(({ key, keyRange, value }) => ({ key, keyRange, values: [value] })),
    ...matchExpressions.flatMap(({ key, operator, values }) =>
      key.state === 'known' && known(operator) === 'In' && values.length > 0
        ? [{ key: key.value, keyRange: key.range, values }]
        : [],
    ),
  ];
}

/** A rule that lists port 53 for one protocol, with nothing that reaches cluster DNS over the other. */
function protocolMistake(
  rule: PolicyRule,
  mayReach: (protocol: 'UDP' | 'TCP') => boolean,
): DnsMistake | undefined {
  const { ports } = ruleFactOf(rule);
  const isAllowed = (protocol: 'UDP' | 'TCP') =>
    mayAllow(ports, protocol, clusterDns.port, clusterDns.portNames[protocol]);
  const [allowed, missing] = isAllowed('UDP')
    ? (['UDP', 'TCP'] as const)
    : (['TCP', 'UDP'] as const);
  if (isAllowed(missing) || mayReach(missing)) {
    return undefined;
  }
  const written = rule.ports.find(
    ({ port, protocol }) =>
      (protocol.state === 'absent' ? 'TCP' : known(protocol)) === allowed &&
      isDnsPort(known(port), allowed),
  );
  return written?.port.state === 'known'
    ? { is: 'one protocol', at: written.port.range, rule, allowed }
    : undefined;
}

function isDnsPort(port: number | string | undefined, protocol: 'UDP' | 'TCP'): boolean {
  return port === clusterDns.port || port === clusterDns.portNames[protocol];
}

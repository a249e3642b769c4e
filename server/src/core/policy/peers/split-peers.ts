import type { FactView } from '../../facts/facts';
import { locate, placeOf } from '../../facts/place';
import { policyFactOf } from '../../facts/policy-fact';
import { clusterDns } from '../../knowledge/policy-vocabulary';
import type { LabelSelector } from '../../model/label-selector';
import type { NetworkPolicy, Peer, PolicyRule } from '../../model/network-policy';
import { fieldOf, known, type Traced } from '../../model/traced';
import type { Range } from '../../text/range';
import { includesClusterDns } from './peers';
import { peerSelection } from './pod-selection';
import { podsAtHand } from './pods-at-hand';

/** Two peers of a list that may have been meant as one. */
export interface SplitPeers {
  readonly first: Peer;
  readonly second: Peer;
  /** Where the selector of the second is written. */
  readonly at: Range;
  /** The pods are called as the namespaces are, or are found in them, so that they hardly run beside the policy. */
  readonly isLikely: boolean;
  /** As one peer they would leave out the DNS pods, which the first of them lets through today. */
  readonly losesDns: boolean;
}

/**
 * A list of exactly two peers, one with a namespaceSelector and one with a podSelector, neither of them empty. A longer
 * list is an enumeration. Undefined as well when the pods are called as the policy's own are, or are found beside it.
 */
export function splitPeers(
  policy: NetworkPolicy,
  rule: PolicyRule,
  facts: FactView,
): SplitPeers | undefined {
  const [first, second, third] = rule.peers;
  if (first === undefined || second === undefined || third !== undefined || !rule.isComplete) {
    return undefined;
  }
  const kinds = [kindOf(first), kindOf(second)];
  if (!kinds.includes('namespaces') || !kinds.includes('pods')) {
    return undefined;
  }
  const [namespaces, pods] = kinds[0] === 'namespaces' ? [first, second] : [second, first];
  const own = withCompanions([
    ...wordsOf(policy.podSelector),
    ...words(known(policy.object.namespace) ?? ''),
  ]);
  const podWords = wordsOf(pods.podSelector);
  if (haveCommon(podWords, own) || areAtHand(policy, pods, facts)) {
    return undefined;
  }
  return {
    first,
    second,
    at:
      fieldOf(second.node, kinds[1] === 'pods' ? 'podSelector' : 'namespaceSelector')?.keyRange ??
      second.range,
    losesDns: includesClusterDns(namespaces) && isOtherDnsLabel(pods.podSelector),
    isLikely:
      haveCommon(
        podWords.filter((word) => !tellNothing.has(word)),
        withCompanions(wordsOf(namespaces.namespaceSelector)),
      ) || areAtHand(policy, { ...pods, namespaceSelector: namespaces.namespaceSelector }, facts),
  };
}

/** Whether the files at hand have a workload that the peer means. */
function areAtHand(policy: NetworkPolicy, peer: Peer, facts: FactView): boolean {
  const own = locate('policy', policyFactOf(policy), facts);
  const selection = peerSelection(policy, peer, facts);
  return (
    own !== undefined &&
    selection !== undefined &&
    podsAtHand(selection, placeOf(own), facts).some(({ isMeant }) => isMeant !== 'unknown')
  );
}

function kindOf({ ipBlock, namespaceSelector, podSelector }: Peer): string {
  if (ipBlock !== undefined) {
    return 'other';
  }
  if (podSelector.state === 'absent' && hasLabels(namespaceSelector)) {
    return 'namespaces';
  }
  return namespaceSelector.state === 'absent' && hasLabels(podSelector) ? 'pods' : 'other';
}

/** Whether it surely asks for something, and no template adds to it. */
function hasLabels(selector: Traced<LabelSelector>): boolean {
  const value = known(selector);
  return value?.isComplete === true && !value.isEmpty;
}

/** The words in what a selector asks for: `ingress-nginx` is two. A value that only says yes leaves it to its key. */
function wordsOf(selector: Traced<LabelSelector>): readonly string[] {
  const { matchLabels = [], matchExpressions = [] } = known(selector) ?? {};
  const pairs = [
    ...matchLabels.map(({ key, value }) => ({ key, value })),
    ...matchExpressions
      .filter(({ operator }) => known(operator) === 'In')
      .flatMap(({ key, values }) => values.map((value) => ({ key: known(key) ?? '', value }))),
  ];
  return pairs.flatMap(({ key, value }) => {
    const text = known(value) ?? '';
    return words(/^(?:true|yes|enabled|allowed?)$/.test(text) ? key : text);
  });
}

function words(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
}

/** Words that pods share with namespaces of all kinds. */
const tellNothing: ReadonlySet<string> = new Set(
  (
    'allow allowed api app apps client com default dev development env internal kubernetes name ' +
    'namespace net network operator org platform policy prod production public qa server service ' +
    'services staging system team test tier'
  ).split(' '),
);

function haveCommon(some: readonly string[], others: readonly string[]): boolean {
  return some.some((word) => others.includes(word));
}

/** What usually runs in a namespace of a name, and is called otherwise. */
const companions: Readonly<Record<string, readonly string[]>> = {
  monitoring: ['alertmanager', 'alloy', 'grafana', 'loki', 'prometheus', 'tempo'],
  observability: ['alertmanager', 'alloy', 'grafana', 'loki', 'prometheus', 'tempo'],
  ingress: ['nginx', 'traefik'],
  kube: ['coredns', 'dns'],
};

function withCompanions(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [
    name,
    ...(Object.hasOwn(companions, name) ? (companions[name] ?? []) : []),
  ]);
}

/** Pods called by the label that the DNS pods have, but otherwise, as they are on clusters of other vendors. */
function isOtherDnsLabel(selector: Traced<LabelSelector>): boolean {
  const { key, value } = clusterDns.podLabel;
  const label = known(selector)?.matchLabels.find((each) => each.key === key);
  return label !== undefined && known(label.value) !== value;
}

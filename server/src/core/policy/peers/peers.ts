import { clusterDns, namespaceLabels } from '../../knowledge/policy-vocabulary';
import type { LabelSelector } from '../../model/label-selector';
import type { Peer, PolicyRule } from '../../model/network-policy';
import { known, type Traced } from '../../model/traced';

/** Every pod of every namespace: an empty namespaceSelector, alone or with an empty podSelector. */
export function isAllPodsPeer(peer: Peer): boolean {
  return (
    peer.ipBlock === undefined &&
    isEmptySelector(peer.namespaceSelector) &&
    (peer.podSelector.state === 'absent' || isEmptySelector(peer.podSelector))
  );
}

/** Every pod of the policy's own namespace: an empty podSelector alone. */
export function isOwnNamespacePeer(peer: Peer): boolean {
  return (
    peer.ipBlock === undefined &&
    peer.namespaceSelector.state === 'absent' &&
    isEmptySelector(peer.podSelector)
  );
}

/** A peer that selects pods by labels or namespace, whatever they are. One with an ipBlock too is refused. */
export function isSelectorPeer(peer: Peer): boolean {
  return (
    peer.ipBlock === undefined &&
    (peer.podSelector.state !== 'absent' || peer.namespaceSelector.state !== 'absent')
  );
}

/** Whether the peer surely includes the cluster's DNS pods: `k8s-app: kube-dns` in kube-system. */
export function includesClusterDns(peer: Peer): boolean {
  const { namespace, podLabel } = clusterDns;
  return (
    peer.ipBlock === undefined &&
    peer.namespaceSelector.state === 'known' &&
    selects(peer.namespaceSelector, namespaceLabels.ofNamespace, namespace) &&
    (peer.podSelector.state === 'absent' || selects(peer.podSelector, podLabel.key, podLabel.value))
  );
}

/** A rule that includes cluster DNS among its peers, or is for every peer. */
export function reachesClusterDns(rule: PolicyRule): boolean {
  return rule.isForEveryPeer || rule.peers.some(includesClusterDns);
}

/** Whether the rule may let pods through, if only a few: by a selector, or by a peer that a template writes. */
export function mayReachPods(rule: PolicyRule): boolean {
  return mayReachNodes(rule) || rule.peers.some(isSelectorPeer);
}

/** Whether the rule may let nodes through: only a rule for every peer does, which a template may make of it. */
export function mayReachNodes(rule: PolicyRule): boolean {
  return (
    rule.isForEveryPeer ||
    !rule.isComplete ||
    rule.peers.some((peer) => peer.node.kind === 'unknown')
  );
}

/** Whether the rule may let addresses outside the cluster through, if only a few: only an ipBlock can name them. */
export function mayReachOutside(rule: PolicyRule): boolean {
  return mayReachNodes(rule) || rule.peers.some(({ ipBlock }) => ipBlock !== undefined);
}

function isEmptySelector(selector: Traced<LabelSelector>): boolean {
  return known(selector)?.isEmpty === true;
}

/** Whether an object whose only label of interest is `key: value` surely matches. */
function selects(selector: Traced<LabelSelector>, key: string, value: string): boolean {
  const labels = known(selector);
  return (
    labels?.isComplete === true &&
    labels.matchLabels.every((label) => label.key === key && known(label.value) === value) &&
    labels.matchExpressions.every(
      (requirement) =>
        known(requirement.key) === key &&
        (known(requirement.operator) === 'Exists' ||
          (known(requirement.operator) === 'In' &&
            requirement.values.some((text) => known(text) === value))),
    )
  );
}

import { verified } from '../dated';
import { issues } from '../issues';
import { sources } from '../sources';
import { bullets, type HoverTopic, paragraphs, type TopicTarget } from './topic';

const hostNetworkPeers =
  'Pods with `hostNetwork: true` are never among the peers: they share the identity of their node.';

const droppedLabels =
  'No policy sees labels that Cilium keeps out of identities: `statefulset.kubernetes.io/pod-name`, `pod-template-hash`, `controller-revision-hash`, `kubernetes.io/...` and others. `app.kubernetes.io/...` is kept.';

/** `namespaceSelector` in `from` or `to`. */
export const namespaceSelectorPeerTopic: HoverTopic = {
  ...verified(sources.kubernetesPolicies, {
    also: [
      sources.ciliumPage,
      sources.ciliumPage2025,
      sources.ciliumNetworkPolicy,
      issues.policyMapOverflow,
    ],
  }),
  id: 'namespace-selector-peer',
  title: 'namespaceSelector: pods by namespace',
  featureRow: 'kubernetes-network-policy',
  text: () =>
    paragraphs(
      'Selects all pods in the namespaces with these labels; `{}` is every namespace. It selects **pods only**: no nodes, nothing outside the cluster.',
      bullets(
        'In one list item with `podSelector`, both must match. As two items, each with its own dash, either is enough, and the `podSelector` then applies only to the namespace of the policy.',
        'Every namespace has the label `kubernetes.io/metadata.name`. A label like `name: kube-system` exists only if someone set it.',
        'Next to `ipBlock: 0.0.0.0/0`, an empty `namespaceSelector: {}` adds all pods. An additional empty `podSelector: {}` adds nothing more. Nodes stay closed.',
        'A peer for all pods costs one policy entry per identity; in a large cluster this has left new pods without any traffic. Prefer narrower labels. If every peer may be allowed, omit the list: that is cheap, and includes nodes and the world outside.',
        'Without a value, `namespaceSelector:` counts as absent.',
        hostNetworkPeers,
      ),
    ),
};

/** `podSelector` in `from` or `to`. */
export const podSelectorPeerTopic: HoverTopic = {
  ...verified(sources.kubernetesPolicies, {
    also: [sources.ciliumPage, sources.ciliumNetworkPolicy, sources.ciliumLabelFilter],
  }),
  id: 'pod-selector-peer',
  title: 'podSelector: pods by label',
  featureRow: 'kubernetes-network-policy',
  text: () =>
    paragraphs(
      "Alone in its list item, it selects pods with these labels in the **policy's own namespace**; `{}` is all of them. Together with `namespaceSelector` in the same item, it selects such pods in those namespaces.",
      bullets(
        'Use it to allow pods: their addresses in an `ipBlock` never match.',
        'For a Service, select the pods behind it and use the container port. The address and port of the Service play no part.',
        'Cluster DNS is `k8s-app: kube-dns` in the namespace labelled `kubernetes.io/metadata.name: kube-system`, port 53 over UDP and TCP.',
        hostNetworkPeers,
        droppedLabels,
      ),
    ),
};

/** `spec.podSelector`: whom the policy is about. */
export const podSelectorSubjectTopic: HoverTopic = {
  ...verified(sources.ciliumPage, {
    also: [sources.ciliumPage2025, sources.kubernetesPolicies, sources.ciliumLabelFilter],
  }),
  id: 'pod-selector-subject',
  title: 'podSelector: the pods this policy isolates',
  featureRow: 'kubernetes-network-policy',
  text: (target) =>
    paragraphs(
      "Selects the pods with these labels in the policy's namespace; `{}` is all of them. In each direction of the policy, these pods may then do only what some policy allows.",
      bullets(
        'Pods with `hostNetwork: true` are **not covered**, whatever their labels: they have the identity of the node.',
        `${policyKinds(target)} that select a pod add up. A deny rule of a Cilium policy overrides every allow rule.`,
        droppedLabels,
        'The node a pod runs on can always connect to it, so kubelet probes keep working.',
      ),
    ),
};

function policyKinds(target: TopicTarget): string {
  return target.edition === '2025-05-22'
    ? 'All NetworkPolicies and CiliumNetworkPolicies'
    : 'All NetworkPolicies, CiliumNetworkPolicies and CiliumClusterwideNetworkPolicies';
}

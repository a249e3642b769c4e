import { verified } from '../dated';
import { clusterDns, namespaceLabels } from '../policy-vocabulary';
import { sources } from '../sources';
import { topicsOfFields } from './field-texts';
import { type HoverTopic, paragraphs } from './topic';

const networkPolicy = verified(sources.kubernetesPolicies, {
  also: [sources.ciliumNetworkPolicy, sources.ciliumPage],
});
const selectors = verified(sources.kubernetesPolicies, {
  also: [sources.kubernetesValidation, sources.ciliumLabelFilter],
});

/** Sections, peers and ports of a NetworkPolicy, and what selectors of all policies are made of. */
export const networkPolicyFieldTopics: readonly HoverTopic[] = topicsOfFields({
  'network-policy-spec': {
    dated: networkPolicy,
    title: 'spec: which pods are isolated, and what is let through',
    featureRow: 'kubernetes-network-policy',
    text: () =>
      paragraphs(
        'Selects pods in this namespace with `podSelector`, isolates them in the directions of `policyTypes`, and lets through what `ingress` and `egress` allow. Nothing here can deny.',
        'Trap: a spec with only `podSelector: {}` closes ingress for every pod in the namespace.',
      ),
  },
  'network-policy-ingress': {
    dated: networkPolicy,
    title: 'ingress: who may connect to the pods',
    featureRow: 'kubernetes-network-policy',
    text: () =>
      paragraphs(
        'A connection is let through if one rule allows both its peer and its port. `ingress: [{}]` allows everyone, `ingress: []` nobody.',
        'The node of the pod can always connect, so kubelet probes work. **Other nodes cannot**, unless a rule has no `from`: load balancer clients that enter at another node appear as that node.',
        'Trap: in a CiliumNetworkPolicy, `ingress: [{}]` means the opposite.',
      ),
  },
  'network-policy-egress': {
    dated: networkPolicy,
    title: 'egress: whom the pods may connect to',
    featureRow: 'kubernetes-network-policy',
    text: () =>
      paragraphs(
        'A connection is let through if one rule allows both its peer and its port. `egress: [{}]` allows everything, `egress: []` nothing.',
        `Trap: DNS is closed along with everything else. Allow port ${clusterDns.port} over UDP and TCP to the \`${clusterDns.podLabel.key}: ${clusterDns.podLabel.value}\` pods in \`${clusterDns.namespace}\`; the address of the DNS Service in an \`ipBlock\` matches nothing.`,
      ),
  },
  'network-policy-from': {
    dated: networkPolicy,
    title: 'from: the peers that may connect',
    featureRow: 'kubernetes-network-policy',
    text: () =>
      paragraphs(
        'One matching peer is enough. If omitted or empty, **every** peer matches, nodes and the Internet included; on Cilium that is the only way for a NetworkPolicy to let in other nodes.',
        'Trap: `namespaceSelector` and `podSelector` in one list item must both match; as two items, each with its own dash, either is enough.',
      ),
  },
  'network-policy-to': {
    dated: networkPolicy,
    title: 'to: the peers that may be reached',
    featureRow: 'kubernetes-network-policy',
    text: () =>
      paragraphs(
        'One matching peer is enough. If omitted or empty, **every** peer matches: pods, nodes and the outside world. On Cilium an `ipBlock` only matches addresses outside the cluster, and nodes cannot be named at all.',
        'Trap: `namespaceSelector` and `podSelector` in one list item must both match; as two items, each with its own dash, either is enough.',
      ),
  },
  'network-policy-ports': {
    dated: networkPolicy,
    title: 'ports: the ports the rule applies to',
    featureRow: 'kubernetes-network-policy',
    text: () =>
      paragraphs(
        'Ports of the **container**, never of the Service in front of it. If omitted or empty, every port and protocol matches.',
        'Trap: an item without `protocol` is TCP only, so a rule for DNS needs two items. A rule with ports does not let ICMP through.',
      ),
  },
  'match-labels': {
    dated: selectors,
    title: 'matchLabels: labels that must all be present',
    text: () =>
      paragraphs(
        'Every label must be present with exactly this value; an empty map matches everything. Any `matchExpressions` must match as well.',
        `Trap: on Cilium only labels that are part of an identity count, so \`pod-template-hash\` or \`statefulset.kubernetes.io/pod-name\` never match. In a Cilium policy a namespace is the label \`${namespaceLabels.ofEndpoint}\`.`,
      ),
  },
  'match-expressions': {
    dated: selectors,
    title: 'matchExpressions: conditions on labels that must all match',
    text: () =>
      paragraphs(
        'Each item tests the label `key`: `In` and `NotIn` compare it with `values`, `Exists` and `DoesNotExist` test whether it is present. Any `matchLabels` must match as well.',
        'Trap: `NotIn` and `DoesNotExist` also match everything without such a label.',
      ),
  },
  'expression-key': {
    dated: selectors,
    title: 'key: the label to test',
    text: () =>
      paragraphs(
        'The whole key, with its prefix: `app.kubernetes.io/name`, not `name`.',
        'Trap: Cilium leaves some Kubernetes labels out of identities; a condition on those never, or always, matches.',
      ),
  },
  'expression-operator': {
    dated: selectors,
    title: 'operator: In, NotIn, Exists or DoesNotExist',
    text: () =>
      paragraphs(
        '`In` and `NotIn` need `values`; `Exists` and `DoesNotExist` must not have any. Operators are case-sensitive.',
        'Trap: `NotIn` also matches whatever does not have the label at all.',
      ),
  },
  'expression-values': {
    dated: selectors,
    title: 'values: what to compare the label with',
    text: () =>
      paragraphs(
        'For `In` and `NotIn`, one matching value is enough. Quote a value that reads as a number or as yes or no.',
        'Trap: with `Exists` or `DoesNotExist` a list here makes the policy invalid.',
      ),
  },
});

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
    title: 'spec: who is isolated, and what is let through',
    featureRow: 'kubernetes-network-policy',
    text: () =>
      paragraphs(
        'Selects pods of this namespace by `podSelector`, isolates them in the directions of `policyTypes`, and lets through what `ingress` and `egress` allow. Nothing here can deny.',
        'Trap: a spec with nothing but `podSelector: {}` closes ingress for every pod of the namespace.',
      ),
  },
  'network-policy-ingress': {
    dated: networkPolicy,
    title: 'ingress: who may connect to the pods',
    featureRow: 'kubernetes-network-policy',
    text: () =>
      paragraphs(
        'A connection is let through when one rule allows its peer and its port. `ingress: [{}]` allows everybody, `ingress: []` nobody.',
        'The node of the pod may always connect, so probes of the kubelet work. **Other nodes may not**, unless a rule has no `from`: clients of a load balancer that enter at another node look like that node.',
        'Trap: a CiliumNetworkPolicy means the opposite by `ingress: [{}]`.',
      ),
  },
  'network-policy-egress': {
    dated: networkPolicy,
    title: 'egress: whom the pods may connect to',
    featureRow: 'kubernetes-network-policy',
    text: () =>
      paragraphs(
        'A connection is let through when one rule allows its peer and its port. `egress: [{}]` allows everything, `egress: []` nothing.',
        `Trap: DNS is closed with everything else. Allow port ${clusterDns.port} over UDP and TCP to the \`${clusterDns.podLabel.key}: ${clusterDns.podLabel.value}\` pods in \`${clusterDns.namespace}\`; the address of the DNS Service in an \`ipBlock\` matches nothing.`,
      ),
  },
  'network-policy-from': {
    dated: networkPolicy,
    title: 'from: the peers that may connect',
    featureRow: 'kubernetes-network-policy',
    text: () =>
      paragraphs(
        'One peer that matches is enough. Left out or empty, **every** peer matches, nodes and the Internet included; on Cilium that is the only way for a NetworkPolicy to let in other nodes.',
        'Trap: `namespaceSelector` and `podSelector` in one list item must both match; with a dash each, either is enough.',
      ),
  },
  'network-policy-to': {
    dated: networkPolicy,
    title: 'to: the peers that may be reached',
    featureRow: 'kubernetes-network-policy',
    text: () =>
      paragraphs(
        'One peer that matches is enough. Left out or empty, **every** peer matches: pods, nodes and what is outside. On Cilium an `ipBlock` is only for what is outside the cluster, and nodes cannot be named at all.',
        'Trap: `namespaceSelector` and `podSelector` in one list item must both match; with a dash each, either is enough.',
      ),
  },
  'network-policy-ports': {
    dated: networkPolicy,
    title: 'ports: the ports that the rule is for',
    featureRow: 'kubernetes-network-policy',
    text: () =>
      paragraphs(
        'Ports of the **container**, never of the Service in front of it. Left out or empty, every port and protocol matches.',
        'Trap: an item without `protocol` is TCP only, so a rule for DNS needs two items. A rule with ports lets no ICMP through.',
      ),
  },
  'match-labels': {
    dated: selectors,
    title: 'matchLabels: labels that all must be there',
    text: () =>
      paragraphs(
        'Every label must be there with this very value; without any, everything matches. What stands in `matchExpressions` must hold as well.',
        `Trap: on Cilium only labels that are part of an identity count, so \`pod-template-hash\` or \`statefulset.kubernetes.io/pod-name\` never match. In a Cilium policy a namespace is the label \`${namespaceLabels.ofEndpoint}\`.`,
      ),
  },
  'match-expressions': {
    dated: selectors,
    title: 'matchExpressions: conditions on labels that all must hold',
    text: () =>
      paragraphs(
        'Each item asks something of the label `key`: `In` and `NotIn` compare it with `values`, `Exists` and `DoesNotExist` ask whether it is there. What stands in `matchLabels` must hold as well.',
        'Trap: `NotIn` and `DoesNotExist` match everything that has no such label, too.',
      ),
  },
  'expression-key': {
    dated: selectors,
    title: 'key: the label that is asked for',
    text: () =>
      paragraphs(
        'The whole key, with its prefix: `app.kubernetes.io/name`, not `name`.',
        'Trap: Cilium leaves some labels of Kubernetes out of identities, and a condition on those never, or always, holds.',
      ),
  },
  'expression-operator': {
    dated: selectors,
    title: 'operator: In, NotIn, Exists or DoesNotExist',
    text: () =>
      paragraphs(
        '`In` and `NotIn` need `values`, `Exists` and `DoesNotExist` must not have any; upper and lower case count.',
        'Trap: `NotIn` also matches what does not have the label at all.',
      ),
  },
  'expression-values': {
    dated: selectors,
    title: 'values: what the label is compared with',
    text: () =>
      paragraphs(
        'For `In` and `NotIn`, one value that fits is enough. A value that reads as a number or as yes or no must be in quotes.',
        'Trap: with `Exists` or `DoesNotExist` a list here makes the policy invalid.',
      ),
  },
});

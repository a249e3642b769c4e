import { ciliumConfigEntry } from '../cilium-config';
import { fieldSince } from '../cilium-schema/field-since';
import { verified } from '../dated';
import { issues } from '../issues';
import { clusterDns, namespaceLabels, policyLimits } from '../policy-vocabulary';
import { sources } from '../sources';
import type { Dated } from '../types';
import { minorOf, within } from '../version-number';
import { type HoverTopic, paragraphs, sentences, type TopicTarget } from './topic';

type FieldTopicId =
  | 'cilium-egress'
  | 'cilium-ingress'
  | 'cilium-spec'
  | 'cilium-specs'
  | 'expression-key'
  | 'expression-operator'
  | 'expression-values'
  | 'http-header-matches'
  | 'http-headers'
  | 'icmp-family'
  | 'icmp-fields'
  | 'icmp-type'
  | 'l7-rules'
  | 'match-expressions'
  | 'match-labels'
  | 'network-policy-egress'
  | 'network-policy-from'
  | 'network-policy-ingress'
  | 'network-policy-ports'
  | 'network-policy-spec'
  | 'network-policy-to'
  | 'port-list'
  | 'rule-description'
  | 'rule-labels'
  | 'rule-log';

interface FieldText {
  readonly dated: Dated;
  readonly title: string;
  readonly featureRow?: HoverTopic['featureRow'];
  readonly text: (target: TopicTarget) => string;
}

const networkPolicy = verified(sources.kubernetesPolicies, {
  also: [sources.ciliumNetworkPolicy, sources.ciliumPage],
});
const ciliumRule = verified(sources.ciliumRuleValidation, {
  also: [sources.ciliumPolicyModes, sources.ciliumPage],
});
const selectors = verified(sources.kubernetesPolicies, {
  also: [sources.kubernetesValidation, sources.ciliumLabelFilter],
});

const fields: Readonly<Record<FieldTopicId, FieldText>> = {
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
  'cilium-spec': {
    dated: ciliumRule,
    title: 'spec: one rule of Cilium',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'Whom it is for (`endpointSelector`), what it allows (`ingress`, `egress`) and what nobody may allow (`ingressDeny`, `egressDeny`). At least one of the four sections must have an item, or Cilium stores the policy and enforces nothing of it.',
        'Trap: the API server accepts much that Cilium then finds invalid. Whether a policy is enforced stands in its `status`.',
      ),
  },
  'cilium-specs': {
    dated: ciliumRule,
    title: 'specs: several rules in one policy',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'A list of what `spec` holds once. Each item has its own `endpointSelector` and is enforced beside the others, and beside a `spec` that stands there as well.',
        'Trap: what one item allows, no other takes away; only its deny sections do.',
      ),
  },
  'cilium-ingress': {
    dated: ciliumRule,
    title: 'ingress: who may connect to the pods',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'Each item names peers by **one** of the `from…` fields and may have ports; a connection is let through when one item matches. An item closes the direction for everything else. The node of the pod may always connect; other nodes are the entity `remote-node`.',
        'Trap: `ingress: [{}]` lets **nobody** in, where a NetworkPolicy would let in everybody; `ingress: []` counts as not written.',
      ),
  },
  'cilium-egress': {
    dated: ciliumRule,
    title: 'egress: whom the pods may connect to',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        `Each item names peers by **one** of the \`to…\` fields and may have ports; a connection is let through when one item matches. An item closes the direction for everything else, DNS included: allow port ${clusterDns.port} to the \`${clusterDns.podLabel.key}: ${clusterDns.podLabel.value}\` pods in \`${clusterDns.namespace}\`.`,
        'Trap: `egress: [{}]` lets **nothing** out, where a NetworkPolicy would let out everything; `egress: []` counts as not written.',
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
  'port-list': {
    dated: ciliumRule,
    title: 'ports: the ports of this item',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        `Each has a \`port\` in quotes and may have a \`protocol\` and an \`endPort\`. ${policyLimits.portsPerRule.text} \`"0"\` is every port of the protocol.`,
        'Trap: an item without `protocol` is for TCP and UDP, where a NetworkPolicy would mean TCP only.',
      ),
  },
  'l7-rules': {
    dated: verified(sources.ciliumRuleValidation, {
      also: [sources.acnsL7, sources.acnsFqdn, issues.admissionDenied],
    }),
    title: 'rules: what may be said on the ports',
    featureRow: 'l7-policies',
    text: () =>
      paragraphs(
        'Sends the traffic through a proxy that reads it: `http` for requests, `dns` for queries; one of them, not both. On AKS `dns` needs Advanced Container Networking Services, `http` also `advancedNetworkPolicies: L7`; without, the API server refuses the policy.',
        'Trap: what matches no rule is refused by the proxy (403), not dropped, and the port must have `protocol: TCP` for `http`.',
      ),
  },
  'icmp-fields': {
    dated: ciliumRule,
    title: 'fields: the ICMP messages that are meant',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        `Each is a \`type\`, by number or name, of a \`family\`. ${policyLimits.icmpFields.text} On AKS: ${ciliumConfigEntry('enable-icmp-rules')?.effect ?? ''}`,
        'Trap: `ping` over IPv6 is another message, so it needs an item of its own.',
      ),
  },
  'icmp-family': {
    dated: ciliumRule,
    title: 'family: IPv4 or IPv6',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'The protocol the message belongs to, `IPv4` when left out.',
        'Trap: numbers mean other messages in the other family: an echo request is 8 in IPv4 and 128 in IPv6.',
      ),
  },
  'icmp-type': {
    dated: ciliumRule,
    title: 'type: which message, by number or name',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'A number from 0 to 255, or a name such as `EchoRequest`, which is what `ping` sends.',
        'Trap: answers need no rule of their own; the request does.',
      ),
  },
  'http-headers': {
    dated: verified(sources.ciliumHttpRules, { also: [sources.acnsL7] }),
    title: 'headers: headers that the request must have',
    featureRow: 'l7-policies',
    text: () =>
      paragraphs(
        'Each is a text, `X-Name` for a header that must be there, or `X-Name: value` for one with this value; all must match.',
        'Trap: values are compared as they are, not as regular expressions, unlike `path` and `method`.',
      ),
  },
  'http-header-matches': {
    dated: verified(sources.ciliumHttpRules, { also: [sources.acnsL7] }),
    title: 'headerMatches: headers, and what to do when they differ',
    featureRow: 'l7-policies',
    text: () =>
      paragraphs(
        'A header by `name` whose `value` is written here or comes from a `secret`. With `mismatch` the request is not refused: the header is logged (`LOG`), added (`ADD`), deleted (`DELETE`) or replaced (`REPLACE`).',
        'Trap: with `mismatch` the rule no longer keeps anybody out.',
      ),
  },
  'rule-description': {
    dated: ciliumRule,
    title: 'description: what the rule is for, for people',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'A text that Cilium keeps with the rule and shows, and that changes nothing about the traffic. Unlike a comment it is still there in the cluster.',
        'Trap: it is one for the whole rule; its items have none.',
      ),
  },
  'rule-labels': {
    dated: ciliumRule,
    title: 'labels: names of the rule itself',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'Labels by which the rule can be found in the agents and in flows, each with `key`, `value` and `source`. They select nothing.',
        'Trap: the labels of the pods stand in `endpointSelector`, those of the object in `metadata.labels`.',
      ),
  },
  'rule-log': {
    dated: ciliumRule,
    title: 'log: a word that flows of this rule carry',
    featureRow: 'cilium-network-policy',
    text: (target) =>
      paragraphs(
        sentences(
          `\`value\` is put into the flow logs of what the rule decides. ${policyLimits.logValueLength.text}`,
          since(['spec', 'log'], target),
        ),
        'Trap: it turns no logging on; flows are seen with the observability of Advanced Container Networking Services.',
      ),
  },
};

/** From which version on there is a field, and what that means here; nothing for one that was always there. */
function since(path: readonly string[], { ciliumVersions }: TopicTarget): string | undefined {
  const first = fieldSince('CiliumNetworkPolicy', path);
  if (first === undefined) {
    return undefined;
  }
  const isMissing =
    ciliumVersions.length > 0 &&
    ciliumVersions.every(
      (version) => within(minorOf(version) ?? version, { before: first }) === 'yes',
    );
  return isMissing
    ? `There from Cilium ${first} on; **your cluster drops it when it is applied**.`
    : `There from Cilium ${first} on; older ones drop it when it is applied.`;
}

/** A topic for every field of policies that needs no more than a few words. */
export const policyFieldTopics: readonly HoverTopic[] = Object.entries(fields).map(
  ([id, { dated, title, featureRow, text }]) => ({
    ...dated,
    id: `field:${id}`,
    title,
    ...(featureRow === undefined ? {} : { featureRow }),
    text,
  }),
);

import { ciliumConfigEntry } from '../cilium-config';
import { fieldSince } from '../cilium-schema/field-since';
import { verified } from '../dated';
import { issues } from '../issues';
import { clusterDns, policyLimits } from '../policy-vocabulary';
import { sources } from '../sources';
import { minorOf, within } from '../version-number';
import { topicsOfFields } from './field-texts';
import { type HoverTopic, paragraphs, sentences, type TopicTarget } from './topic';

const ciliumRule = verified(sources.ciliumRuleValidation, {
  also: [sources.ciliumPolicyModes, sources.ciliumPage],
});

/** Sections of a Cilium policy, and fields that need no more than a few words. */
export const ciliumPolicyFieldTopics: readonly HoverTopic[] = topicsOfFields({
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
        'Trap: what matches no rule is refused by the proxy (403 for `http`), not dropped, and the port must have `protocol: TCP` for `http`.',
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
});

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

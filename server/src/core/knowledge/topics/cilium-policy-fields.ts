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
    title: 'spec: one Cilium rule',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'Says which pods it applies to (`endpointSelector`), what it allows (`ingress`, `egress`) and what no policy may allow (`ingressDeny`, `egressDeny`). At least one of the four sections must have an item, or the policy is stored but Cilium enforces none of it.',
        'Trap: the API server accepts much that Cilium then finds invalid. The `status` of a policy says whether it is enforced.',
      ),
  },
  'cilium-specs': {
    dated: ciliumRule,
    title: 'specs: several rules in one policy',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'A list of rules, each like a `spec`. Each item has its own `endpointSelector` and is enforced alongside the others, and alongside `spec` if there is one.',
        'Trap: no item takes away what another one allows; only deny sections do.',
      ),
  },
  'cilium-ingress': {
    dated: ciliumRule,
    title: 'ingress: who may connect to the pods',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'Each item names peers with **one** of the `from…` fields and may have ports; a connection that matches any item is let through. An item closes the direction for everything else. The node of the pod can always connect; other nodes are the entity `remote-node`.',
        'Trap: `ingress: [{}]` lets **nobody** in, where a NetworkPolicy would let everyone in; `ingress: []` counts as absent.',
      ),
  },
  'cilium-egress': {
    dated: ciliumRule,
    title: 'egress: whom the pods may connect to',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        `Each item names peers with **one** of the \`to…\` fields and may have ports; a connection that matches any item is let through. An item closes the direction for everything else, DNS included: allow port ${clusterDns.port} to the \`${clusterDns.podLabel.key}: ${clusterDns.podLabel.value}\` pods in \`${clusterDns.namespace}\`.`,
        'Trap: `egress: [{}]` lets **nothing** out, where a NetworkPolicy would let everything out; `egress: []` counts as absent.',
      ),
  },
  'port-list': {
    dated: ciliumRule,
    title: 'ports: the ports of this item',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        `Each has a \`port\` in quotes and may have a \`protocol\` and an \`endPort\`. ${policyLimits.portsPerRule.text} \`"0"\` is every port of the protocol.`,
        'Trap: an item without `protocol` covers TCP and UDP, where a NetworkPolicy would mean TCP only.',
      ),
  },
  'l7-rules': {
    dated: verified(sources.ciliumRuleValidation, {
      also: [sources.acnsL7, sources.acnsFqdn, issues.admissionDenied],
    }),
    title: 'rules: which requests the ports let through',
    featureRow: 'l7-policies',
    text: () =>
      paragraphs(
        'Sends the traffic through a proxy that reads it: `http` for requests or `dns` for queries, not both. On AKS `dns` needs Advanced Container Networking Services, and `http` also needs `advancedNetworkPolicies: L7`; otherwise the API server refuses the policy.',
        'Trap: the proxy refuses what matches no rule (403 for `http`) instead of dropping it, and for `http` the port must have `protocol: TCP`.',
      ),
  },
  'icmp-fields': {
    dated: ciliumRule,
    title: 'fields: which ICMP messages',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        `Each item is a \`type\`, by number or name, of a \`family\`. ${policyLimits.icmpFields.text} On AKS: ${ciliumConfigEntry('enable-icmp-rules')?.effect ?? ''}`,
        'Trap: `ping` over IPv6 is a different message, so it needs its own item.',
      ),
  },
  'icmp-family': {
    dated: ciliumRule,
    title: 'family: IPv4 or IPv6',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'The protocol the message belongs to; defaults to `IPv4`.',
        'Trap: the same number means different messages in the two families: an echo request is 8 in IPv4 and 128 in IPv6.',
      ),
  },
  'icmp-type': {
    dated: ciliumRule,
    title: 'type: which message, by number or name',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'A number from 0 to 255, or a name such as `EchoRequest`, which is what `ping` sends.',
        'Trap: only the request needs a rule, not the reply.',
      ),
  },
  'http-headers': {
    dated: verified(sources.ciliumHttpRules, { also: [sources.acnsL7] }),
    title: 'headers: headers the request must have',
    featureRow: 'l7-policies',
    text: () =>
      paragraphs(
        'Each item is a string: `X-Name` for a header that must be present, or `X-Name: value` for one with this value. All must match.',
        'Trap: unlike `path` and `method`, values are compared literally, not as regular expressions.',
      ),
  },
  'http-header-matches': {
    dated: verified(sources.ciliumHttpRules, { also: [sources.acnsL7] }),
    title: 'headerMatches: headers, and what to do if they differ',
    featureRow: 'l7-policies',
    text: () =>
      paragraphs(
        'A header by `name`, whose `value` is given here or comes from a `secret`. With `mismatch` the request is not refused: the header is logged (`LOG`), added (`ADD`), deleted (`DELETE`) or replaced (`REPLACE`).',
        'Trap: with `mismatch` the rule no longer keeps anyone out.',
      ),
  },
  'rule-description': {
    dated: ciliumRule,
    title: 'description: what the rule is for, in words',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'Text that Cilium stores with the rule and shows. It has no effect on traffic. Unlike a comment, it survives in the cluster.',
        'Trap: there is one for the whole rule, not one per item.',
      ),
  },
  'rule-labels': {
    dated: ciliumRule,
    title: 'labels: names of the rule itself',
    featureRow: 'cilium-network-policy',
    text: () =>
      paragraphs(
        'Labels that identify the rule in the agents and in flows, each with `key`, `value` and `source`. They select nothing.',
        'Trap: pod labels go in `endpointSelector`, labels of the object in `metadata.labels`.',
      ),
  },
  'rule-log': {
    dated: ciliumRule,
    title: 'log: a string that flows of this rule carry',
    featureRow: 'cilium-network-policy',
    text: (target) =>
      paragraphs(
        sentences(
          `\`value\` appears in the flow logs of traffic that the rule decides on. ${policyLimits.logValueLength.text}`,
          since(['spec', 'log'], target),
        ),
        'Trap: it does not turn logging on; seeing flows takes the observability of Advanced Container Networking Services.',
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
    ? `Exists since Cilium ${first}; **your cluster drops it when it is applied**.`
    : `Exists since Cilium ${first}; older versions drop it when it is applied.`;
}

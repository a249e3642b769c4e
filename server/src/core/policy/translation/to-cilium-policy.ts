import { networkPolicySchema } from '../../knowledge/network-policy-schema';
import { policyLimits } from '../../knowledge/policy-vocabulary';
import {
  type Direction,
  listsDirection,
  type NetworkPolicy,
  type PolicyPort,
  type PolicyRule,
  type PolicySection,
} from '../../model/network-policy';
import { fieldOf, known } from '../../model/traced';
import { type Draft, type DraftEntry, draftOf } from '../../syntax/yaml/draft';
import type { YamlNode } from '../../syntax/yaml/tree';
import { checkSchema } from '../schema/schema-check';
import { invalidParts } from '../validity/network-policy-validity';
import { peerEntries, podsBy } from './cilium-peers';
import { Refusals, type Translated, unreadablePart } from './readable';
import { onLines, placeOfField } from './written';

/**
 * The `spec` of the CiliumNetworkPolicy that means the same on AKS, or why there is none. It is what Cilium itself makes
 * of a NetworkPolicy (cilium `pkg/k8s/network_policy.go`): a section with rules is enforced whatever `policyTypes` says,
 * no `from` is every peer, a namespace is known by the labels that Cilium copies to its pods, and a direction without
 * rules is closed by one empty rule.
 */
export function toCiliumPolicy(policy: NetworkPolicy): Translated<Draft> {
  const { spec, specField } = policy;
  if (spec === undefined || specField === undefined) {
    return { reason: 'The policy has no `spec`.' };
  }
  const unreadable = unreadablePart(spec);
  if (unreadable !== undefined) {
    return { reason: unreadable };
  }
  const isWrong =
    checkSchema(policy.object.node, networkPolicySchema, '').length > 0 ||
    invalidParts(policy).length > 0;
  if (isWrong) {
    return { reason: 'The API server refuses this policy as it is; correct it first.' };
  }
  const refusals = new Refusals();
  const entries: DraftEntry[] = [
    {
      key: 'endpointSelector',
      value: podsBy(known(policy.podSelector), fieldOf(spec, 'podSelector')?.node, refusals),
      ...placeOfField(spec, 'podSelector'),
    },
    ...sectionEntry(policy, policy.ingress, refusals),
    ...sectionEntry(policy, policy.egress, refusals),
  ];
  return refusals.unless({ is: 'map', entries, from: spec });
}

function sectionEntry(
  policy: NetworkPolicy,
  section: PolicySection,
  refusals: Refusals,
): readonly DraftEntry[] {
  const { direction, rules, field } = section;
  const items = rules.flatMap((rule) => rulesFrom(rule, refusals));
  if (items.length === 0 && listsDirection(policy, direction) !== 'yes') {
    return [];
  }
  const value: Draft = {
    is: 'list',
    items: items.length === 0 ? [draftOf({})] : items,
  };
  const from = field === undefined ? {} : placeOfField(policy.spec as YamlNode, direction);
  return [{ key: direction, value, ...from }];
}

const prefixes = { ingress: 'from', egress: 'to' } as const satisfies Record<Direction, string>;

/** One rule of Cilium for the pods and one for the ranges: it does not take both together. */
function rulesFrom(rule: PolicyRule, refusals: Refusals): readonly Draft[] {
  const prefix = prefixes[rule.direction];
  const toPorts = portsEntry(rule);
  const peers = peerEntries(rule, prefix, refusals);
  return peers.map(
    (peer, index): Draft => ({
      is: 'map',
      entries: [peer, ...toPorts],
      // What is said above the rule is said above the first it becomes.
      ...(index === 0 && rule.node !== undefined ? { from: onLines(rule.node) } : {}),
    }),
  );
}

function portsEntry(rule: PolicyRule): readonly DraftEntry[] {
  if (rule.isForEveryPort) {
    return [];
  }
  const list = known(rule.portsList);
  const ports = rule.ports.map((port, index) => portFrom(port, list?.items[index]));
  const most = policyLimits.portsPerRule.value;
  const items: Draft[] = [];
  for (let start = 0; start < ports.length; start += most) {
    items.push({
      is: 'map',
      entries: [{ key: 'ports', value: { is: 'list', items: ports.slice(start, start + most) } }],
    });
  }
  return [
    {
      key: 'toPorts',
      value: { is: 'list', items },
      ...placeOfField(rule.node as YamlNode, 'ports'),
    },
  ];
}

/** Every port of a protocol is port 0 to Cilium. */
const everyPort = '0';

function portFrom({ protocol, port, endPort }: PolicyPort, node: YamlNode | undefined): Draft {
  const end = known(endPort);
  const field = (name: string) => (node === undefined ? {} : placeOfField(node, name));
  const entries: DraftEntry[] = [
    { key: 'port', value: draftOf(String(known(port) ?? everyPort)), ...field('port') },
    ...(end === undefined ? [] : [{ key: 'endPort', value: draftOf(end), ...field('endPort') }]),
    { key: 'protocol', value: draftOf(known(protocol) ?? 'TCP'), ...field('protocol') },
  ];
  return { is: 'map', entries, ...(node === undefined ? {} : { from: node }) };
}

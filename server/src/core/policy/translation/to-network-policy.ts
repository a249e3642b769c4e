import type {
  CiliumEntry,
  CiliumPolicy,
  CiliumRule,
  CiliumSection,
} from '../../model/cilium-policy';
import type { Direction } from '../../model/network-policy';
import { fieldOf, known } from '../../model/traced';
import { hasFeature } from '../../profile/answers';
import type { ClusterProfile } from '../../profile/profile';
import { type Draft, type DraftEntry, draftOf } from '../../syntax/yaml/draft';
import { isNull } from '../../syntax/yaml/tree';
import { podSelectorFrom } from './endpoint-peers';
import { peerFields, peersOf } from './network-policy-peers';
import { portsOfEntry } from './network-policy-ports';
import { invalidPolicy, Refusals, refuseFields, type Translated, unreadablePart } from './readable';
import { placeOfField } from './written';

/**
 * The `spec` of the NetworkPolicy that means the same on AKS, or why there is none: a NetworkPolicy allows only, knows
 * pods and ranges only, and stays within layers 3 and 4.
 */
export function toNetworkPolicy(policy: CiliumPolicy, profile: ClusterProfile): Translated<Draft> {
  const [rule, ...others] = policy.rules;
  if (policy.scope === 'clusterwide') {
    return { reason: 'A NetworkPolicy is for one namespace only.' };
  }
  if (rule?.node === undefined || policy.spec === undefined) {
    return { reason: 'The policy has no `spec`.' };
  }
  if (others.length > 0 || policy.specs !== undefined) {
    return { reason: 'A NetworkPolicy has one `spec` only.' };
  }
  const unreadable = unreadablePart(rule.node);
  if (unreadable !== undefined) {
    return { reason: unreadable };
  }
  const refusals = new Refusals();
  refuseFields(rule.node, specFields, refusals);
  const subject = subjectOf(rule, known(policy.object.namespace), refusals);
  const [ingress, egress] = (['ingress', 'egress'] as const).map((direction) =>
    directionOf(rule, direction, profile, refusals),
  );
  const types = [
    ...(ingress?.isIsolated === true ? ['Ingress'] : []),
    ...(egress?.isIsolated === true ? ['Egress'] : []),
  ];
  if (types.length === 0) {
    refusals.refuse('It isolates nothing, and a NetworkPolicy always does.');
  }
  const sections = [ingress, egress].flatMap((each) => each?.entries ?? []);
  return refusals.unless({
    is: 'map',
    from: rule.node,
    entries: [
      { key: 'podSelector', value: subject, ...placeOfField(rule.node, 'endpointSelector') },
      { key: 'policyTypes', value: draftOf(types) },
      ...sections,
    ],
  });
}

const specFields: readonly string[] = [
  'description',
  'endpointSelector',
  'enableDefaultDeny',
  'ingress',
  'egress',
  'ingressDeny',
  'egressDeny',
];

/** What a policy says of itself for people; a NetworkPolicy has no place for it but a comment. */
export function descriptionOf({ rules }: CiliumPolicy): readonly string[] {
  const node = fieldOf(rules[0]?.node, 'description')?.node;
  return node?.kind === 'scalar' && node.text.trim() !== ''
    ? node.text
        .trim()
        .split(/\r?\n/)
        .map((line) => `# ${line.trim()}`.trim())
    : [];
}

function subjectOf(rule: CiliumRule, namespace: string | undefined, refusals: Refusals): Draft {
  const { endpointSelector, node } = rule;
  const written = fieldOf(node, 'endpointSelector')?.node;
  if (endpointSelector.state !== 'known' || written === undefined) {
    refusals.refuse('Without an `endpointSelector` the policy is invalid.');
    return draftOf({});
  }
  return podSelectorFrom(endpointSelector.value, written, namespace, refusals);
}

interface DirectionDraft {
  readonly isIsolated: boolean;
  readonly entries: readonly DraftEntry[];
}

function directionOf(
  rule: CiliumRule,
  direction: Direction,
  profile: ClusterProfile,
  refusals: Refusals,
): DirectionDraft {
  const sections = rule.sections.filter((section) => section.direction === direction);
  const allow = sections.find(({ isDeny }) => !isDeny);
  for (const section of sections) {
    refuseSection(section, refusals);
  }
  const items = (allow?.entries ?? []).flatMap((entry) => ruleFrom(entry, refusals));
  const hasRules = (allow?.entries.length ?? 0) > 0;
  const value: Draft = { is: 'list', items };
  const from = rule.node === undefined ? {} : placeOfField(rule.node, direction);
  return {
    isIsolated: isIsolated(rule, direction, hasRules, profile, refusals),
    entries: items.length === 0 ? [] : [{ key: direction, value, ...from }],
  };
}

function refuseSection({ isDeny, list, entries }: CiliumSection, refusals: Refusals): void {
  if (list.state === 'invalid') {
    refusals.refuse(invalidPolicy);
  }
  if (isDeny && entries.length > 0) {
    refusals.refuse('A NetworkPolicy can only allow, not deny.');
  }
}

function isIsolated(
  { enableDefaultDeny }: CiliumRule,
  direction: Direction,
  hasRules: boolean,
  profile: ClusterProfile,
  refusals: Refusals,
): boolean {
  const written = enableDefaultDeny[direction];
  if (written.state === 'invalid') {
    refusals.refuse(invalidPolicy);
  }
  const wanted = known(written);
  if (wanted === false && hasRules) {
    refusals.refuse('A NetworkPolicy closes every direction that it has rules for.');
  }
  if (wanted === true && !hasRules && hasFeature(profile, 'enable-default-deny') !== 'yes') {
    refusals.refuse(
      'It is not certain that the Cilium version of your cluster knows `enableDefaultDeny`.',
    );
  }
  return wanted ?? hasRules;
}

/** One rule, or none for an entry that lets nobody through. */
function ruleFrom(entry: CiliumEntry, refusals: Refusals): readonly Draft[] {
  const { node, members, direction } = entry;
  if (node.kind !== 'map') {
    refusals.refuse(invalidPolicy);
    return [];
  }
  const prefix = direction === 'egress' ? 'to' : 'from';
  refuseFields(node, [...peerFields.map((name) => prefix + name), 'toPorts'], refusals);
  const written = [...members].filter(([, { node: value }]) => !isNull(value));
  if (written.length > 1) {
    refusals.refuse(invalidPolicy);
  }
  const ports = portsOfEntry(entry, refusals);
  const peers = written.length === 0 ? 'every' : peersOf(entry, refusals);
  const isEmpty = written.length === 0 && ports.length === 0;
  if (isEmpty || (peers !== 'every' && peers.length === 0)) {
    return [];
  }
  const [[, field] = []] = written;
  const entries: DraftEntry[] = [
    ...(peers === 'every'
      ? []
      : [
          {
            key: prefix,
            value: { is: 'list', items: peers } as Draft,
            ...(field && { from: { start: field.keyRange.start, end: field.entry.end } }),
          },
        ]),
    ...(ports.length === 0
      ? []
      : [
          {
            key: 'ports',
            value: { is: 'list', items: ports } as Draft,
            ...placeOfField(node, 'toPorts'),
          },
        ]),
  ];
  return [{ is: 'map', entries, from: { ...node, flow: node.flow && entries.length === 0 } }];
}

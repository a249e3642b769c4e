import { featureMinimum } from '../knowledge/feature-minimums';
import { everyNamePattern } from '../knowledge/policy-pitfalls';
import type { CiliumEntry, CiliumPolicy } from '../model/cilium-policy';
import { type Field, fieldOf, type TracedItems } from '../model/traced';
import { hasAcns } from '../profile/answers';
import { eachCluster } from '../profile/candidates';
import type { ClusterProfile, ProfileValues } from '../profile/profile';
import type { Range } from '../text/range';

/** A field of a Cilium policy that needs Advanced Container Networking Services. */
export interface GatedField {
  readonly name: 'toFQDNs' | 'rules.dns' | 'rules.http' | 'rules.kafka';
  readonly at: Range;
}

/** The fields for domain names that a policy uses, in the order they are written. */
export function fqdnFields(policy: CiliumPolicy): readonly GatedField[] {
  return fieldsOf(policy, (entry) => {
    if (entry.direction !== 'egress') {
      return [];
    }
    return [...used('toFQDNs', entry.members.get('FQDNs'), entry.fqdns), ...layer7(entry, ['dns'])];
  });
}

/** The fields for HTTP and Kafka that a policy uses, in the order they are written. */
export function layer7Fields(policy: CiliumPolicy): readonly GatedField[] {
  return fieldsOf(policy, (entry) => layer7(entry, ['http', 'kafka']));
}

/** Where the DNS rules of a policy let the proxy answer for every name. */
export function everyNamePatterns(policy: CiliumPolicy): readonly Range[] {
  return policy.rules
    .flatMap(({ sections }) => sections)
    .filter(({ isDeny, direction }) => !isDeny && direction === 'egress')
    .flatMap(({ entries }) => entries)
    .flatMap(({ toPorts }) => toPorts)
    .flatMap(({ layer7: { dns } }) => dns.items)
    .flatMap(({ matchPattern }) =>
      matchPattern.state === 'known' && matchPattern.value === everyNamePattern.pattern
        ? [matchPattern.range]
        : [],
    );
}

function fieldsOf(
  policy: CiliumPolicy,
  read: (entry: CiliumEntry) => readonly GatedField[],
): readonly GatedField[] {
  return policy.rules
    .flatMap(({ sections }) => sections)
    .filter(({ isDeny }) => !isDeny)
    .flatMap(({ entries }) => entries)
    .flatMap(read)
    .sort((a, b) => a.at.start - b.at.start);
}

function layer7({ toPorts }: CiliumEntry, names: readonly ('dns' | 'http' | 'kafka')[]) {
  return toPorts.flatMap(({ rules, layer7: lists }) =>
    names.flatMap((name) => used(`rules.${name}`, fieldOf(rules?.node, name), lists[name])),
  );
}

/** An empty list asks for nothing. */
function used(
  name: GatedField['name'],
  field: Field | undefined,
  list: TracedItems<unknown>,
): readonly GatedField[] {
  const isEmpty = list.list.state !== 'unknown' && list.isComplete && list.items.length === 0;
  return field === undefined || isEmpty ? [] : [{ name, at: field.keyRange }];
}

/** Why a cluster that does not admit such fields does not, as the end of a sentence about it. */
export function refusalReason(
  profile: ClusterProfile,
  feature: 'fqdn-filtering' | 'l7-policies',
): string {
  const reasons = eachCluster(profile).map((values) => reasonOf(values, feature));
  return [...new Set(reasons)].join(' or ');
}

function reasonOf(profile: ProfileValues, feature: 'fqdn-filtering' | 'l7-policies'): string {
  if (profile.dataplane.value !== 'cilium') {
    return 'does not run Cilium';
  }
  if (hasAcns(profile) === 'no') {
    return 'has ACNS disabled';
  }
  const level = profile.acnsNetworkPolicies?.value;
  const kubernetes = featureMinimum(feature, profile.edition.value)?.kubernetes;
  const isEnough = feature === 'fqdn-filtering' ? level !== 'None' : level === 'L7';
  return level !== undefined && !isEnough
    ? `has advancedNetworkPolicies ${level}`
    : `runs Kubernetes before ${kubernetes}`;
}

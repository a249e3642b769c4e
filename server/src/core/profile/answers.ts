import { type FeatureId, featureAvailability } from '../knowledge/feature-minimums';
import { type Edition, inEdition as entryInEdition } from '../knowledge/types';
import { compareMinor, parseVersion, within } from '../knowledge/version-number';
import { ciliumMinors } from '../knowledge/versions';
import { parseCidr } from '../policy/addresses/cidr';
import { answerForEach } from './candidates';
import type { Answer, ClusterProfile, ProfileValues } from './profile';

/**
 * Questions about the cluster that rules ask. "unknown" is never a polite "no": a rule then gets milder, or silent.
 */

/** Whether Cilium is the dataplane. */
export function isCilium(profile: ClusterProfile): Answer {
  return answerForEach(profile, ({ dataplane }) => answer(dataplane.value === 'cilium'));
}

/** Whether the profile is judged by that edition of the documentation. */
export function inEdition(profile: ClusterProfile, edition: Edition): Answer {
  return answer(profile.edition.value === edition);
}

/** Whether Kubernetes is at least `version`; a version without a patch number stands for all its patches. */
export function kubernetesAtLeast(profile: ClusterProfile, version: string): Answer {
  return answerForEach(profile, ({ kubernetesVersion }) =>
    atLeast(kubernetesVersion?.value, version),
  );
}

/**
 * Whether Cilium is at least `version`. Without a Cilium version the Kubernetes version tells the minors AKS may run
 * with it, and they must agree; newer Kubernetes never runs older Cilium, so versions beyond the table count, too.
 */
export function ciliumAtLeast(profile: ClusterProfile, version: string): Answer {
  return answerForEach(profile, (values) => {
    const { oldest, newest } = ciliumBounds(values);
    if (oldest !== undefined && atLeast(oldest, version) === 'yes') {
      return 'yes';
    }
    return newest !== undefined && atLeast(newest, version) === 'no' ? 'no' : 'unknown';
  });
}

/** Whether the versions of the cluster have a feature, by the minimums the edition knows. */
export function hasFeature(profile: ClusterProfile, feature: FeatureId): Answer {
  return answerForEach(profile, (values) => featureOf(values, feature));
}

function featureOf(profile: ProfileValues, feature: FeatureId): Answer {
  const kubernetesVersion = profile.kubernetesVersion?.value;
  const availability = (cilium: string | undefined) =>
    featureAvailability(feature, {
      edition: profile.edition.value,
      ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
      ciliumVersions: cilium === undefined ? [] : [cilium],
    });
  const { oldest, newest } = ciliumBounds(profile);
  if (availability(oldest) === 'yes') {
    return 'yes';
  }
  return availability(newest) === 'no' ? 'no' : 'unknown';
}

/** Whether Advanced Container Networking Services is enabled. */
export function hasAcns(profile: ClusterProfile): Answer {
  return answerForEach(profile, acnsOf);
}

function acnsOf(profile: ProfileValues): Answer {
  if (profile.acns !== undefined) {
    return answer(profile.acns.value);
  }
  const level = profile.acnsNetworkPolicies?.value;
  return level === 'FQDN' || level === 'L7' ? 'yes' : 'unknown';
}

/** Whether the cluster admits policies with domain names and DNS rules. */
export function allowsFqdn(profile: ClusterProfile): Answer {
  return answerForEach(profile, (values) => allowsLevel(values, ['FQDN', 'L7']));
}

/** Whether the cluster admits policies with HTTP, gRPC or Kafka rules. */
export function allowsL7(profile: ClusterProfile): Answer {
  return answerForEach(profile, (values) => allowsLevel(values, ['L7']));
}

/** Whether the cluster has IPv4 and IPv6. */
export function isDualStack(profile: ClusterProfile): Answer {
  return answerForEach(profile, dualStackOf);
}

function dualStackOf(profile: ProfileValues): Answer {
  if (profile.ipFamilies !== undefined) {
    return answer(new Set(profile.ipFamilies.value).size > 1);
  }
  const ranges = profile.podCidrs?.value ?? profile.serviceCidrs?.value ?? [];
  const families = new Set(ranges.map((range) => parseCidr(range)?.family));
  families.delete(undefined);
  return families.size === 0 ? 'unknown' : answer(families.size > 1);
}

/** Whether pods resolve names through LocalDNS. */
export function usesLocalDns(profile: ClusterProfile): Answer {
  return answerForEach(profile, ({ localDns }) =>
    localDns === undefined ? 'unknown' : answer(localDns.value),
  );
}

/** Whether the cluster has Windows node pools. */
export function hasWindowsPools(profile: ClusterProfile): Answer {
  return answerForEach(profile, ({ windowsPools }) =>
    windowsPools === undefined ? 'unknown' : answer(windowsPools.value),
  );
}

/** Whether the Istio add-on is enabled. */
export function hasIstioAddon(profile: ClusterProfile): Answer {
  return answerForEach(profile, ({ istioAddon }) =>
    istioAddon === undefined ? 'unknown' : answer(istioAddon.value),
  );
}

/** The other way round; what is unknown stays unknown. */
export function not(value: Answer): Answer {
  return value === 'unknown' ? value : answer(value === 'no');
}

function answer(value: boolean): Answer {
  return value ? 'yes' : 'no';
}

/**
 * With ACNS the level is FQDN unless it is set; L7 is never on without being set, but may have been. Definitions of clusters
 * always say what it is: where the level of such a one is not known, a parameter decides it.
 */
function allowsLevel(profile: ProfileValues, levels: readonly string[]): Answer {
  const isFqdn = levels.includes('FQDN');
  const isTooOld = featureOf(profile, isFqdn ? 'fqdn-filtering' : 'l7-policies') === 'no';
  const acns = acnsOf(profile);
  if (acns === 'no' || profile.dataplane.value !== 'cilium' || isTooOld) {
    return 'no';
  }
  const level = profile.acnsNetworkPolicies?.value;
  if (level === undefined) {
    return isFqdn && profile.acns?.source.kind !== 'infrastructure' ? acns : 'unknown';
  }
  return answer(levels.includes(level));
}

function atLeast(version: string | undefined, wanted: string): Answer {
  if (version === undefined) {
    return 'unknown';
  }
  const result = within(version, { from: wanted });
  return result === 'partly' ? 'unknown' : result;
}

/** The oldest and the newest Cilium that the cluster may run; absent when not known. */
interface Bounds {
  readonly oldest?: string;
  readonly newest?: string;
}

function ciliumBounds(profile: ProfileValues): Bounds {
  if (profile.ciliumVersion !== undefined) {
    return { oldest: profile.ciliumVersion.value, newest: profile.ciliumVersion.value };
  }
  const kubernetes = profile.kubernetesVersion?.value;
  if (kubernetes === undefined || parseVersion(kubernetes) === undefined) {
    return {};
  }
  const rows = ciliumMinors.filter((row) => entryInEdition(row, profile.edition.value));
  const upTo = rows.filter((row) => (compareMinor(row.kubernetes, kubernetes) ?? 1) <= 0);
  const from = rows.filter((row) => (compareMinor(row.kubernetes, kubernetes) ?? -1) >= 0);
  const oldest = sorted(upTo.map((row) => sorted(row.cilium)[0])).at(-1);
  const newest = sorted(from.map((row) => sorted(row.cilium).at(-1)))[0];
  return {
    ...(oldest === undefined ? {} : { oldest }),
    ...(newest === undefined ? {} : { newest }),
  };
}

function sorted(versions: readonly (string | undefined)[]): readonly string[] {
  return versions
    .filter((version) => version !== undefined)
    .sort((a, b) => compareMinor(a, b) ?? 0);
}

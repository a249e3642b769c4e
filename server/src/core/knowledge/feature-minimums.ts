import { edition2025Only, inferred, latestOnly, unsettled, verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import { type Availability, type Dated, type Edition, inEdition } from './types';
import { compareMinor, within } from './version-number';

export type FeatureId =
  | 'cidr-group-selector'
  | 'cidr-schema-needs-prefix'
  | 'cilium-endpoint-slices'
  | 'distinct-host-ports'
  | 'dual-stack'
  | 'ebpf-host-routing'
  | 'enable-default-deny'
  | 'end-port'
  | 'extended-ip-protocols'
  | 'fqdn-deep-wildcard'
  | 'fqdn-filtering'
  | 'l7-policies'
  | 'local-dns'
  | 'local-redirect-policy'
  | 'mutual-tls'
  | 'strict-cidr-validation'
  | 'to-services-with-ports';

/** From which versions on a feature exists. */
export interface FeatureMinimum extends Dated {
  readonly id: FeatureId;
  readonly title: string;
  readonly kubernetes?: string;
  readonly cilium?: string;
  /**
   * What Microsoft documents, where it is later than upstream: between the two nobody at Microsoft
   * vouches.
   */
  readonly documentedCilium?: string;
  /** No version has it, as far as this edition knows. */
  readonly never?: true;
}

/**
 * Features that depend on a version, sorted by id. An id has one entry per edition at most; an
 * edition without an entry does not mention the feature.
 */
export const featureMinimums: readonly FeatureMinimum[] = [
  {
    ...verified(sources.ciliumRuleValidation),
    id: 'cidr-group-selector',
    title: '`cidrGroupSelector` in a CIDR rule',
    cilium: '1.17',
  },
  {
    ...verified(sources.ciliumRuleValidation),
    id: 'cidr-schema-needs-prefix',
    title: 'CIDR fields checked as `format: cidr`',
    cilium: '1.16',
  },
  {
    ...verified(sources.ciliumPage, { also: [sources.ciliumConfigMap] }),
    id: 'cilium-endpoint-slices',
    title: 'Cilium endpoint slices',
    kubernetes: '1.32',
  },
  {
    ...verified(sources.ciliumPage, {
      date: '2025-06-12',
      also: [issues.hostPortProtocols, issues.protocolDifferentiation],
      editions: latestOnly,
    }),
    id: 'distinct-host-ports',
    title: 'one host port number for different protocols',
    cilium: '1.17',
  },
  {
    ...verified(sources.ciliumPage2025, {
      also: [issues.hostPortProtocols],
      editions: edition2025Only,
    }),
    id: 'distinct-host-ports',
    title: 'one host port number for different protocols',
    never: true,
  },
  {
    ...verified(sources.ciliumPage, { editions: latestOnly }),
    id: 'dual-stack',
    title: 'dual-stack clusters',
    kubernetes: '1.29',
  },
  {
    ...verified(sources.acnsHostRouting, { editions: latestOnly }),
    id: 'ebpf-host-routing',
    title: 'eBPF host routing (`BpfVeth`)',
    kubernetes: '1.33',
  },
  {
    ...unsettled(sources.ciliumRuleValidation, { also: [sources.ciliumConfigMap] }),
    id: 'enable-default-deny',
    title: '`enableDefaultDeny`',
    cilium: '1.16',
    documentedCilium: '1.17',
  },
  {
    ...verified(issues.endPort, {
      also: [sources.npmMigration, sources.ciliumKubernetesPolicy, issues.endPortIgnored],
    }),
    id: 'end-port',
    title: '`endPort`',
    cilium: '1.16',
    documentedCilium: '1.17',
  },
  {
    ...verified(sources.ciliumPolicySchema, { also: [sources.ciliumRuleValidation] }),
    id: 'extended-ip-protocols',
    title: 'protocols VRRP and IGMP',
    cilium: '1.19',
  },
  {
    ...unsettled(issues.fqdnWildcard, { also: [sources.ciliumUpgrade] }),
    id: 'fqdn-deep-wildcard',
    title: '`**.` in FQDN patterns',
    cilium: '1.19',
  },
  {
    ...verified(sources.acnsFqdn),
    id: 'fqdn-filtering',
    title: 'FQDN filtering',
    kubernetes: '1.29',
  },
  {
    ...verified(sources.acnsL7),
    id: 'l7-policies',
    title: 'L7 policies',
    kubernetes: '1.29',
  },
  {
    ...verified(sources.localDns, { editions: latestOnly }),
    id: 'local-dns',
    title: 'LocalDNS',
    kubernetes: '1.31',
  },
  {
    ...verified(sources.ciliumPage, { date: '2025-12-18', editions: latestOnly }),
    id: 'local-redirect-policy',
    title: '`CiliumLocalRedirectPolicy`',
    kubernetes: '1.29',
  },
  {
    ...verified(sources.acnsOverview, { editions: latestOnly }),
    id: 'mutual-tls',
    title: 'mutual TLS between pods (preview)',
    kubernetes: '1.34',
    cilium: '1.18',
  },
  {
    ...verified(issues.strictCidr, { also: [sources.kubernetesValidation] }),
    id: 'strict-cidr-validation',
    title: 'ranges with host bits or leading zeros refused by the API server',
    kubernetes: '1.36',
  },
  {
    ...inferred(issues.toServicesPorts, { also: [sources.ciliumRuleValidation] }),
    id: 'to-services-with-ports',
    title: '`toServices` together with `toPorts`',
    cilium: '1.17',
  },
];

/** The entry of a feature in an edition; undefined when the edition does not mention it. */
export function featureMinimum(id: FeatureId, edition: Edition): FeatureMinimum | undefined {
  return featureMinimums.find((entry) => entry.id === id && inEdition(entry, edition));
}

/** What has to be known of a cluster to answer questions about versions. */
export interface VersionTarget {
  readonly edition: Edition;
  readonly kubernetesVersion?: string;
  /** The Cilium versions the cluster may run; empty when not known. */
  readonly ciliumVersions: readonly string[];
}

/**
 * Whether a cluster has a feature, by version only. Unknown when a version is not known, when the
 * Cilium versions in question disagree, between upstream's and Microsoft's minimum, and when the
 * edition does not mention the feature.
 */
export function featureAvailability(id: FeatureId, target: VersionTarget): Availability {
  const feature = featureMinimum(id, target.edition);
  if (feature === undefined) return 'unknown';
  if (feature.never) return 'no';
  const answers: Availability[] = [];
  if (feature.kubernetes !== undefined) {
    answers.push(kubernetesAnswer(feature.kubernetes, target.kubernetesVersion));
  }
  if (feature.cilium !== undefined) {
    answers.push(ciliumAnswer(feature.cilium, feature.documentedCilium, target.ciliumVersions));
  }
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

function kubernetesAnswer(minimum: string, version: string | undefined): Availability {
  const order = version === undefined ? undefined : compareMinor(version, minimum);
  if (order === undefined) return 'unknown';
  return order < 0 ? 'no' : 'yes';
}

function ciliumAnswer(
  minimum: string,
  documented: string | undefined,
  versions: readonly string[],
): Availability {
  if (versions.length === 0) return 'unknown';
  if (versions.every((version) => within(version, { before: minimum }) === 'yes')) return 'no';
  const from = documented ?? minimum;
  return versions.every((version) => within(version, { from }) === 'yes') ? 'yes' : 'unknown';
}

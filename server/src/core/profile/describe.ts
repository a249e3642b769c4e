import { ciliumVersionsFor } from '../knowledge/versions';
import { eachCluster } from './candidates';
import type {
  ClusterProfile,
  InfrastructureSource,
  ProfileSource,
  ProfileValues,
  Sourced,
} from './profile';

/** One line of the profile as people read it. */
export interface ProfileLine {
  readonly key: keyof ProfileValues;
  readonly name: string;
  /** The value, or `unknown`. */
  readonly value: string;
  /** Where it comes from, such as `aks-cilium.yaml` or `from Kubernetes 1.33`; empty when the value is unknown. */
  readonly source: string;
  /** The file that says it, for a link. */
  readonly origin?: Extract<ProfileSource, { readonly uri: string }>;
  readonly known: boolean;
}

const names: Readonly<Record<keyof ProfileValues, string>> = {
  name: 'Name',
  edition: 'Edition of the documentation',
  dataplane: 'Dataplane',
  kubernetesVersion: 'Kubernetes',
  ciliumVersion: 'Cilium',
  ipam: 'Pod addresses',
  ipFamilies: 'Address families',
  podCidrs: 'Pod ranges',
  serviceCidrs: 'Service ranges',
  nodeCidrs: 'Node ranges',
  acns: 'ACNS',
  acnsNetworkPolicies: 'ACNS network policies',
  localDns: 'LocalDNS',
  windowsPools: 'Windows node pools',
  istioAddon: 'Istio add-on',
};

/** The profile line by line, in a fixed order, unknown values included. */
export function describeProfile(profile: ClusterProfile): readonly ProfileLine[] {
  return (Object.keys(names) as (keyof ProfileValues)[]).map((key) => line(profile, key));
}

function line(profile: ClusterProfile, key: keyof ProfileValues): ProfileLine {
  const sourced: Sourced<unknown> | undefined = profile[key];
  const name = names[key];
  if (sourced === undefined || differs(profile, key)) {
    return { key, name, value: unknownValue(profile, key), source: '', known: false };
  }
  const { source } = sourced;
  const origin = 'uri' in source ? { origin: source } : {};
  const isDerived = key === 'ciliumVersion' && isFromKubernetes(profile);
  return {
    key,
    name,
    value: valueText(sourced.value),
    source: isDerived ? `from Kubernetes ${profile.kubernetesVersion?.value}` : sourceText(source),
    ...origin,
    known: true,
  };
}

/** The dataplane always has a value, if only that of people who do not say. */
function differs(profile: ClusterProfile, key: keyof ProfileValues): boolean {
  const [first, ...others] = eachCluster(profile).map((values) =>
    JSON.stringify(values[key]?.value),
  );
  return others.some((other) => other !== first);
}

/**
 * A Kubernetes version that may run several Cilium minors leaves the version open, but not unknown; so do clusters of which
 * each has a value of its own.
 */
function unknownValue(profile: ClusterProfile, key: keyof ProfileValues): string {
  const texts = eachCluster(profile).map((values) => {
    const sourced: Sourced<unknown> | undefined = values[key];
    return sourced === undefined ? openCilium(values, key) : valueText(sourced.value);
  });
  return texts.includes('') ? 'unknown' : [...new Set(texts)].join(' or ');
}

function openCilium(
  { dataplane, kubernetesVersion, edition }: ProfileValues,
  key: keyof ProfileValues,
): string {
  const mayFollow = key === 'ciliumVersion' && dataplane.value === 'cilium';
  return mayFollow && kubernetesVersion !== undefined
    ? ciliumVersionsFor(kubernetesVersion.value, edition.value).join(' or ')
    : '';
}

function isFromKubernetes({ kubernetesVersion, ciliumVersion, edition }: ClusterProfile): boolean {
  return (
    kubernetesVersion !== undefined &&
    ciliumVersion?.source === kubernetesVersion.source &&
    ciliumVersionsFor(kubernetesVersion.value, edition.value).includes(ciliumVersion.value)
  );
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? 'none' : value.join(', ');
  }
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function sourceText(source: ProfileSource): string {
  switch (source.kind) {
    case 'default':
      return 'default';
    case 'command line':
    case 'editor settings':
      return source.kind;
    case 'project file':
      return fileName(source.uri);
    case 'infrastructure':
      return `${fileName(source.uri)}${reasonText(source)}`;
    default:
      return source satisfies never;
  }
}

/** Why a template says something that is not written in it. */
export function reasonText({ by, parameter = '' }: InfrastructureSource): string {
  switch (by) {
    case 'left out':
      return ' (left out: the default of AKS)';
    case 'parameter default':
      return ` (default of parameter ${parameter})`;
    default:
      return '';
  }
}

function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

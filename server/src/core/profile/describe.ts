import { ciliumVersionsFor } from '../knowledge/versions';
import type { ClusterProfile, ProfileSource, Sourced } from './profile';

/** One line of the profile as people read it. */
export interface ProfileLine {
  readonly key: keyof ClusterProfile;
  readonly name: string;
  /** The value, or `unknown`. */
  readonly value: string;
  /** Where it comes from, such as `project file` or `from Kubernetes 1.33`; empty when the value is unknown. */
  readonly source: string;
  /** The file that says it, for a link. */
  readonly origin?: Extract<ProfileSource, { readonly uri: string }>;
  readonly known: boolean;
}

const names: Readonly<Record<keyof ClusterProfile, string>> = {
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
  return (Object.keys(names) as (keyof ClusterProfile)[]).map((key) => line(profile, key));
}

function line(profile: ClusterProfile, key: keyof ClusterProfile): ProfileLine {
  const sourced: Sourced<unknown> | undefined = profile[key];
  const name = names[key];
  if (sourced === undefined) {
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

/** A Kubernetes version that may run several Cilium minors leaves the version open, but not unknown. */
function unknownValue(profile: ClusterProfile, key: keyof ClusterProfile): string {
  const kubernetes = profile.kubernetesVersion?.value;
  const versions =
    key === 'ciliumVersion' && kubernetes !== undefined
      ? ciliumVersionsFor(kubernetes, profile.edition.value)
      : [];
  return versions.length === 0 ? 'unknown' : versions.join(' or ');
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
    case 'infrastructure':
      return fileName(source.uri);
    default:
      return source satisfies never;
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

import { inferred, latestOnly, verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import type { Dated } from './types';
import type { VersionSpan } from './version-number';

export type AddressFamily = 'IPv4' | 'IPv6';

/** What AKS uses when a cluster does not say. */
export interface DefaultRange extends Dated {
  readonly id: 'pod-cidr' | 'service-cidr' | 'dns-service-ip';
  readonly family: AddressFamily;
  /** A range, or a single address for the DNS service. */
  readonly value: string;
}

/** Defaults of the ranges of a cluster. The IPv6 ones are used in dual-stack clusters only. */
export const defaultRanges: readonly DefaultRange[] = [
  { ...verified(sources.overlayConcepts), id: 'pod-cidr', family: 'IPv4', value: '10.244.0.0/16' },
  {
    ...verified(sources.overlayConcepts),
    id: 'pod-cidr',
    family: 'IPv6',
    value: 'fd12:3456:789a::/64',
  },
  { ...verified(sources.cniOverview), id: 'service-cidr', family: 'IPv4', value: '10.0.0.0/16' },
  {
    ...verified(sources.overlayConcepts),
    id: 'service-cidr',
    family: 'IPv6',
    value: 'fd12:3456:789a:1::/108',
  },
  { ...verified(sources.cniOverview), id: 'dns-service-ip', family: 'IPv4', value: '10.0.0.10' },
];

/** The default of a range in a family, if there is one. */
export function defaultRange(id: DefaultRange['id'], family: AddressFamily): string | undefined {
  return defaultRanges.find((entry) => entry.id === id && entry.family === family)?.value;
}

/** A range with a name. */
export interface NamedRange extends Dated {
  readonly cidr: string;
  readonly name: string;
}

/** Ranges AKS keeps for itself: no pod, service or network range may overlap them. */
export const reservedRanges: readonly NamedRange[] = [
  { ...verified(sources.cniOverview), cidr: '169.254.0.0/16', name: 'link-local addresses' },
  { ...verified(sources.cniOverview), cidr: '172.30.0.0/16', name: 'reserved by AKS' },
  { ...verified(sources.cniOverview), cidr: '172.31.0.0/16', name: 'reserved by AKS' },
  { ...verified(sources.cniOverview), cidr: '192.0.2.0/24', name: 'reserved by AKS' },
];

/** Since when the resource provider refuses pod ranges that overlap a reserved range. */
export const reservedRangesEnforced: Dated = verified(sources.aksReleaseNotes, {
  date: '2026-05-29',
  editions: latestOnly,
});

/** Ranges a pod range should come from. */
export const privateRanges: readonly (NamedRange & { readonly family: AddressFamily })[] = [
  { ...verified(sources.cniOverview), cidr: '10.0.0.0/8', name: 'RFC 1918', family: 'IPv4' },
  { ...verified(sources.cniOverview), cidr: '172.16.0.0/12', name: 'RFC 1918', family: 'IPv4' },
  { ...verified(sources.cniOverview), cidr: '192.168.0.0/16', name: 'RFC 1918', family: 'IPv4' },
  { ...verified(sources.cniOverview), cidr: '100.64.0.0/10', name: 'RFC 6598', family: 'IPv4' },
  { ...inferred(sources.cniOverview), cidr: 'fd00::/8', name: 'RFC 4193', family: 'IPv6' },
];

/** The three ranges that together mean "not the Internet" in most `except` lists. */
export const rfc1918Ranges: readonly string[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** How Cilium sees an address: `cidr` is reached by ipBlock, `host` is not. */
export type AddressIdentity = 'cidr' | 'host';

/** An address that is the same in every cluster. */
export interface SpecialAddress extends NamedRange {
  readonly id: 'instance-metadata' | 'wire-server' | 'local-dns' | 'cilium-router';
  readonly identity: readonly { readonly cilium: VersionSpan; readonly is: AddressIdentity }[];
  readonly note: string;
}

const always = (is: AddressIdentity) => [{ cilium: {}, is }] as const;

/** Addresses with a meaning of their own. */
export const specialAddresses: readonly SpecialAddress[] = [
  {
    ...inferred(sources.ciliumIpcache),
    id: 'instance-metadata',
    cidr: '169.254.169.254/32',
    name: 'instance metadata',
    identity: always('cidr'),
    note: 'Outside the cluster, so an ipBlock selects it. Workload identity does not need it.',
  },
  {
    ...inferred(sources.ciliumIpcache),
    id: 'wire-server',
    cidr: '168.63.129.16/32',
    name: 'Azure wire server',
    identity: always('cidr'),
    note: 'Outside the cluster; AKS blocks it for pods whatever the policies say.',
  },
  {
    ...verified(issues.localAddresses, { also: [sources.ciliumPage, sources.localDns] }),
    id: 'local-dns',
    cidr: '169.254.10.0/24',
    name: 'LocalDNS',
    identity: [
      { cilium: { before: '1.17' }, is: 'cidr' },
      { cilium: { from: '1.17' }, is: 'host' },
    ],
    note: 'An address of the node. Since Cilium 1.17 it belongs to the host entity, which no NetworkPolicy peer can name.',
  },
  {
    ...inferred(sources.ciliumConfigMap),
    id: 'cilium-router',
    cidr: '169.254.23.0/32',
    name: 'Cilium router',
    identity: always('host'),
    note: 'The address Cilium puts on every node.',
  },
];

/**
 * Ranges in the samples of the documentation: seeing one in a file says nothing about the cluster.
 */
export const documentationSamples: readonly NamedRange[] = [
  {
    ...verified(sources.ciliumPage),
    cidr: '192.168.0.0/16',
    name: 'pod range of the overlay sample',
  },
  { ...verified(sources.ciliumPage), cidr: '10.0.0.0/8', name: 'network of the pod subnet sample' },
  {
    ...verified(sources.ciliumPage),
    cidr: '10.240.0.0/16',
    name: 'node subnet of the pod subnet sample',
  },
  {
    ...verified(sources.ciliumPage),
    cidr: '10.241.0.0/16',
    name: 'pod subnet of the pod subnet sample',
  },
];

import { edition2025Only, inferred, latestOnly, unsettled, verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import { type Dated, type Edition, inEdition } from './types';

/**
 * supported: works; unsupported: Microsoft does not support it, or AKS has it switched off;
 * override: changes what AKS manages, without support; not-enforced: nothing on the cluster reads it; managed: Cilium writes such objects itself;
 * undocumented: there, without a word from Microsoft; separate: belongs to another product.
 */
export type KindState =
  | 'supported'
  | 'unsupported'
  | 'override'
  | 'not-enforced'
  | 'managed'
  | 'undocumented'
  | 'separate';

/** A kind of object that people write for Cilium or for policy engines beside it. */
export interface CiliumKind extends Dated {
  readonly group: string;
  readonly kind: string;
  readonly state: KindState;
  readonly why: string;
  readonly instead?: string;
  /** The Cilium version from which on it no longer holds. */
  readonly before?: string;
}

const cilium = 'cilium.io';
const calicoGroups = ['projectcalico.org', 'crd.projectcalico.org'] as const;

const bgpKinds = [
  'CiliumBGPAdvertisement',
  'CiliumBGPClusterConfig',
  'CiliumBGPNodeConfig',
  'CiliumBGPNodeConfigOverride',
  'CiliumBGPPeerConfig',
  'CiliumBGPPeeringPolicy',
];
const ownedKinds = [
  'CiliumEndpoint',
  'CiliumEndpointSlice',
  'CiliumExternalWorkload',
  'CiliumIdentity',
  'CiliumNode',
];
const adminKinds = ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'];
const calicoKinds = ['GlobalNetworkPolicy', 'NetworkPolicy'];

/** Every kind, by group; a kind has one entry per edition at most. */
export const ciliumKinds: readonly CiliumKind[] = [
  {
    ...verified(sources.ciliumPage, { date: '2025-06-25', also: [sources.ciliumPage2025] }),
    group: cilium,
    kind: 'CiliumNetworkPolicy',
    state: 'supported',
    why: 'Layers 3 and 4 always; FQDN and L7 rules with Advanced Container Networking Services.',
  },
  {
    ...verified(sources.ciliumPage, { date: '2025-11-05', editions: latestOnly }),
    group: cilium,
    kind: 'CiliumClusterwideNetworkPolicy',
    state: 'supported',
    why: 'Supported since November 2025; FQDN rules with Advanced Container Networking Services.',
  },
  {
    ...verified(sources.ciliumPage2025, { editions: edition2025Only }),
    group: cilium,
    kind: 'CiliumClusterwideNetworkPolicy',
    state: 'unsupported',
    why: 'Not supported in this edition of the documentation.',
    instead: 'a CiliumNetworkPolicy in each namespace',
  },
  {
    ...verified(sources.ciliumPage, { date: '2025-12-18', editions: latestOnly }),
    group: cilium,
    kind: 'CiliumLocalRedirectPolicy',
    state: 'supported',
    why: 'Since Kubernetes 1.29.',
  },
  {
    ...inferred(sources.ciliumPage2025, { editions: edition2025Only }),
    group: cilium,
    kind: 'CiliumLocalRedirectPolicy',
    state: 'undocumented',
    why: 'This edition of the documentation does not mention it.',
  },
  {
    ...unsettled(sources.ciliumRuleValidation),
    group: cilium,
    kind: 'CiliumCIDRGroup',
    state: 'undocumented',
    why: 'Policies can refer to it, but Microsoft does not say whether it is supported.',
  },
  {
    ...verified(issues.egressGateway, { also: [sources.ciliumConfigMap] }),
    group: cilium,
    kind: 'CiliumEgressGatewayPolicy',
    state: 'unsupported',
    why: "AKS leaves Cilium's egress gateway off.",
    instead: 'the AKS static egress gateway',
  },
  ...bgpKinds.map((kind) => ({
    ...verified(sources.ciliumConfigMap, { also: [issues.bgp] }),
    group: cilium,
    kind,
    state: 'unsupported' as const,
    why: "AKS leaves Cilium's BGP control plane off.",
  })),
  ...['CiliumLoadBalancerIPPool', 'CiliumL2AnnouncementPolicy'].map((kind) => ({
    ...verified(sources.ciliumConfigMap),
    group: cilium,
    kind,
    state: 'unsupported' as const,
    why: "AKS leaves Cilium's address management for load balancers off.",
    instead: 'a Service of type LoadBalancer, served by the Azure load balancer',
  })),
  ...['CiliumEnvoyConfig', 'CiliumClusterwideEnvoyConfig'].map((kind) => ({
    ...inferred(issues.gatewayApi, { also: [sources.ciliumConfigMap] }),
    group: cilium,
    kind,
    state: 'unsupported' as const,
    why: "AKS leaves Cilium's Envoy configuration off.",
    instead: 'the application routing add-on',
  })),
  {
    ...verified(sources.ciliumPage),
    group: cilium,
    kind: 'CiliumNodeConfig',
    state: 'override',
    why: 'It changes the Cilium configuration, which AKS manages.',
    instead: 'a cluster with your own CNI, if you need a different configuration',
  },
  {
    ...verified(sources.ciliumConfigMap),
    group: cilium,
    kind: 'CiliumPodIPPool',
    state: 'unsupported',
    why: 'Addresses come from Azure, not from Cilium pools.',
  },
  ...ownedKinds.map((kind) => ({
    ...inferred(sources.ciliumPage),
    group: cilium,
    kind,
    state: 'managed' as const,
    why: 'Cilium creates and overwrites these objects itself.',
  })),
  {
    ...inferred(sources.ciliumPage),
    group: cilium,
    kind: 'TracingPolicy',
    state: 'separate',
    why: 'Belongs to Tetragon, which is not part of Azure CNI Powered by Cilium.',
  },
  ...adminKinds.map((kind) => ({
    ...verified(issues.adminNetworkPolicy),
    group: 'policy.networking.k8s.io',
    kind,
    state: 'not-enforced' as const,
    why: 'Cilium 1.19 and earlier do not implement it.',
    before: '1.20',
    instead: 'CiliumClusterwideNetworkPolicy',
  })),
  ...calicoGroups.flatMap((group) =>
    calicoKinds.map((kind) => ({
      ...verified(sources.updateCni),
      group,
      kind,
      state: 'not-enforced' as const,
      why: 'Calico does not run alongside Cilium, and a migration to Cilium removes it.',
      instead: 'NetworkPolicy or a Cilium policy',
    })),
  ),
];

/** The group of an apiVersion: `cilium.io/v2` belongs to `cilium.io`, `v1` to the empty group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** What an edition says of a kind; undefined when it is none of these kinds. */
export function ciliumKind(group: string, kind: string, edition: Edition): CiliumKind | undefined {
  return ciliumKinds.find(
    (entry) => entry.group === group && entry.kind === kind && inEdition(entry, edition),
  );
}

/** The versions of `cilium.io` an object can be written in. `cilium.io/v1` is not among them. */
export const ciliumApiVersions = {
  ...inferred(sources.ciliumRuleValidation),
  policies: 'cilium.io/v2',
  known: ['cilium.io/v2', 'cilium.io/v2alpha1'],
} as const satisfies Dated & { readonly policies: string; readonly known: readonly string[] };

/** A name of a kind that does not exist, and the one that is meant. */
export interface MisspelledKind extends Dated {
  readonly written: string;
  readonly kind: string;
}

/**
 * Names people write for kinds. The first one is the documentation's own, in its edition of 2025.
 */
export const misspelledKinds: readonly MisspelledKind[] = [
  {
    ...verified(sources.ciliumPage2025),
    written: 'ClusterwideCiliumNetworkPolicy',
    kind: 'CiliumClusterwideNetworkPolicy',
  },
  ...['CiliumClusterWideNetworkPolicy', 'CiliumClusterNetworkPolicy'].map((written) => ({
    ...inferred(sources.ciliumPage),
    written,
    kind: 'CiliumClusterwideNetworkPolicy',
  })),
  ...['CiliumNetworkpolicy', 'CiliumNetworkPolicies'].map((written) => ({
    ...inferred(sources.ciliumPage),
    written,
    kind: 'CiliumNetworkPolicy',
  })),
];

/** What hands an Ingress or a Gateway to Cilium, which does not serve them on AKS: the class, or the class's controller. */
export const ciliumClasses = {
  ...inferred(issues.gatewayApi, { also: [sources.ciliumConfigMap] }),
  ingressClassName: 'cilium',
  gatewayClassName: 'cilium',
  ingressController: 'cilium.io/ingress-controller',
  gatewayController: 'io.cilium/gateway-controller',
  /** Named the class before Ingress had a field for it. */
  ingressAnnotation: 'kubernetes.io/ingress.class',
  why: "AKS leaves Cilium's Envoy configuration off.",
  instead: 'the application routing add-on',
} as const satisfies Dated & Readonly<Record<string, unknown>>;

/** What installs Cilium, or its Hubble, by Helm: beside the managed Cilium of AKS there is no room for it. */
export const ciliumCharts = {
  ...inferred(sources.ciliumPage, { also: [sources.byoCni] }),
  cilium: 'cilium',
  hubble: /^hubble(?:-(?:relay|ui))?$/,
  /** Under this key the chart's values say that AKS comes without a CNI, where installing Cilium is right. */
  byoCniValue: 'aksbyocni',
} as const satisfies Dated & Readonly<Record<string, unknown>>;

import { edition2025Only, inferred, latestOnly, verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import { type Dated, type Edition, inEdition } from './types';
import type { VersionSpan } from './version-number';

/** The ConfigMap of Cilium's agent in an AKS cluster. AKS owns it. */
export const ciliumConfigMap = { namespace: 'kube-system', name: 'cilium-config' } as const;

/** A key of the ConfigMap as AKS writes it, and what that means for the objects people write. */
export interface CiliumConfigEntry extends Dated {
  readonly key: string;
  /** Absent: AKS does not set the key, so Cilium's default holds. */
  readonly value?: string;
  /** Cilium's own default, where AKS does not set the key. */
  readonly ciliumDefault?: string;
  /** The Cilium versions the entry holds for, when not all. */
  readonly cilium?: VersionSpan;
  readonly effect: string;
}

const config = verified(sources.ciliumConfigMap);

/**
 * What AKS's managed Cilium has on and off, sorted by key. Advanced Container Networking changes
 * some of it.
 */
export const ciliumConfig: readonly CiliumConfigEntry[] = [
  {
    ...inferred(sources.ciliumConfigMap),
    key: 'bpf-lb-sock',
    value: 'false',
    effect: 'Service addresses are translated at the pod interface, before policies are applied.',
  },
  {
    ...verified(sources.ciliumConfigMap, { also: [issues.policyMapOverflow] }),
    key: 'bpf-policy-map-max',
    value: '16384',
    effect: 'A pod can hold 16384 policy entries; peers that select every pod use them up fastest.',
  },
  {
    ...config,
    key: 'ces-slice-mode',
    value: 'fcfs',
    cilium: { from: '1.17' },
    effect:
      'Endpoint slices are filled first come, first served; namespaces cannot be given priority.',
  },
  {
    ...config,
    key: 'cluster-id',
    value: '0',
    effect: 'No cluster mesh.',
  },
  {
    ...config,
    key: 'cluster-name',
    value: 'default',
    effect: 'No cluster mesh.',
  },
  {
    ...config,
    key: 'enable-bgp-control-plane',
    value: 'false',
    effect: 'BGP objects do nothing.',
  },
  {
    ...config,
    key: 'enable-cilium-endpoint-slice',
    value: 'true',
    cilium: { from: '1.17' },
    effect: 'Endpoint slices are on since Kubernetes 1.32.',
  },
  {
    ...verified(sources.ciliumConfigMap, { also: [issues.egressGateway] }),
    key: 'enable-egress-gateway',
    ciliumDefault: 'false',
    effect: 'Egress gateway policies do nothing; AKS has its own static egress gateway.',
  },
  {
    ...verified(sources.ciliumConfigMap, { also: [issues.gatewayApi] }),
    key: 'enable-envoy-config',
    ciliumDefault: 'false',
    effect:
      'Envoy configurations, listeners, and the Cilium ingress and gateway classes do nothing.',
  },
  {
    ...config,
    key: 'enable-host-firewall',
    ciliumDefault: 'false',
    effect: 'Policies for nodes are stored but not enforced.',
  },
  {
    ...config,
    key: 'enable-hubble',
    value: 'false',
    effect: 'Hubble comes only with Advanced Container Networking Services.',
  },
  {
    ...config,
    key: 'enable-icmp-rules',
    ciliumDefault: 'true',
    effect: 'ICMP rules work.',
  },
  {
    ...config,
    key: 'enable-l7-proxy',
    value: 'false',
    effect:
      'Rules for HTTP or DNS are invalid until Advanced Container Networking turns the proxy on.',
  },
  {
    ...config,
    key: 'enable-lb-ipam',
    value: 'false',
    cilium: { from: '1.17' },
    effect: 'Load-balancer addresses come from Azure; Cilium address pools do nothing.',
  },
  {
    ...verified(sources.ciliumConfigMap, { also: [sources.ciliumPage], editions: latestOnly }),
    key: 'enable-local-redirect-policy',
    value: 'true',
    cilium: { from: '1.17' },
    effect: 'Local redirect policies work; Microsoft documents support since Kubernetes 1.29.',
  },
  {
    ...config,
    key: 'enable-node-selector-labels',
    value: 'false',
    effect: 'fromNodes and toNodes make a policy invalid.',
  },
  {
    ...config,
    key: 'enable-non-default-deny-policies',
    value: 'true',
    cilium: { from: '1.17' },
    effect: 'enableDefaultDeny works.',
  },
  {
    ...verified(sources.ciliumConfigMap, { also: [issues.sctp] }),
    key: 'enable-sctp',
    value: 'false',
    effect: 'SCTP is handled neither in policies nor in Services.',
  },
  {
    ...verified(sources.ciliumConfigMap, { also: [sources.networkPolicies] }),
    key: 'enable-svc-source-range-check',
    value: 'true',
    effect: 'loadBalancerSourceRanges of a Service is enforced.',
  },
  {
    ...config,
    key: 'enable-well-known-identities',
    value: 'false',
    effect: 'No identities by name for cluster components.',
  },
  {
    ...config,
    key: 'ipam',
    value: 'delegated-plugin',
    effect: "Addresses come from Azure's own plugin; Cilium address pools do nothing.",
  },
  {
    ...config,
    key: 'kube-proxy-replacement',
    value: 'true',
    effect: 'There is no kube-proxy.',
  },
  {
    ...verified(sources.ciliumConfigMap, { also: [issues.requiredAuthentication] }),
    key: 'mesh-auth-enabled',
    value: 'false',
    effect: 'A rule that requires authentication blocks the traffic it selects.',
  },
  {
    ...verified(sources.ciliumConfigMap, { also: [issues.nodeIpsInCidr] }),
    key: 'policy-cidr-match-mode',
    ciliumDefault: '',
    effect: 'Address ranges select neither pods nor nodes.',
  },
  {
    ...config,
    key: 'policy-deny-response',
    value: 'none',
    cilium: { from: '1.19' },
    effect: 'Denied packets are dropped silently: clients time out.',
  },
  {
    ...config,
    key: 'tofqdns-endpoint-max-ip-per-hostname',
    value: '1000',
    effect: 'At most 1000 addresses are kept per name.',
  },
  {
    ...config,
    key: 'tofqdns-min-ttl',
    value: '3600',
    effect: 'Addresses learned for a name stay allowed for at least an hour.',
  },
];

/** The entry of a key of the ConfigMap, if it is one we know. */
export function ciliumConfigEntry(key: string): CiliumConfigEntry | undefined {
  return ciliumConfig.find((entry) => entry.key === key);
}

/** What a cluster's owner may change in the ConfigMap. */
export interface ConfigEdit extends Dated {
  readonly key: string;
  readonly allowed: boolean;
  readonly note: string;
}

/** The single key with a rule of its own; every other key belongs to AKS. */
export const configEdits: readonly ConfigEdit[] = [
  {
    ...verified(sources.ciliumPage, { date: '2025-12-17', editions: latestOnly }),
    key: 'labels',
    allowed: true,
    note: 'Label exclusion survives upgrades and reconciliation. Only patterns with a leading `!` exclude.',
  },
  {
    ...verified(sources.ciliumPage2025, { editions: edition2025Only }),
    key: 'labels',
    allowed: false,
    note: 'The configuration cannot be modified at all.',
  },
];

/** Whether the owner of a cluster may set a key of the ConfigMap. */
export function isSupportedConfigEdit(key: string, edition: Edition): boolean {
  return configEdits.some((edit) => edit.key === key && edit.allowed && inEdition(edit, edition));
}

/**
 * The largest number of identities a cluster can hold; pods with equal identity labels share one.
 */
export const identityLimit = {
  ...verified(sources.ciliumPage, { date: '2025-12-17', editions: latestOnly }),
  value: 65_535,
  /** Labels that give every run of a job its own identity. */
  knownChurn: ['spark-app-name', 'spark-app-selector'],
} as const satisfies Dated & { readonly value: number; readonly knownChurn: readonly string[] };

/** AKS sets neither CPU nor memory limits on Cilium's DaemonSet. */
export const daemonSetWithoutLimits = {
  ...verified(sources.ciliumPage),
  namespace: 'kube-system',
  name: 'cilium',
} as const satisfies Dated & { readonly namespace: string; readonly name: string };

/** ConfigMaps of the ip-masq-agent: the second is written by AKS and must not be edited. */
export const ipMasqConfigMaps = {
  ...inferred(sources.updateCni, { also: [issues.ipMasqAgent] }),
  namespace: 'kube-system',
  own: 'azure-ip-masq-agent-config',
  reconciled: 'azure-ip-masq-agent-config-reconciled',
} as const satisfies Dated & Readonly<Record<string, unknown>>;

/** What belongs to kube-proxy, which clusters with Cilium do not have. */
export const kubeProxy = {
  ...verified(sources.ciliumPage, { also: [sources.ciliumPage2025] }),
  namespace: 'kube-system',
  /** Of its DaemonSet, its ConfigMap, and the value of its labels. */
  name: 'kube-proxy',
  labelKeys: ['component', 'k8s-app', 'app.kubernetes.io/name', 'app'],
  metricsPort: 10_249,
  hostFolder: '/var/lib/kube-proxy',
} as const satisfies Dated & Readonly<Record<string, unknown>>;

/** Cilium runs on Linux only; how a pod asks for the other one. */
export const linuxOnly = {
  ...verified(sources.ciliumPage, { also: [sources.ciliumPage2025, issues.windows] }),
  otherSystem: 'windows',
  nodeLabels: ['kubernetes.io/os', 'beta.kubernetes.io/os'],
} as const satisfies Dated & Readonly<Record<string, unknown>>;

import { inferred, verified } from './dated';
import { sources } from './sources';
import type { Dated } from './types';

/**
 * The values a property may have. The API declares open lists, so nobody else complains about a
 * wrong one.
 */
export interface AllowedValues extends Dated {
  /** Below `properties` of the cluster or the agent pool. */
  readonly path: string;
  readonly values: readonly string[];
  /** Values that exist in preview API versions only. */
  readonly previewValues?: readonly string[];
  /** What holds when the property is left out; absent when there is no dependable answer. */
  readonly default?: string;
}

const types = verified(sources.bicepTypes, { also: [sources.containerServiceSdk] });
const acns = 'networkProfile.advancedNetworking';

/** Allowed values of the cluster's network, sorted by path. */
export const clusterNetworkValues: readonly AllowedValues[] = [
  {
    ...types,
    path: `${acns}.performance.accelerationMode`,
    values: ['BpfVeth', 'None'],
  },
  {
    ...types,
    path: `${acns}.security.advancedNetworkPolicies`,
    values: ['FQDN', 'L7', 'None'],
    default: 'FQDN',
  },
  {
    ...types,
    path: `${acns}.security.transitEncryption.type`,
    values: ['None', 'WireGuard'],
    previewValues: ['mTLS'],
  },
  { ...types, path: 'networkProfile.ipFamilies', values: ['IPv4', 'IPv6'], default: 'IPv4' },
  {
    ...types,
    path: 'networkProfile.kubeProxyConfig.mode',
    values: ['IPTABLES', 'IPVS'],
    previewValues: ['NFTABLES'],
  },
  {
    ...types,
    path: 'networkProfile.loadBalancerSku',
    values: ['basic', 'standard'],
    previewValues: ['service'],
    default: 'standard',
  },
  {
    ...types,
    path: 'networkProfile.networkDataplane',
    values: ['azure', 'cilium'],
  },
  { ...types, path: 'networkProfile.networkMode', values: ['bridge', 'transparent'] },
  { ...types, path: 'networkProfile.networkPlugin', values: ['azure', 'kubenet', 'none'] },
  { ...types, path: 'networkProfile.networkPluginMode', values: ['overlay'] },
  {
    ...types,
    path: 'networkProfile.networkPolicy',
    values: ['azure', 'calico', 'cilium', 'none'],
  },
  {
    ...types,
    path: 'networkProfile.outboundType',
    values: [
      'loadBalancer',
      'managedNATGateway',
      'none',
      'userAssignedNATGateway',
      'userDefinedRouting',
    ],
    previewValues: ['managedNATGatewayV2'],
    default: 'loadBalancer',
  },
  {
    ...types,
    path: 'networkProfile.podLinkLocalAccess',
    values: ['IMDS', 'None'],
  },
  { ...types, path: 'nodeProvisioningProfile.mode', values: ['Auto', 'Manual'] },
];

/** Allowed values of an agent pool, sorted by path. */
export const agentPoolValues: readonly AllowedValues[] = [
  { ...types, path: 'mode', values: ['Gateway', 'System', 'User'] },
  { ...types, path: 'osType', values: ['Linux', 'Windows'], default: 'Linux' },
  { ...types, path: 'podIPAllocationMode', values: ['DynamicIndividual', 'StaticBlock'] },
  {
    ...types,
    path: 'type',
    values: ['AvailabilitySet', 'VirtualMachineScaleSets', 'VirtualMachines'],
  },
];

/** The allowed values of a property; undefined when the table has none. */
export function allowedValues(path: string): AllowedValues | undefined {
  return [...clusterNetworkValues, ...agentPoolValues].find((entry) => entry.path === path);
}

export type CreationModeId = 'overlay' | 'pod-subnet' | 'node-subnet';

/** One of the three ways to create a cluster with Cilium. */
export interface CreationMode extends Dated {
  readonly id: CreationModeId;
  readonly title: string;
  readonly networkPlugin: 'azure';
  readonly networkPluginMode?: 'overlay';
  readonly networkDataplane: 'cilium';
  /** Whether agent pools name a subnet for pods. */
  readonly podSubnet: boolean;
  /** The oldest Azure CLI the page asks for. */
  readonly minimumCli: string;
  readonly defaultMaxPods: number;
}

const modes = verified(sources.ciliumPage, {
  also: [sources.ciliumPage2025, sources.cniOverview],
});

/** The creation modes, in the order of the page. */
export const creationModes: readonly CreationMode[] = [
  {
    ...modes,
    id: 'overlay',
    title: 'overlay',
    networkPlugin: 'azure',
    networkPluginMode: 'overlay',
    networkDataplane: 'cilium',
    podSubnet: false,
    minimumCli: '2.48.1',
    defaultMaxPods: 250,
  },
  {
    ...modes,
    id: 'pod-subnet',
    title: 'pod subnet',
    networkPlugin: 'azure',
    networkDataplane: 'cilium',
    podSubnet: true,
    minimumCli: '2.48.1',
    defaultMaxPods: 110,
  },
  {
    ...modes,
    id: 'node-subnet',
    title: 'node subnet',
    networkPlugin: 'azure',
    networkDataplane: 'cilium',
    podSubnet: false,
    minimumCli: '2.69.0',
    defaultMaxPods: 30,
  },
];

/** What AKS Automatic decides without being asked. */
export const automaticCluster = {
  ...inferred(sources.automatic),
  sku: 'Automatic',
  networkPluginMode: 'overlay',
  networkDataplane: 'cilium',
} as const satisfies Dated & Readonly<Record<string, unknown>>;

/** What pools of the overlay cannot be. */
export const overlayPoolLimits = {
  ...verified(sources.overlayConcepts),
  type: 'AvailabilitySet',
  sizes: ['Standard_DC1s_v2', 'Standard_DC2s_v2', 'Standard_DC4s_v2', 'Standard_DC8_v2'],
} as const satisfies Dated & Readonly<Record<string, unknown>>;

import { inferred, verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import type { Dated } from './types';

/** A parameter of the module and the setting below the resource that it becomes. */
export interface ModuleParameter {
  readonly parameter: string;
  readonly path: string;
}

/** What the module makes of its parameters. */
export interface ClusterModule extends Dated {
  /** In its registry, below the part that an alias stands for. */
  readonly path: string;
  readonly parameters: readonly ModuleParameter[];
  /** Lists of agent pools; their items have the names of the API but for `poolProperties`. */
  readonly poolLists: readonly string[];
  readonly poolProperties: Readonly<Record<string, string>>;
}

/** What the module writes with the dataplane Cilium, whatever its parameters say. */
export interface ModuleOverride extends Dated {
  /** The first version of the module that surely does so; of earlier ones it is not known. */
  readonly since: string;
  readonly path: string;
  readonly value: string;
}

const networkParameters = [
  'advancedNetworking',
  'dnsServiceIP',
  'ipFamilies',
  'loadBalancerSku',
  'networkDataplane',
  'networkMode',
  'networkPlugin',
  'networkPluginMode',
  'networkPolicy',
  'outboundType',
  'podCidr',
  'podCidrs',
  'serviceCidr',
  'serviceCidrs',
  'staticEgressGatewayProfile',
];

/** The Azure Verified Module for a cluster. */
export const clusterModule: ClusterModule = {
  ...verified(sources.clusterModule),
  path: 'res/container-service/managed-cluster',
  parameters: [
    { parameter: 'name', path: 'name' },
    { parameter: 'skuName', path: 'sku.name' },
    { parameter: 'skuTier', path: 'sku.tier' },
    ...['kubernetesVersion', 'nodeProvisioningProfile', 'supportPlan', 'windowsProfile'].map(
      (name) => ({ parameter: name, path: `properties.${name}` }),
    ),
    ...networkParameters.map((name) => ({
      parameter: name,
      path: `properties.networkProfile.${name}`,
    })),
  ],
  poolLists: ['primaryAgentPoolProfiles', 'agentPools'],
  poolProperties: {
    vnetSubnetResourceId: 'vnetSubnetID',
    podSubnetResourceId: 'podSubnetID',
    osSku: 'osSKU',
  },
};

/** With Cilium the module decides about mode and policy engine. */
export const clusterModuleOverrides: readonly ModuleOverride[] = [
  {
    ...inferred(sources.clusterModule, { also: [issues.avmCiliumPolicy] }),
    since: '0.5.0',
    path: 'networkPluginMode',
    value: 'overlay',
  },
  {
    ...inferred(sources.clusterModule, { also: [issues.avmCiliumPolicy] }),
    since: '0.5.0',
    path: 'networkPolicy',
    value: 'cilium',
  },
];

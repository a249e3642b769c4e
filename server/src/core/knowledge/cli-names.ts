/** Commands of the CLI that these rules look at. */
export const azCommandNames = [
  'aks create',
  'aks nodepool add',
  'aks nodepool update',
  'aks update',
  'aks upgrade',
  'network vnet create',
  'network vnet subnet create',
] as const;
export type AzCommandName = (typeof azCommandNames)[number];

/** Short names of flags and what they stand for, with these commands. */
export const shortCliFlags: ReadonlyMap<string, string> = new Map([
  ['-a', '--enable-addons'],
  ['-c', '--node-count'],
  ['-e', '--enable-cluster-autoscaler'],
  ['-g', '--resource-group'],
  ['-h', '--help'],
  ['-k', '--kubernetes-version'],
  ['-l', '--location'],
  ['-m', '--max-pods'],
  ['-n', '--name'],
  ['-o', '--output'],
  ['-p', '--dns-name-prefix'],
  ['-s', '--node-vm-size'],
  ['-u', '--admin-username'],
  ['-y', '--yes'],
  ['-z', '--zones'],
]);

/** Other names of the same flag, with these commands. */
export const otherCliNames: ReadonlyMap<string, string> = new Map([
  ['--enable-asm', '--enable-azure-service-mesh'],
]);

/** A flag that sets a property of a cluster or of a pool, below `properties`. */
export interface CliFlagPath {
  readonly flag: string;
  readonly path: string;
  /** What the property gets when the flag itself says it: it takes no value then. */
  readonly means?: boolean | string;
  readonly type?: 'number' | 'list' | 'file';
}

function setting(flag: string, path: string, more: Partial<CliFlagPath> = {}): CliFlagPath {
  return { flag, path, ...more };
}

const acns = 'networkProfile.advancedNetworking';

/** Flags for the cluster, sorted by flag. */
export const clusterFlagPaths: readonly CliFlagPath[] = [
  setting('--acns-advanced-networkpolicies', `${acns}.security.advancedNetworkPolicies`),
  setting('--acns-datapath-acceleration-mode', `${acns}.performance.accelerationMode`),
  setting('--acns-transit-encryption-type', `${acns}.security.transitEncryption.type`),
  setting('--disable-acns', `${acns}.enabled`, { means: false }),
  setting('--disable-acns-observability', `${acns}.observability.enabled`, { means: false }),
  setting('--disable-acns-security', `${acns}.security.enabled`, { means: false }),
  setting('--disable-static-egress-gateway', 'networkProfile.staticEgressGatewayProfile.enabled', {
    means: false,
  }),
  setting('--dns-service-ip', 'networkProfile.dnsServiceIP'),
  setting('--enable-acns', `${acns}.enabled`, { means: true }),
  setting('--enable-azure-service-mesh', 'serviceMeshProfile.mode', { means: 'Istio' }),
  setting('--enable-static-egress-gateway', 'networkProfile.staticEgressGatewayProfile.enabled', {
    means: true,
  }),
  setting('--ip-families', 'networkProfile.ipFamilies', { type: 'list' }),
  setting('--k8s-support-plan', 'supportPlan'),
  setting('--kube-proxy-config', 'networkProfile.kubeProxyConfig', { type: 'file' }),
  setting('--kubernetes-version', 'kubernetesVersion'),
  setting('--load-balancer-sku', 'networkProfile.loadBalancerSku'),
  setting('--network-dataplane', 'networkProfile.networkDataplane'),
  setting('--network-plugin', 'networkProfile.networkPlugin'),
  setting('--network-plugin-mode', 'networkProfile.networkPluginMode'),
  setting('--network-policy', 'networkProfile.networkPolicy'),
  setting('--node-provisioning-mode', 'nodeProvisioningProfile.mode'),
  setting('--outbound-type', 'networkProfile.outboundType'),
  setting('--pod-cidr', 'networkProfile.podCidr'),
  setting('--pod-cidrs', 'networkProfile.podCidrs', { type: 'list' }),
  setting('--service-cidr', 'networkProfile.serviceCidr'),
  setting('--service-cidrs', 'networkProfile.serviceCidrs', { type: 'list' }),
];

/** Flags for the SKU, which stands beside `properties`; sorted by flag. */
export const skuFlagPaths: readonly CliFlagPath[] = [
  setting('--sku', 'name'),
  setting('--tier', 'tier'),
];

/** Flags for a pool: of `aks nodepool`, and of `aks create` for the first pool; sorted by flag. */
export const poolFlagPaths: readonly CliFlagPath[] = [
  setting('--enable-cluster-autoscaler', 'enableAutoScaling', { means: true }),
  setting('--enable-fips-image', 'enableFIPS', { means: true }),
  setting('--localdns-config', 'localDNSProfile', { type: 'file' }),
  setting('--max-count', 'maxCount', { type: 'number' }),
  setting('--max-pods', 'maxPods', { type: 'number' }),
  setting('--mode', 'mode'),
  setting('--node-count', 'count', { type: 'number' }),
  setting('--node-vm-size', 'vmSize'),
  setting('--os-sku', 'osSKU'),
  setting('--os-type', 'osType'),
  setting('--pod-ip-allocation-mode', 'podIPAllocationMode'),
  setting('--pod-subnet-id', 'podSubnetID'),
  setting('--vm-set-type', 'type'),
  setting('--vnet-subnet-id', 'vnetSubnetID'),
  setting('--workload-runtime', 'workloadRuntime'),
];

/** Flags whose beginnings are those of others: with them a shortened name may be no clear one. */
export const neighbouringCliFlags: readonly string[] = [
  '--attach-acr',
  '--cluster-name',
  '--disable-addons',
  '--enable-aad',
  '--enable-addons',
  '--enable-azure-container-storage',
  '--enable-azure-keyvault-kms',
  '--enable-azure-monitor-metrics',
  '--enable-azure-rbac',
  '--enable-encryption-at-host',
  '--enable-managed-identity',
  '--load-balancer-idle-timeout',
  '--max-surge',
  '--max-unavailable',
  '--min-count',
  '--mode',
  '--name',
  '--no-wait',
  '--node-osdisk-size',
  '--node-osdisk-type',
  '--node-resource-group',
  '--nodepool-name',
  '--outbound-ip',
  '--os-disk-size',
  '--resource-group',
  '--service-principal',
  '--vm-size',
  '--vnet-name',
  '--workspace-resource-id',
];

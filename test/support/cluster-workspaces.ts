/** Workspaces whose clusters decide about their policies: paths to texts. */
export type WorkspaceTexts = Readonly<Record<string, string>>;

/** A template of one cluster; `network` stands in its `networkProfile`. */
export function bicepCluster(network: string, more = '', head = ''): string {
  return `${head}resource aks 'Microsoft.ContainerService/managedClusters@2025-09-01' = {
  name: 'shop'
  location: resourceGroup().location
  properties: {
    ${more}
    networkProfile: {
      ${network}
    }
  }
}
`;
}

/** Azure CNI Powered by Cilium with an overlay, and what else is given. */
export function ciliumCluster(more = '', head = '', network = ''): string {
  return bicepCluster(
    `networkPlugin: 'azure'\n      networkPluginMode: 'overlay'\n      networkDataplane: 'cilium'\n      ${network}`,
    more,
    head,
  );
}

const fqdnPolicy = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: shop, namespace: shop}
spec:
  endpointSelector: {matchLabels: {app: shop}}
  egress:
    - toEndpoints:
        - matchLabels: {k8s:io.kubernetes.pod.namespace: kube-system, k8s-app: kube-dns}
      toPorts:
        - ports: [{port: "53", protocol: ANY}]
          rules: {dns: [{matchPattern: "*"}]}
    - toFQDNs: [{matchName: example.com}]
`;

/** A policy of a range that lies in the pods of one cluster and not of another. */
export function rangePolicy(cidr: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop, namespace: shop}
spec:
  podSelector: {matchLabels: {app: shop}}
  policyTypes: [Egress]
  egress:
    - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}]
      ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
    - to: [{ipBlock: {cidr: ${cidr}}}]
`;
}

/** A template in JSON of one cluster, with ACNS `on`, `off` or by a `parameter`. */
export const armWithAcns = (acns: string) =>
  JSON.stringify(
    {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      parameters: { acns: { type: 'bool' } },
      resources: [
        {
          type: 'Microsoft.ContainerService/managedClusters',
          apiVersion: '2025-09-01',
          name: 'shop',
          location: 'westeurope',
          properties: {
            networkProfile: {
              networkPlugin: 'azure',
              networkPluginMode: 'overlay',
              networkDataplane: 'cilium',
              advancedNetworking: {
                enabled: acns === 'parameter' ? "[parameters('acns')]" : acns === 'on',
              },
            },
          },
        },
      ],
    },
    undefined,
    2,
  );

const azWithAcns = (flags: string) =>
  `az aks create --resource-group shop --name shop --network-plugin azure --network-plugin-mode overlay --network-dataplane cilium --network-policy cilium ${flags}\n`;

const bicepWithAcns = (value: string, head = '') =>
  ciliumCluster('', head, `advancedNetworking: { enabled: ${value} }`);

/** What each workspace is about, and its files. */
export const clusterWorkspaces: Readonly<Record<string, WorkspaceTexts>> = {
  'a monorepo with two clusters': {
    'teams/a/infra/main.bicep': ciliumCluster('', '', "podCidr: '10.10.0.0/16'"),
    'teams/a/policies/egress.yaml': rangePolicy('10.10.3.0/24'),
    'teams/b/infra/main.bicep': ciliumCluster('', '', "podCidr: '10.20.0.0/16'"),
    'teams/b/policies/egress.yaml': rangePolicy('10.10.3.0/24'),
  },
  'LocalDNS in a template and an egress policy elsewhere': {
    'infra/aks.bicep': ciliumCluster(`kubernetesVersion: '1.34'
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        osType: 'Linux'
        localDNSProfile: { mode: 'Required' }
      }
    ]`),
    'k8s/shop/egress.yaml': rangePolicy('203.0.113.0/24'),
  },
  'ACNS off in Bicep': { 'main.bicep': bicepWithAcns('false'), 'policy.yaml': fqdnPolicy },
  'ACNS on in Bicep': { 'main.bicep': bicepWithAcns('true'), 'policy.yaml': fqdnPolicy },
  'ACNS unknown in Bicep': {
    'main.bicep': bicepWithAcns('acns', 'param acns bool\n\n'),
    'policy.yaml': fqdnPolicy,
  },
  'ACNS off by the default of a parameter': {
    'main.bicep': bicepWithAcns('acns', 'param acns bool = false\n\n'),
    'policy.yaml': fqdnPolicy,
  },
  'ACNS off in ARM': { 'main.json': armWithAcns('off'), 'policy.yaml': fqdnPolicy },
  'ACNS on in ARM': { 'main.json': armWithAcns('on'), 'policy.yaml': fqdnPolicy },
  'ACNS unknown in ARM': { 'main.json': armWithAcns('parameter'), 'policy.yaml': fqdnPolicy },
  'ACNS off in a script': { 'create.sh': azWithAcns('--tier standard'), 'policy.yaml': fqdnPolicy },
  'ACNS on in a script': { 'create.sh': azWithAcns('--enable-acns'), 'policy.yaml': fqdnPolicy },
  'ACNS unknown in a script': { 'create.sh': azWithAcns('$MORE_FLAGS'), 'policy.yaml': fqdnPolicy },
  'a cluster without Cilium beside policies': {
    'infra/main.bicep': bicepCluster("networkPlugin: 'azure'\n      networkPluginMode: 'overlay'"),
    'policies/a.yaml': rangePolicy('0.0.0.0/0'),
    'policies/b.yaml': rangePolicy('10.244.0.0/16'),
  },
  'a project file that overrides one value': {
    'aks-cilium.yaml': 'profile:\n  podCidrs: [10.99.0.0/16]\n',
    'main.bicep': ciliumCluster("kubernetesVersion: '1.33'", '', "podCidr: '10.10.0.0/16'"),
    'old.yaml': rangePolicy('10.10.3.0/24'),
    'new.yaml': rangePolicy('10.99.3.0/24'),
  },
  'two clusters that disagree': {
    'clusters/dev.bicep': ciliumCluster(
      "kubernetesVersion: '1.33'",
      '',
      'advancedNetworking: { enabled: true }',
    ),
    'clusters/prod.bicep': ciliumCluster(
      "kubernetesVersion: '1.34'",
      '',
      'advancedNetworking: { enabled: false }',
    ),
    'policies/names.yaml': fqdnPolicy,
    'policies/pods.yaml': rangePolicy('10.244.3.0/24'),
  },
  'a project file that chooses': {
    'aks-cilium.yaml': 'cluster: clusters/prod.bicep\n',
    'clusters/dev.bicep': ciliumCluster('', '', 'advancedNetworking: { enabled: true }'),
    'clusters/prod.bicep': ciliumCluster('', '', 'advancedNetworking: { enabled: false }'),
    'policies/names.yaml': fqdnPolicy,
  },
};

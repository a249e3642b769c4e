// Templates in Bicep of any size, the same each time.

/** @param {number} resources @returns {string} */
export function bicepTemplate(resources) {
  const parts = [head];
  for (let index = 0; index < resources; index++) {
    parts.push(kinds[index % kinds.length](index));
  }
  return parts.join('\n');
}

const head = `targetScope = 'resourceGroup'

@description('Where everything is deployed.')
param location string = resourceGroup().location
@allowed(['dev', 'test', 'prod'])
param environment string = 'dev'
@minLength(3)
@maxLength(20)
param prefix string
param tags object = {}
`;

/** What a template for a cluster and what is around it is made of. */
const kinds = [network, cluster, pool, identity, variables, module];

/** @param {number} index */
function network(index) {
  return `@description('The network number ${index}.')
resource network${index} 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: '\${prefix}-net-${index}'
  location: location
  tags: union(tags, { environment: environment })
  properties: {
    addressSpace: { addressPrefixes: ['10.${index % 250}.0.0/16'] }
    subnets: [
      {
        name: 'nodes'
        properties: { addressPrefix: '10.${index % 250}.0.0/22' }
      }
      {
        name: 'pods'
        properties: {
          addressPrefix: '10.${index % 250}.16.0/20'
          delegations: [{ name: 'aks', properties: { serviceName: 'Microsoft.ContainerService/managedClusters' } }]
        }
      }
    ]
  }
}
`;
}

/** @param {number} index */
function cluster(index) {
  return `resource cluster${index} 'Microsoft.ContainerService/managedClusters@2025-05-01' = if (environment != 'test' || ${index} > 3) {
  name: '\${prefix}-aks-${index}' // one for each team
  location: location
  identity: { type: 'SystemAssigned' }
  properties: {
    dnsPrefix: toLower('\${prefix}\${environment}${index}')
    kubernetesVersion: '1.33'
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
      podCidr: '192.168.0.0/16'
      outboundType: environment == 'prod' ? 'userDefinedRouting' : 'loadBalancer'
    }
    agentPoolProfiles: [for (size, position) in ['Standard_D4s_v5', 'Standard_D8s_v5']: {
      name: 'pool\${position}'
      count: position == 0 ? 3 : 5
      vmSize: size
      mode: position == 0 ? 'System' : 'User'
    }]
  }
}
`;
}

/** @param {number} index */
function pool(index) {
  return `resource pool${index} 'Microsoft.ContainerService/managedClusters/agentPools@2025-05-01' = {
  name: '\${prefix}-aks-${index - 1}/pool${index}'
  properties: {
    mode: 'User'
    osType: 'Linux'
    enableAutoScaling: true
    minCount: 1
    maxCount: ${3 + (index % 7)}
    nodeLabels: { team: 'team-${index % 20}', 'example.com/tier': 'backend' }
    nodeTaints: ['team=team-${index % 20}:NoSchedule']
  }
}
`;
}

/** @param {number} index */
function identity(index) {
  return `/* Who may pull images. */
resource identity${index} 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: '\${prefix}-id-${index}'
  scope: resourceGroup('shared-\${environment}')
}
`;
}

/** @param {number} index */
function variables(index) {
  return `var rules${index} = [
  { name: 'allow-https', priority: ${100 + index}, ports: ['443', '8443'] }
  { name: 'allow-dns', priority: ${200 + index}, ports: ['53'] }
]
var names${index} = map(filter(rules${index}, rule => rule.priority < 1000), rule => rule.name)
output names${index} array = names${index}
`;
}

/** @param {number} index */
function module(index) {
  return `module storage${index} 'br/public:avm/res/storage/storage-account:0.14.3' = {
  name: '\${deployment().name}-storage-${index}'
  params: {
    name: take('\${prefix}st\${uniqueString(resourceGroup().id)}${index}', 24)
    location: location
    skuName: environment == 'prod' ? 'Standard_ZRS' : 'Standard_LRS'
    tags: union(tags, { number: '${index}' })
  }
}
`;
}

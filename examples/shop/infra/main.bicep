// The cluster that the files beside are for: what is written here, the findings in them know.
param location string = resourceGroup().location

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'shop'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.224.0.0/12'] }
    subnets: [
      { name: 'nodes', properties: { addressPrefix: '10.224.0.0/16' } }
    ]
  }
}

resource cluster 'Microsoft.ContainerService/managedClusters@2025-10-01' = {
  name: 'shop'
  location: location
  identity: { type: 'SystemAssigned' }
  properties: {
    kubernetesVersion: '1.34'
    dnsPrefix: 'shop'
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        count: 3
        vmSize: 'Standard_D4ds_v5'
        osType: 'Linux'
        vnetSubnetID: '${network.id}/subnets/nodes'
      }
    ]
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
      networkPolicy: 'cilium'
      podCidr: '10.244.0.0/16'
      serviceCidr: '10.0.0.0/16'
      dnsServiceIP: '10.0.0.10'
      advancedNetworking: {
        enabled: true
        security: { enabled: true, advancedNetworkPolicies: 'FQDN' }
      }
    }
  }
}

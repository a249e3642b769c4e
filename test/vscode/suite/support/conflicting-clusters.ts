/** A cluster in Bicep that Azure refuses, and what the fix makes of it. */
export const conflictFile = 'cluster.bicep';
export const conflictCode = 'dataplane-policy-conflict';
export const conflictFix = 'Set networkPolicy to cilium';

export const conflictingCluster = `param location string = resourceGroup().location

resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'shop'
  location: location
  identity: { type: 'SystemAssigned' }
  properties: {
    dnsPrefix: 'shop'
    agentPoolProfiles: [
      { name: 'system', mode: 'System', count: 3, vmSize: 'Standard_D4ds_v5' }
    ]
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
      networkPolicy: 'calico' // as before
    }
  }
}
`;

export const fixedCluster = conflictingCluster.replace("'calico'", "'cilium'");

/** A guide with a command that the CLI refuses, and what the fix makes of it. */
export const guideFile = 'create.md';
export const guideCode = 'pod-cidr-without-overlay';
export const guideFix = 'Use the overlay';

export const guide = `# Create the cluster

Do not leave out \`--network-plugin-mode\`: \`az aks create --network-plugin azure --pod-cidr 10.244.0.0/16\` is refused.

\`\`\`azurecli
az aks create --resource-group shop --name shop \\
    --network-plugin azure \\
    --network-dataplane cilium \\
    --pod-cidr 10.244.0.0/16
\`\`\`
`;

export const fixedGuide = guide.replace(
  '    --pod-cidr 10.244.0.0/16\n',
  '    --pod-cidr 10.244.0.0/16 \\\n    --network-plugin-mode overlay\n',
);

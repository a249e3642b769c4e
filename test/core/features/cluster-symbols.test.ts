import { describe, expect, it } from 'vitest';
import { type DocumentSymbol, documentSymbols } from '../../../server/src/core/index';
import { snapshotOf } from './support/cursor';

/** The outline as indented lines, each with its details and the text that is selected. */
function outline(text: string, file: string): readonly string[] {
  const lines = (symbols: readonly DocumentSymbol[], depth: number): readonly string[] =>
    symbols.flatMap(({ role, name, detail, range, selectionRange, children }) => {
      expect(range.start).toBeLessThanOrEqual(selectionRange.start);
      expect(selectionRange.end).toBeLessThanOrEqual(range.end);
      const selected = text.slice(selectionRange.start, selectionRange.end);
      return [
        `${'  '.repeat(depth)}${role} | ${name} | ${detail ?? ''} | ${selected}`,
        ...lines(children, depth + 1),
      ];
    });
  return lines(documentSymbols(snapshotOf(text, file)), 0);
}

const bicep = `param version string
resource aks 'Microsoft.ContainerService/managedClusters@2026-01-01' = {
  name: 'shop'
  properties: {
    kubernetesVersion: version
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
    }
    agentPoolProfiles: [
      { name: 'system', mode: 'System', vmSize: 'Standard_D4s_v5' }
      { name: 'user', mode: 'User', osType: 'Linux' }
    ]
  }
}
resource spot 'Microsoft.ContainerService/managedClusters/agentPools@2026-01-01' = {
  parent: aks
  name: 'spot'
  properties: { mode: 'User' }
}
`;

describe('the outline of clusters', () => {
  it('has clusters, networks and pools in Bicep', () => {
    expect(outline(bicep, 'main.bicep')).toEqual([
      "cluster | AKS cluster shop | azure overlay, cilium, Kubernetes version | 'shop'",
      '  network | network profile | azure overlay, cilium, Kubernetes version | networkProfile',
      "  pool | pool system | System, Standard_D4s_v5 | 'system'",
      "  pool | pool user | User, Linux | 'user'",
      "pool | pool spot | User | 'spot'",
    ]);
  });

  it('spans the whole of a declaration', () => {
    const [cluster, pool] = documentSymbols(snapshotOf(bicep, 'main.bicep'));
    const text = ({ start, end }: { start: number; end: number }) => bicep.slice(start, end);
    expect(text(cluster?.range ?? { start: 0, end: 0 })).toMatch(/^resource aks[\s\S]*\n\}$/);
    expect(text(pool?.range ?? { start: 0, end: 0 })).toMatch(/^resource spot[\s\S]*\n\}$/);
  });

  it('has the same in templates in JSON', () => {
    const json = `{ "contentVersion": "1.0.0.0", "resources": [
  { "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2026-01-01", "name": "shop",
    "properties": { "networkProfile": { "networkPlugin": "azure" }, "agentPoolProfiles": [{ "name": "system" }] },
    "resources": [{ "type": "agentPools", "apiVersion": "2026-01-01", "name": "spot", "properties": { "mode": "User" } }] }] }
`;
    expect(outline(json, 'main.json')).toEqual([
      'cluster | AKS cluster shop | azure | "shop"',
      '  network | network profile | azure | "networkProfile"',
      '  pool | pool system |  | "system"',
      '  pool | pool spot | User | "spot"',
    ]);
  });

  it('names clusters of the module, and such that exist elsewhere', () => {
    const text = `module aks 'br/public:avm/res/container-service/managed-cluster:0.10.0' = {
  params: { name: 'shop', networkDataplane: 'cilium', primaryAgentPoolProfiles: [{ name: 'system' }] }
}
resource other 'Microsoft.ContainerService/managedClusters@2026-01-01' existing = {
  name: 'old'
}
`;
    expect(outline(text, 'main.bicep')).toEqual([
      "cluster | AKS cluster shop | overlay, cilium | 'shop'",
      "  pool | pool system |  | 'system'",
      "cluster | AKS cluster old | existing | 'old'",
    ]);
  });

  it('has the commands of scripts, with the cluster that they are about', () => {
    const text =
      'az network vnet create -n net\naz aks create -n shop -k 1.33 \\\n  --network-plugin azure --network-plugin-mode overlay --network-dataplane cilium\naz aks nodepool add --cluster-name shop -n spot\naz aks upgrade -n $NAME -k 1.34\n';
    expect(outline(text, 'a.sh')).toEqual([
      'command | az aks create shop | azure overlay, cilium, Kubernetes 1.33 | az aks create',
      'command | az aks nodepool add shop/spot |  | az aks nodepool add',
      'command | az aks upgrade $NAME | Kubernetes 1.34 | az aks upgrade',
    ]);
    const guide = `# Guide\n\n\`\`\`bash\n${text}\`\`\`\n`;
    expect(outline(guide, 'a.md')).toEqual(outline(text, 'a.sh'));
  });

  it('has the commands of pipelines', () => {
    const text = 'on: push\njobs:\n  a:\n    steps:\n      - run: az aks create -n shop\n';
    expect(outline(text, 'a.yaml')).toEqual(['command | az aks create shop |  | az aks create']);
  });

  it('is empty where no cluster is', () => {
    expect(
      outline("resource a 'Microsoft.Storage/storageAccounts@2023-01-01' = {}\n", 'a.bicep'),
    ).toEqual([]);
    expect(outline('echo az aks\n', 'a.sh')).toEqual([]);
  });

  it('shows names on one line, however they are written', () => {
    const text = bicep.replace("'shop'", "'''\nshop\u202e\n${x}'''");
    const [first = ''] = outline(text, 'main.bicep');
    expect(first.split(' | ')[1]).toMatch(/^AKS cluster [\x20-\x7e…]*$/);
  });
});

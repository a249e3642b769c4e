import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  type Completion,
  completionDocumentation,
  completions,
  type Settings,
} from '../../../server/src/core/index';
import { explainedSettings } from '../../../server/src/core/knowledge/topics/cluster/settings';
import { templateLanguages } from './support/cluster-texts';
import { configured, marked, snapshotOf } from './support/cursor';

const options = { snippets: true, adjustsIndentation: false };

function offered(text: string, file: string, settings: Settings = {}): readonly Completion[] {
  const { text: plain, offset } = marked(text);
  const found = completions(snapshotOf(plain, file), offset, configured(settings, file), options);
  for (const { edit } of found) {
    expect(edit.range.start).toBeLessThanOrEqual(offset);
    expect(edit.range.end).toBeGreaterThanOrEqual(offset);
    expect(plain.slice(edit.range.start, edit.range.end)).not.toContain('\n');
  }
  return found;
}

const labels = (...given: Parameters<typeof offered>) =>
  offered(...given).map(({ label }) => label);

/** The text after the first completion with the label. */
function accepted(text: string, file: string, label: string): string | undefined {
  const found = offered(text, file).find((each) => each.label === label);
  return found && applyEdits(marked(text).text, [found.edit]);
}

const bicep = (network: string, version = '2026-01-01') =>
  `resource aks 'Microsoft.ContainerService/managedClusters@${version}' = {\n  properties: {\n    networkProfile: {\n${network}\n      podCidr: '10.244.0.0/16'\n    }\n  }\n}\n`;
const json = (network: string) =>
  `{ "contentVersion": "1.0.0.0", "resources": [{\n  "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2026-01-01",\n  "properties": { "networkProfile": {\n    ${network}\n    "podCidr": "10.244.0.0/16" } } }] }\n`;

describe('values of settings in Bicep', () => {
  it.each([
    ["      networkPlugin: '$0'", "      networkPlugin: 'azure'"],
    ["      networkPlugin: 'az$0'", "      networkPlugin: 'azure'"],
    ["      networkPlugin: 'az$0ure'", "      networkPlugin: 'azure'"],
    ["      networkPlugin: 'az$0", "      networkPlugin: 'azure'"],
    ['      networkPlugin: $0', "      networkPlugin: 'azure'"],
    ['      networkPlugin: az$0', "      networkPlugin: 'azure'"],
    ["      networkPlugin: $0'none'", "      networkPlugin: 'azure'"],
    ["      'networkPlugin': '$0' // why", "      'networkPlugin': 'azure' // why"],
  ])('are written with their quotes: %s', (before, after) => {
    expect(accepted(bicep(before), 'main.bicep', 'azure')).toBe(bicep(after));
  });

  it.each([
    ['networkDataplane', ['cilium', 'azure']],
    ['networkPolicy', ['cilium', 'calico', 'none']],
    ['networkPluginMode', ['overlay']],
    ['networkPlugin', ['azure', 'none']],
    ['loadBalancerSku', ['standard']],
    [
      'outboundType',
      ['loadBalancer', 'managedNATGateway', 'userAssignedNATGateway', 'userDefinedRouting', 'none'],
    ],
  ])('of %s begin with the one that goes with Cilium', (name, values) => {
    expect(labels(bicep(`      ${name}: '$0'`), 'main.bicep')).toEqual(values);
  });

  it('are those that the API version takes', () => {
    const types = (version: string) =>
      labels(
        bicep(
          "      advancedNetworking: { security: { transitEncryption: { type: '$0' } } }",
          version,
        ),
        'main.bicep',
      );
    expect(types('2026-01-01')).toEqual(['WireGuard', 'None']);
    expect(types('2026-03-02-preview')).toEqual(['WireGuard', 'mTLS', 'None']);
    const policies = (version: string) =>
      labels(bicep("      networkPolicy: '$0'", version), 'main.bicep');
    expect(policies('2023-01-01')).not.toContain('cilium');
    expect(policies('2023-02-01')).toContain('cilium');
  });

  it.each([
    ["      ipFamilies: [ '$0' ]"],
    ['      ipFamilies: [$0]'],
    ["      ipFamilies: [\n        'IPv4'\n        '$0'\n      ]"],
    ['      ipFamilies: [\n        $0\n      ]'],
  ])('of lists are items: %s', (network) => {
    expect(labels(bicep(network), 'main.bicep')).toEqual(['IPv4', 'IPv6']);
  });

  it('of a pool, of a child, and of the module', () => {
    const pool = bicep('').replace(
      'networkProfile',
      "agentPoolProfiles: [{ osType: '$0' }]\n    networkProfile",
    );
    const child =
      "resource aks 'Microsoft.ContainerService/managedClusters@2026-01-01' existing = {\n  name: 'aks'\n  resource pool 'agentPools' = {\n    properties: {\n      podIPAllocationMode: '$0'\n    }\n  }\n}\n";
    const module =
      "module aks 'br/public:avm/res/container-service/managed-cluster:0.10.0' = {\n  params: {\n    networkDataplane: '$0'\n  }\n}\n";
    expect(labels(pool, 'main.bicep')).toEqual(['Linux', 'Windows']);
    expect(labels(child, 'main.bicep')).toEqual(['DynamicIndividual', 'StaticBlock']);
    expect(labels(module, 'main.bicep')).toEqual(['cilium', 'azure']);
  });

  it.each([
    ['a name', '      network$0'],
    ['a list in place of a value', '      ipFamilies: $0'],
    ['a comment', "      // networkPlugin: '$0'"],
    ['a setting without a few values', "      dnsServiceIP: '$0'"],
    ['behind the value', "      networkPlugin: 'azure' $0"],
  ])('are not offered at %s', (_where, network) => {
    expect(labels(bicep(network), 'main.bicep')).toEqual([]);
  });

  it('are not offered in resources of other types', () => {
    const other = bicep("      networkPlugin: '$0'").replace('managedClusters', 'containers');
    expect(labels(other, 'main.bicep')).toEqual([]);
  });
});

describe('values of settings in templates in JSON', () => {
  it.each([
    ['"networkPlugin": "$0",', '"networkPlugin": "azure",'],
    ['"networkPlugin": "az$0ure",', '"networkPlugin": "azure",'],
    ['"networkPlugin": "az$0', '"networkPlugin": "azure"'],
    ['"networkPlugin": $0', '"networkPlugin": "azure"'],
    ['"networkPlugin":$0', '"networkPlugin":"azure"'],
    ['"networkPlugin": az$0', '"networkPlugin": "azure"'],
    ['"networkPlugin": $0"none",', '"networkPlugin": "azure",'],
  ])('are written with their quotes: %s', (before, after) => {
    expect(accepted(json(before), 'main.json', 'azure')).toBe(json(after));
  });

  it('are not offered for names, nor in other resources', () => {
    expect(labels(json('"net$0'), 'main.json')).toEqual([]);
    const other = json('"networkPlugin": "$0",').replace('managedClusters', 'containers');
    expect(labels(other, 'main.json')).toEqual([]);
  });
});

describe('values of flags', () => {
  it.each([
    ['a.sh', 'az aks create -n a --network-plugin $0', 'az aks create -n a --network-plugin azure'],
    ['a.sh', 'az aks create --network-plugin=$0 -n a', 'az aks create --network-plugin=azure -n a'],
    [
      'a.sh',
      'az aks create --network-plugin az$0 -n a',
      'az aks create --network-plugin azure -n a',
    ],
    ['a.sh', 'az aks create --network-plugin "$0"', 'az aks create --network-plugin azure'],
    [
      'a.sh',
      'az aks create -n a \\\n  --network-plugin $0 \\\n  -g rg',
      'az aks create -n a \\\n  --network-plugin azure \\\n  -g rg',
    ],
    [
      'a.ps1',
      'az aks create -n a `\n  --network-plugin $0 `\n  -g rg',
      'az aks create -n a `\n  --network-plugin azure `\n  -g rg',
    ],
    [
      'a.md',
      '```bash\naz aks create --network-plugin $0\n```\n',
      '```bash\naz aks create --network-plugin azure\n```\n',
    ],
    [
      'a.yaml',
      'steps:\n  - run: |\n      az aks create -n a \\\n        --network-plugin $0\n',
      'steps:\n  - run: |\n      az aks create -n a \\\n        --network-plugin azure\n',
    ],
  ])('are written bare in %s: %j', (file, before, after) => {
    expect(accepted(before, file, 'azure')).toBe(after);
  });

  it.each([
    ['a.sh', 'ipv4,ipv6'],
    ['a.ps1', '"ipv4,ipv6"'],
  ])('with a comma are quoted where a comma makes a list: %s', (file, written) => {
    const text = 'az aks create -n a --ip-families $0\n';
    expect(accepted(text, file, 'ipv4,ipv6')).toBe(text.replace('$0', written));
  });

  it.each([
    ['--network-dataplane', ['cilium', 'azure']],
    ['--network-policy', ['cilium', 'calico', 'none']],
    ['--acns-advanced-networkpolicies', ['FQDN', 'L7', 'None']],
    ['--acns-transit-encryption-type', ['WireGuard', 'None']],
    ['--node-provisioning-mode', ['Auto', 'Manual']],
    ['--network-datap', ['cilium', 'azure']],
    ['--tier', ['Standard', 'Premium', 'Free']],
    ['--enable-acns', []],
    ['--pod-cidr', []],
    ['--whatever', []],
  ])('of %s', (flag, values) => {
    expect(labels(`az aks create -n a ${flag} $0\n`, 'a.sh')).toEqual(values);
  });

  it('leave variables and other commands alone', () => {
    expect(labels('az aks create --network-plugin $PLU$0GIN\n', 'a.sh')).toEqual([]);
    expect(labels('az acr create --network-plugin $0\n', 'a.sh')).toEqual([]);
    expect(labels('# az aks create --network-plugin $0\n', 'a.sh')).toEqual([]);
  });
});

describe('Kubernetes versions', () => {
  const today = '2026-11-25';

  it.each([
    [
      'main.bicep',
      bicep('').replace('networkProfile', "kubernetesVersion: '$0'\n    networkProfile"),
    ],
    ['a.sh', 'az aks create -n a -k $0\n'],
  ])('come with their Cilium, the newest first, as long as AKS supports them: %s', (file, text) => {
    const found = offered(text, file, { today });
    expect(found.map(({ label, detail }) => `${label} ${detail}`)).toEqual([
      '1.36 AKS Cilium: Cilium 1.18 or 1.19',
      '1.35 AKS Cilium: Cilium 1.18',
      '1.34 AKS Cilium: Cilium 1.18',
      '1.33 AKS Cilium: Cilium 1.17',
      '1.32 AKS Cilium: Cilium 1.17',
      '1.31 AKS Cilium: Cilium 1.16',
    ]);
  });
});

describe('every value', () => {
  it('of every setting is offered, says whose it is, and has its documentation', () => {
    for (const { file, text, quote } of templateLanguages) {
      for (const setting of explainedSettings.filter(
        ({ path }) => path !== 'networkProfile.ipFamilies',
      )) {
        const values = (setting.values ?? []).filter(({ isDated }) => isDated !== true);
        const found = offered(
          text(setting, (name) => name, `${quote}$0${quote}`),
          file,
        );
        if (values.length > 0) {
          expect([setting.path, values.map(({ value }) => value)]).toEqual([
            setting.path,
            expect.arrayContaining(found.map(({ label }) => label)),
          ]);
          expect([setting.path, found.length > 0 || /mode$/.test(setting.path)]).toEqual([
            setting.path,
            true,
          ]);
        }
        for (const { id, detail, edit, filterText } of found) {
          expect(detail).toMatch(/^AKS Cilium: /);
          expect(filterText).toBe(edit.newText);
          expect(completionDocumentation(id, configured())?.length).toBeGreaterThan(60);
        }
      }
    }
  });

  it('is silent where settings name another dataplane, and in files that are ignored', () => {
    const text = bicep("      networkPlugin: '$0'");
    expect(labels(text, 'main.bicep', { profile: { dataplane: 'azure' } })).toEqual([]);
    expect(labels(text, 'main.bicep', { ignore: ['*.bicep'] })).toEqual([]);
  });
});

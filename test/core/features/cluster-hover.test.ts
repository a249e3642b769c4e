import { describe, expect, it } from 'vitest';
import { type Configuration, hover, type Settings, Snapshot } from '../../../server/src/core/index';
import { configured, hoverAt, marked, titleAt } from './support/cursor';

const cluster = (properties: string, version = '2026-01-01') =>
  `resource aks 'Microsoft.ContainerService/managedClusters@${version}' = {\n  name: 'aks'\n  properties: {\n${properties}\n  }\n}\n`;
const network = (content: string) => `    networkProfile: {\n${content}\n    }`;
const today = '2026-11-25';

const textAt = (text: string, settings: Settings = { today }, file = 'main.bicep') =>
  hoverAt(text, settings, file)?.markdown ?? '';

describe('hover on a cluster in Bicep', () => {
  it('says when the API version lacks a setting or a value', () => {
    const setting = (version: string) =>
      textAt(cluster(network("networkData$0plane: 'cilium'"), version));
    expect(setting('2022-11-01')).toContain(
      '**2022-11-01, which this file uses, does not have it.**',
    );
    expect(setting('2023-02-01')).not.toContain('which this file uses');
    const value = (version: string) =>
      textAt(cluster(network("networkPolicy: '$0cilium'"), version));
    expect(value('2023-01-01')).toContain(
      '**2023-01-01, which this file uses, does not have it.**',
    );
    expect(value('2026-01-01')).not.toContain('which this file uses');
  });

  it.each([
    ['2023-01-01', '**Lacks** `advancedNetworking`, `networkDataplane`, `networkPluginMode`'],
    ['2023-01-01', 'Newest stable version known here: **2026-06-01**.'],
    ['2026-06-01', 'Has every network setting that is checked here.'],
    ['2026-06-01', 'It is the newest stable version known here.'],
    ['2025-03-02-preview', 'Preview versions are withdrawn after a while'],
    ['2031-01-01', '2031-01-01 is newer than the versions known here.'],
    ['2023-01-31', '**2023-01-31 is not a known version of this type.**'],
    ['whatever', 'The newest stable API version known here is 2026-06-01.'],
  ])('on the type with %s says: %s', (version, expected) => {
    const type = `resource aks 'Microsoft.Container$0Service/managedClusters@${version}' = {}\n`;
    expect(textAt(type)).toContain(expected);
  });

  it('knows the version that its cluster has', () => {
    const encryption = (version: string) =>
      textAt(
        cluster(
          `    kubernetesVersion: '${version}'\n${network("advancedNetworking: { performance: { accelerationMode: '$0BpfVeth' } }")}`,
        ),
        { today, profile: { kubernetesVersion: '1.31' } },
      );
    expect(encryption('1.32')).toContain('**Your cluster version is older.**');
    expect(encryption('1.33')).toContain('Your cluster has it.');
  });

  it('tells the Cilium of a version, its support and its features', () => {
    const text = textAt(cluster("    kubernetesVersion: '$01.32.5'"));
    expect(text).toContain('**Kubernetes 1.32: Cilium 1.17**');
    expect(text).toContain('Microsoft documents Cilium 1.17.9 as the minimum (2026-08-05, LTS).');
    expect(text).toContain('**Only long-term support remains.**');
    expect(text).toContain('**Lacks**: eBPF host routing (`BpfVeth`)');
    const old = textAt(cluster("    kubernetesVersion: '$01.32'"), {
      today,
      edition: '2025-05-22',
    });
    expect(old).toContain('Cilium 1.17.0 as the minimum (2025-03-27');
  });

  it('follows parameters and variables', () => {
    const param = `param given string = '1.33'\nvar version = given\n${cluster('    kubernetesVersion: ver$0sion')}`;
    expect(titleAt(param, {}, 'main.bicep')).toBe('Kubernetes 1.33: Cilium 1.17');
    const unknown = `param version string\n${cluster('    kubernetesVersion: ver$0sion')}`;
    expect(hoverAt(unknown, {}, 'main.bicep')).toBeUndefined();
    const variable = `var net = {\n  networkData$0plane: 'cilium'\n}\n${cluster('    networkProfile: net')}`;
    expect(titleAt(variable, {}, 'main.bicep')).toMatch(/^networkDataplane: /);
    const inside = `var net = {\n  networkDataplane: '$0cilium'\n}\n${cluster('    networkProfile: net')}`;
    expect(titleAt(inside, {}, 'main.bicep')).toMatch(/^networkDataplane cilium: /);
    const byDefault = `param policy string = '$0calico'\n${cluster(network('networkPolicy: policy'))}`;
    expect(titleAt(byDefault, {}, 'main.bicep')).toMatch(/^networkPolicy calico: /);
    const unused = `var net = {\n  networkData$0plane: 'cilium'\n}\n${cluster('')}`;
    expect(hoverAt(unused, {}, 'main.bicep')).toBeUndefined();
  });

  it.each([
    ['a condition', network("networkPolicy: empty(x) ? 'calico' : '$0cilium'")],
    ['a union', "    networkProfile: union(base, { networkPolicy: '$0cilium' })"],
    ['parentheses', network("networkPolicy: ('$0cilium')")],
  ])('reads through %s', (_what, content) => {
    expect(titleAt(cluster(content), {}, 'main.bicep')).toMatch(/^networkPolicy cilium: /);
  });

  it.each([
    ['a loop', "    agentPoolProfiles: [for i in range(0, 3): {\n osType: '$0Windows'\n}]"],
    ['a list', "    agentPoolProfiles: [{ name: 'a' }, { osType: '$0Windows' }]"],
  ])('reads pools in %s', (_what, content) => {
    expect(titleAt(cluster(content), {}, 'main.bicep')).toBe('osType Windows: not with Cilium');
  });

  it('reads children, nested and beside', () => {
    const nested = `resource aks 'Microsoft.ContainerService/managedClusters@2026-01-01' existing = {\n  name: 'a'\n  resource pool 'agentPools' = {\n    properties: { max$0Pods: 30 }\n  }\n}\n`;
    expect(titleAt(nested, {}, 'main.bicep')).toMatch(/^maxPods: /);
    const beside = `resource pool 'Microsoft.ContainerService/managedClusters/agentPools@2026-01-01' = {\n  properties: { podSubnet$0ID: x }\n}\n`;
    expect(titleAt(beside, {}, 'main.bicep')).toMatch(/^podSubnetID: /);
  });

  it('reads the module, whose pools have other names', () => {
    const module = (params: string) =>
      `module aks 'br/public:avm/res/container-service/managed-cluster:0.10.0' = {\n  params: {\n    ${params}\n  }\n}\n`;
    expect(titleAt(module("networkPlugin: '$0azure'"), {}, 'main.bicep')).toMatch(
      /^networkPlugin azure: /,
    );
    expect(titleAt(module('agentPools: [{ podSubnet$0ResourceId: x }]'), {}, 'main.bicep')).toMatch(
      /^podSubnetID: /,
    );
    const path = (version: string) =>
      textAt(
        `module aks 'br/public:avm/res/container$0-service/managed-cluster:${version}' = {}\n`,
      );
    expect(path('0.4.0')).toContain('This is known for version 0.5.0 and later');
    expect(path('0.10.0')).not.toContain('This is known for version');
  });

  it.each([
    [
      'of other resources',
      cluster(network("networkData$0plane: 'cilium'")).replace('managedClusters', 'fleets'),
    ],
    ['that are no settings', cluster("    dns$0Prefix: 'a'")],
    ['in comments', cluster("    // networkData$0plane: 'cilium'")],
    ['in conditions', cluster(network("networkPolicy: x == '$0cilium' ? a : b"))],
    [
      'beside the properties',
      "resource aks 'Microsoft.ContainerService/managedClusters@2026-01-01' = {\n  networkData$0plane: 'cilium'\n}\n",
    ],
  ])('says nothing of words %s', (_where, text) => {
    expect(hoverAt(text, {}, 'main.bicep')).toBeUndefined();
  });
});

describe('hover on a cluster in a template in JSON', () => {
  const json = (properties: string, type = 'Microsoft.ContainerService/managedClusters') =>
    `{ "contentVersion": "1.0.0.0", "parameters": { "v": { "type": "string", "defaultValue": "1.33" } }, "resources": [\n  { "type": "${type}", "apiVersion": "2022-11-01", "name": "a", "properties": { ${properties} } }] }\n`;

  it.each([
    ['"networkProfile": { "networkData$0plane": "cilium" }', /^networkDataplane: /],
    ['"networkProfile": { "networkDataplane": "$0cilium" }', /^networkDataplane cilium: /],
    ['"networkProfile": { "networkDataplane": "cilium$0" }', /^networkDataplane cilium: /],
    ['"agentPoolProfiles": [{ "maxPods": 3$00 }]', /^maxPods: /],
    ['"kubernetesVersion": "[parameters(\'$0v\')]"', /^Kubernetes 1\.33: Cilium 1\.17/],
    ['"NetworkProfile": { "NETWORKDATA$0PLANE": "cilium" }', /^networkDataplane: /],
  ])('%s', (properties, title) => {
    expect(titleAt(json(properties), {}, 'main.json')).toMatch(title);
  });

  it('knows the API version, on the type and at the version itself', () => {
    const lacking = '**2022-11-01, which this file uses, does not have it.**';
    const setting = json('"networkProfile": { "networkData$0plane": "cilium" }');
    expect(textAt(setting, {}, 'main.json')).toContain(lacking);
    const version = json('').replace('2022-11', '2022$0-11');
    expect(textAt(version, {}, 'main.json')).toContain('**Lacks** `advancedNetworking`');
    const type = json('').replace('managedClusters', 'managed$0Clusters');
    expect(textAt(type, {}, 'main.json')).toContain('**Lacks** `advancedNetworking`');
  });

  it('reads children and nested deployments', () => {
    const child = json('', 'x').replace(
      '"type": "x"',
      '"type": "Microsoft.ContainerService/managedClusters", "resources": [{ "type": "agentPools", "properties": { "os$0Type": "Linux" } }]',
    );
    expect(titleAt(child, {}, 'main.json')).toMatch(/^osType: /);
    const nested = json(
      '"template": { "resources": [{ "type": "Microsoft.ContainerService/managedClusters", "properties": { "networkProfile": { "pod$0Cidr": "10.244.0.0/16" } } }] }',
      'Microsoft.Resources/deployments',
    );
    expect(titleAt(nested, {}, 'main.json')).toMatch(/^podCidr: /);
  });

  it('says nothing of other resources, nor of Kubernetes objects in JSON', () => {
    const other = json('"networkProfile": { "networkData$0plane": "cilium" }', 'Microsoft.X/y');
    expect(hoverAt(other, {}, 'main.json')).toBeUndefined();
    const object = '{ "apiVersion": "v1", "kind": "X", "networkData$0plane": "cilium" }';
    expect(hoverAt(object, {}, 'x.json')).toBeUndefined();
  });
});

describe('hover on a command', () => {
  it.each([
    ['a.sh', 'az aks create -n a --network-data$0plane cilium\n', /^--network-dataplane: /],
    ['a.sh', 'az aks create -n a --network-data$0 cilium\n', /^--network-dataplane: /],
    ['a.sh', 'az aks create -n a --network-dataplane=$0cilium\n', /^--network-dataplane cilium: /],
    [
      'a.sh',
      'az aks create -n a --network-dataplane "$0CILIUM"\n',
      /^--network-dataplane cilium: /,
    ],
    [
      'a.sh',
      'D=cilium\naz aks create -n a --network-dataplane $0$D\n',
      /^--network-dataplane cilium: /,
    ],
    ['a.sh', 'az aks create -n a -$0m 30\n', /^--max-pods: /],
    ['a.sh', 'az aks create -n a -k 1.3$04\n', /^Kubernetes 1\.34: Cilium 1\.18/],
    ['a.sh', 'az aks nodepool add -n a -k 1.3$04\n', /^--kubernetes-version: /],
    ['a.sh', 'az aks create -n a --ip-families IPv4,$0IPv6\n', /^--ip-families ipv4,ipv6: /],
    ['a.sh', 'az aks create -n a --pod-cidr 10.$0244.0.0/16\n', /^--pod-cidr: /],
    ['a.sh', 'az aks upd$0ate -n a\n', /^az aks update: /],
    [
      'a.sh',
      'az aks create --enable-ebpf$0-dataplane\n',
      /^--enable-ebpf-dataplane: a removed flag/,
    ],
    ['a.ps1', 'az aks create `\n  --network-pol$0icy cilium\n', /^--network-policy: /],
    [
      'a.md',
      '~~~azurecli\naz aks create \\\n  --network-policy $0none\n~~~\n',
      /^--network-policy none: /,
    ],
    [
      'ci.yaml',
      'steps:\n- script: |\n    az aks create \\\n      --outbound$0-type none\n',
      /^--outbound-type: /,
    ],
  ])('in %s: %j', (file, text, title) => {
    expect(titleAt(text.replace('$0$D', '$0"$D"'), {}, file)).toMatch(title);
  });

  it('tells versions of the CLI, the setting, and what is refused', () => {
    const flag = textAt('az aks create --acns-advanced-network$0policies L7\n', {}, 'a.sh');
    expect(flag).toContain(
      'Available in `az aks create` since CLI 2.79.0, `az aks update` since CLI 2.79.0.',
    );
    expect(flag).toContain(
      'Sets `networkProfile.advancedNetworking.security.advancedNetworkPolicies`.',
    );
    expect(flag).toContain('**Refused by the CLI**');
    const value = textAt('az aks create --network-policy $0none\n', {}, 'a.sh');
    expect(value).toContain('The CLI accepts this value since 2.63.0.');
    const former = textAt('az aks update --enable-advanced-network$0-observability\n', {}, 'a.sh');
    expect(former).toContain('Use `--enable-acns` instead.');
  });

  it.each([
    ['flags that are not known', 'az aks create --what$0ever x\n'],
    ['values of other flags', 'az aks create --location west$0europe\n'],
    ['variables without a value', 'az aks create --network-policy $0$POLICY\n'],
    ['other commands', 'az acr create --network-pol$0icy x\n'],
    ['comments', '# az aks create --network-pol$0icy x\n'],
  ])('says nothing of %s', (_what, text) => {
    expect(hoverAt(text, {}, 'a.sh')).toBeUndefined();
  });
});

describe('hover on clusters', () => {
  const text = cluster(network("networkDataplane: '$0azure'"));

  it('is silent where settings name another dataplane', () => {
    expect(hoverAt(text, { profile: { dataplane: 'azure' } }, 'main.bicep')).toBeUndefined();
  });

  it('speaks where only a cluster has another dataplane', () => {
    const { text: plain, offset } = marked(text);
    const configuration: Configuration = configured({}, 'main.bicep');
    const { profile } = configuration;
    const source = { kind: 'infrastructure', uri: 'file:///work/main.bicep' } as const;
    const snapshot = new Snapshot({ uri: 'file:///work/main.bicep', version: 1, text: plain });
    const found = hover(snapshot, offset, {
      ...configuration,
      profile: { ...profile, dataplane: { value: 'azure', source } },
    });
    expect(found?.markdown).toContain('Azure CNI without Cilium');
  });

  it('never shows text of the file', () => {
    const hostile = '](https://evil.example) <img src=x> `';
    for (const [file, content] of [
      ['main.bicep', cluster(network(`networkPolicy: 'a$0 ${hostile}'`))],
      ['main.bicep', cluster(`    kubernetesVersion: '1.$033 ${hostile}'`)],
      ['main.bicep', cluster('', `2025${hostile}`).replace('Container', 'Contain$0er')],
      ['a.sh', `az aks create --network-policy "a$0 ${hostile}"\n`],
    ] as const) {
      const { text: plain, offset } = marked(content);
      const snapshot = new Snapshot({ uri: `file:///work/${file}`, version: 1, text: plain });
      const markdown = hover(snapshot, offset, configured({}, file))?.markdown ?? '';
      expect(markdown).not.toMatch(/evil|<img/);
    }
  });
});

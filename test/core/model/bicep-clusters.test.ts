import { describe, expect, it } from 'vitest';
import type { AksCluster } from '../../../server/src/core/model/aks/aks-cluster';
import { bicepClusters } from '../../../server/src/core/model/aks/bicep-clusters';
import { Snapshot } from '../../../server/src/core/workspace/snapshot';
import { say } from './objects';

/** The clusters of `main.bicep` among some files of one folder, by context. */
function clustersIn(files: Readonly<Record<string, string>>, name = 'main.bicep') {
  const snapshots = Object.entries(files).map(
    ([path, text]) => new Snapshot({ uri: `file:///w/infra/${path}`, version: 1, text }),
  );
  const get = (uri: string) => snapshots.find((snapshot) => snapshot.uri === uri);
  const file = get(`file:///w/infra/${name}`);
  return file === undefined ? [] : bicepClusters(file, { get, all: () => snapshots });
}

function only(files: Readonly<Record<string, string>>): AksCluster {
  const [first, ...others] = clustersIn(files).flatMap(({ clusters }) => clusters);
  if (first === undefined || others.length > 0) {
    throw new Error(`There are ${others.length + (first ? 1 : 0)} clusters.`);
  }
  return first;
}

const policies = (files: Readonly<Record<string, string>>, name?: string) =>
  clustersIn(files, name).flatMap(({ context, clusters }) =>
    clusters.map((cluster) => `${context}: ${say(cluster.text('networkProfile.networkPolicy'))}`),
  );

const cluster = (policy: string) =>
  `resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'aks'
  properties: { networkProfile: { networkPolicy: ${policy} } }
}
`;

describe('a cluster of a template', () => {
  const source = `var mode = 'overlay'
resource vnet 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'net'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/8'] }
    subnets: [{ name: 'nodes', properties: { addressPrefix: '10.1.0.0/16' } }]
  }
}
resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'aks'
  sku: { name: 'Base' }
  properties: {
    networkProfile: {
      networkDataplane: 'cilium'
      networkPluginMode: mode
    }
    agentPoolProfiles: [{ name: 'system', osType: 'Linux' }]
  }
  resource nested 'agentPools' = { name: 'nested', properties: { osType: 'Windows' } }
}
resource byParent 'Microsoft.ContainerService/managedClusters/agentPools@2024-09-01' = {
  parent: aks
  name: 'sibling'
}
resource byName 'Microsoft.ContainerService/managedClusters/agentPools@2024-09-01' = {
  name: 'aks/named'
}
resource other 'Microsoft.ContainerService/managedClusters/agentPools@2024-09-01' = {
  name: 'elsewhere/pool'
}
`;

  it('has its settings, its pools and the networks beside it', () => {
    const aks = only({ 'main.bicep': source });
    expect(say(aks.name)).toBe('aks');
    expect(say(aks.apiVersion)).toBe('2025-05-01');
    expect(say(aks.sku.text('name'))).toBe('Base');
    expect(say(aks.text('networkProfile.networkPluginMode'))).toBe('overlay');
    expect(say(aks.text('NetworkProfile.networkdataplane'))).toBe('cilium');
    expect(say(aks.text('networkProfile.networkPolicy'))).toBe('<absent>');
    expect(aks.pools.map(({ name, text }) => [say(name), say(text('osType'))])).toEqual([
      ['system', 'Linux'],
      ['nested', 'Windows'],
      ['sibling', '<absent>'],
      ['aks/named', '<absent>'],
    ]);
    expect(aks.hasAllPools).toBe(true);
    expect(
      aks.networks.map(({ ranges, subnets }) => [say(ranges), subnets.map((s) => say(s.ranges))]),
    ).toEqual([[['10.0.0.0/8'], [['10.1.0.0/16']]]]);
  });

  it('knows where a value is written that comes by a variable', () => {
    const mode = only({ 'main.bicep': source }).text('networkProfile.networkPluginMode');
    expect(mode).toMatchObject({
      state: 'known',
      range: { start: source.lastIndexOf('mode\n'), end: source.lastIndexOf('mode\n') + 4 },
      origin: { kind: 'variable', name: 'mode', range: { start: source.indexOf("'overlay'") } },
    });
  });

  it('that exists already is known by what is written only', () => {
    const aks = only({
      'main.bicep': `resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' existing = { name: 'a' }\n`,
    });
    expect([aks.isExisting, aks.hasAllPools]).toEqual([true, false]);
  });

  it('rests on the defaults of all that its settings are in', () => {
    const aks = only({
      'main.bicep': `param profile object = { networkPolicy: 'calico' }
param more object = { supportPlan: 'x' }
resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'a'
  properties: union({ networkProfile: profile, enableRBAC: true }, more)
}
`,
    });
    expect(aks.text('networkProfile.networkPolicy')).toMatchObject({ defaults: ['profile'] });
    expect(aks.text('supportPlan')).toMatchObject({ defaults: ['more'] });
    expect(aks.boolean('enableRBAC')).not.toHaveProperty('defaults');
  });

  it('leaves out what a condition leaves out, and doubts what a default lets in', () => {
    const pools = only({
      'main.bicep': `param on bool = true
${cluster("'cilium'")}
resource a 'Microsoft.ContainerService/managedClusters/agentPools@2024-09-01' = if (on) { parent: aks, name: 'a' }
resource b 'Microsoft.ContainerService/managedClusters/agentPools@2024-09-01' = if (!on) { parent: aks, name: 'b' }
`,
    }).pools;
    expect(pools.map(({ name, condition }) => `${say(name)} ${condition}`)).toEqual(['a unknown']);
  });
});

describe('the sets of values that a template is evaluated with', () => {
  const template = `param policy string = 'azure'\n${cluster('policy')}`;

  it('are the defaults when nothing uses it', () => {
    expect(policies({ 'main.bicep': template })).toEqual(['undefined: azure']);
  });

  it('are the files of parameters that use it, those they extend included', () => {
    expect(
      policies({
        'main.bicep': template,
        'base.bicepparam': "using none\nparam policy = 'calico'\n",
        'prod.bicepparam': "using './main.bicep'\nvar p = 'cil'\nparam policy = '${p}ium'\n",
        'test/dev.bicepparam': "using '../main.bicep'\nextends '../base.bicepparam'\n",
        'test/lost.bicepparam': "using '../main.bicep'\nextends '../nowhere.bicepparam'\n",
        'other.bicepparam': "using './other.bicep'\nparam policy = 'none'\n",
      }),
    ).toEqual([
      'prod.bicepparam: cilium',
      'test/dev.bicepparam: calico',
      'test/lost.bicepparam: <unknown>',
    ]);
  });

  it('are the calls of other templates, each with the values that these get', () => {
    const files = {
      'main.bicep': `param policy string = 'calico'
module a 'modules/aks.bicep' = { params: { policy: policy } }
module b 'modules/aks.bicep' = { params: {} }
module off 'modules/aks.bicep' = if (1 == 2) { params: { policy: 'none' } }
`,
      'main.bicepparam': "using 'main.bicep'\nparam policy = 'cilium'\n",
      'modules/aks.bicep': template,
    };
    expect(policies(files, 'modules/aks.bicep')).toEqual([
      '../main.bicep (module a, with main.bicepparam): cilium',
      '../main.bicep (module b, with main.bicepparam): azure',
    ]);
  });

  it('are not known in a loop of calls, whatever else has the name of its item', () => {
    const files = {
      'main.bicep': `param policy string = 'calico'
module a 'aks.bicep' = [for policy in ['azure', 'cilium']: { params: { policy: policy } }]
`,
      'aks.bicep': template,
    };
    expect(policies(files, 'aks.bicep')).toEqual(['main.bicep: <unknown>']);
  });

  it('come to an end when templates call each other', () => {
    const files = {
      'main.bicep': `${template}module x 'b.bicep' = { params: { policy: policy } }\n`,
      'b.bicep': `param policy string\nmodule y 'main.bicep' = { params: { policy: policy } }\n`,
    };
    expect(policies(files)).toEqual(['b.bicep (with main.bicep): azure']);
  });

  it('are found in bounded time when all templates call all others', () => {
    const names = Array.from({ length: 14 }, (_, index) => `t${index}.bicep`);
    const calls = names
      .map((name, index) => `module m${index} '${name}' = { params: { policy: policy } }`)
      .join('\n');
    const files = Object.fromEntries(names.map((name) => [name, `${template}${calls}\n`]));
    const found = policies(files, 't0.bicep');
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(24);
  });

  it('leave out files that are not at hand, and paths that lead out of every folder', () => {
    expect(
      policies({
        'main.bicep': `import { p } from '../../../../etc/secret.bicep'\n${cluster('p')}`,
        'a.bicepparam': "using '../../../../../main.bicep'\n",
      }),
    ).toEqual(['undefined: <unknown>']);
  });
});

describe('the Azure Verified Module', () => {
  const module = (params: string, version = '0.9.0') =>
    `module aks 'br/public:avm/res/container-service/managed-cluster:${version}' = {
  params: {
    name: 'aks'
    ${params}
    primaryAgentPoolProfiles: [{ name: 'system', podSubnetResourceId: 'x' }]
    agentPools: [{ name: 'win', osType: 'Windows' }]
  }
}
`;

  it('is a cluster', () => {
    const aks = only({
      'main.bicep': module("networkDataplane: 'azure'\n    networkPolicy: 'calico'"),
    });
    expect(say(aks.name)).toBe('aks');
    expect(say(aks.apiVersion)).toBe('<unknown>');
    expect(say(aks.text('networkProfile.networkPolicy'))).toBe('calico');
    expect(
      aks.pools.map(({ name, text }) => [say(name), say(text('podSubnetID')), say(text('osType'))]),
    ).toEqual([
      ['system', 'x', '<absent>'],
      ['win', '<absent>', 'Windows'],
    ]);
  });

  it.each([
    ['0.9.0', 'cilium', 'overlay'],
    ['0.3.0', '<unknown>', '<unknown>'],
  ])('%s decides itself about policy and mode when it has Cilium', (version, policy, mode) => {
    const aks = only({
      'main.bicep': module("networkDataplane: 'cilium'\n    networkPolicy: 'azure'", version),
    });
    expect(say(aks.text('networkProfile.networkPolicy'))).toBe(policy);
    expect(say(aks.text('networkProfile.networkPluginMode'))).toBe(mode);
  });

  it('of another name is none', () => {
    expect(
      clustersIn({
        'main.bicep': module('').replaceAll('managed-cluster:', 'managed-clusters:'),
      }).flatMap(({ clusters }) => clusters),
    ).toEqual([]);
  });
});

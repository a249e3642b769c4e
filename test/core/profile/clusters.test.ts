import { describe, expect, it } from 'vitest';
import {
  type ClusterFile,
  choiceOf,
  type KnownValues,
  resolveConfiguration,
  runToEnd,
  Snapshot,
  type WorkspaceCluster,
  workspaceClusters,
} from '../../../server/src/core/index';
import {
  allowsFqdn,
  hasAcns,
  isCilium,
  kubernetesAtLeast,
} from '../../../server/src/core/profile/answers';
import { bicepCluster, ciliumCluster } from '../../support/cluster-workspaces';

const root = 'file:///w';

function filesFrom(texts: Readonly<Record<string, string>>): readonly Snapshot[] {
  return Object.entries(texts).map(
    ([path, text]) => new Snapshot({ uri: `${root}/${path}`, version: 1, text }),
  );
}

function clustersIn(texts: Readonly<Record<string, string>>): readonly WorkspaceCluster[] {
  return runToEnd(workspaceClusters(filesFrom(texts)));
}

/** The values by their names, and each with `path: text` of its source in front where that is asked for. */
function valuesOf({ values }: { readonly values: KnownValues }): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).map(([key, sourced]) => [key, sourced.value]));
}

function only(texts: Readonly<Record<string, string>>) {
  const [first, ...others] = clustersIn(texts);
  expect(others).toEqual([]);
  return valuesOf(first ?? { values: {} });
}

function profileOf(texts: Readonly<Record<string, string>>, path = 'k8s/a.yaml') {
  const uri = `${root}/${path}`;
  return resolveConfiguration({ infrastructure: clustersIn(texts), path, uri }).profile;
}

describe('what a definition says of its cluster', () => {
  it('is all that it writes, and what AKS does with what it leaves out', () => {
    const text = ciliumCluster(
      `kubernetesVersion: '1.33'
    agentPoolProfiles: [ { name: 'system', mode: 'System', osType: 'Linux' } ]
    serviceMeshProfile: { mode: 'Istio' }`,
      '',
      "podCidr: '10.10.0.0/16'\n      advancedNetworking: { enabled: true, security: { advancedNetworkPolicies: 'L7' } }",
    );
    expect(only({ 'main.bicep': text })).toEqual({
      name: 'shop',
      dataplane: 'cilium',
      kubernetesVersion: '1.33',
      ipam: 'overlay',
      ipFamilies: ['IPv4'],
      podCidrs: ['10.10.0.0/16'],
      serviceCidrs: ['10.0.0.0/16'],
      acns: true,
      acnsNetworkPolicies: 'L7',
      localDns: false,
      windowsPools: false,
      istioAddon: true,
    });
  });

  it('comes with the place where it is written, in whatever file', () => {
    const template = ciliumCluster('kubernetesVersion: version', 'param version string\n\n');
    const parameters = "using 'main.bicep'\nparam version = '1.34'\n";
    const [cluster] = clustersIn({ 'main.bicep': template, 'prod.bicepparam': parameters });
    const { source } = cluster?.values.kubernetesVersion ?? {};
    expect(source).toEqual({
      kind: 'infrastructure',
      uri: `${root}/prod.bicepparam`,
      range: { start: parameters.indexOf("'1.34'"), end: parameters.indexOf("'1.34'") + 6 },
    });
    expect(cluster?.values.acns?.source).toMatchObject({
      uri: `${root}/main.bicep`,
      by: 'left out',
    });
    expect(cluster?.title).toBe('shop (main.bicep with prod.bicepparam)');
  });

  it('may rest on the default of a parameter, unless that leaves something off', () => {
    const head = `param version string = '1.33'
param acns bool = false
param level string = 'FQDN'
param dataplane string = 'azure'

`;
    const text = bicepCluster(
      `networkPlugin: 'azure'
      networkDataplane: dataplane
      advancedNetworking: { enabled: acns, security: { advancedNetworkPolicies: level } }`,
      'kubernetesVersion: version',
      head,
    );
    const [cluster] = clustersIn({ 'main.bicep': text });
    expect(cluster?.values.kubernetesVersion?.source).toMatchObject({
      by: 'parameter default',
      parameter: 'version',
    });
    expect(valuesOf(cluster ?? { values: {} })).not.toHaveProperty('acns');
    expect(valuesOf(cluster ?? { values: {} })).not.toHaveProperty('dataplane');
    // A parameter is there to raise the level: it is FQDN at least, which no answer may count on.
    const on = text.replace('acns bool = false', 'acns bool = true');
    const profile = profileOf({ 'main.bicep': on });
    expect([hasAcns(profile), allowsFqdn(profile)]).toEqual(['yes', 'unknown']);
  });

  it.each([
    ["networkPlugin: 'none'", 'none'],
    ["networkPlugin: 'kubenet'", 'azure'],
    ["networkPlugin: 'azure'\n networkPolicy: 'azure'", 'azure'],
    ["networkPlugin: 'azure'\n networkPolicy: 'cilium'", undefined],
    ["networkPlugin: 'azure'\n networkDataplane: 'Cilium'", 'cilium'],
  ])('%j has the dataplane %s', (network, dataplane) => {
    expect(only({ 'main.bicep': bicepCluster(network) }).dataplane).toBe(dataplane);
  });

  it('takes the ranges of nodes from the subnet that their id names', () => {
    const network = `resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'net'
  properties: {
    addressSpace: { addressPrefixes: ['10.1.0.0/16'] }
    subnets: [
      { name: 'nodes', properties: { addressPrefix: '10.1.0.0/24' } }
      { name: 'other', properties: { addressPrefix: '10.1.9.0/24' } }
    ]
  }
}
`;
    const pool = (id: string) =>
      ciliumCluster(`agentPoolProfiles: [ { name: 'system', vnetSubnetID: ${id} } ]`);
    const id =
      "'/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/net/subnets/nodes'";
    expect(only({ 'main.bicep': network + pool(id) }).nodeCidrs).toEqual(['10.1.0.0/24']);
    expect(only({ 'main.bicep': network + pool("'${vnet.id}/subnets/nodes'") }).nodeCidrs).toEqual([
      '10.1.0.0/24',
    ]);
    expect(only({ 'main.bicep': network + pool("'${vnet.id}/subnets/none'") })).not.toHaveProperty(
      'nodeCidrs',
    );
    expect(only({ 'main.bicep': network + pool('nodes') })).not.toHaveProperty('nodeCidrs');
  });

  it('tells where pods get their addresses from', () => {
    const network = `resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'net'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/8'] }
    subnets: [
      { name: 'nodes', properties: { addressPrefix: '10.240.0.0/16' } }
      { name: 'pods', properties: { addressPrefix: '10.241.0.0/16' } }
    ]
  }
}
`;
    const cluster = (pool: string) =>
      bicepCluster(
        "networkPlugin: 'azure'\n networkDataplane: 'cilium'",
        `agentPoolProfiles: [ { name: 'system', vnetSubnetID: '\${vnet.id}/subnets/nodes'${pool} } ]`,
      );
    const own = only({
      'main.bicep': network + cluster(", podSubnetID: '${vnet.id}/subnets/pods'"),
    });
    expect(own).toMatchObject({
      ipam: 'pod-subnet',
      nodeCidrs: ['10.240.0.0/16'],
      podCidrs: ['10.241.0.0/16'],
    });
    const shared = only({ 'main.bicep': network + cluster('') });
    expect(shared).toMatchObject({ ipam: 'node-subnet', nodeCidrs: ['10.240.0.0/16'] });
    expect(shared).not.toHaveProperty('podCidrs');
  });

  it('is nothing for a cluster that is declared elsewhere, and for what is no definition', () => {
    expect(
      clustersIn({
        'a.bicep':
          "resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' existing = { name: 'a' }\n",
        'b.bicep': "resource s 'Microsoft.Storage/storageAccounts@2023-01-01' = { name: 's' }\n",
        'README.md': '```bash\naz aks create --name a --network-dataplane cilium\n```\n',
        'c.sh': 'az aks show --name a\n',
        'd.json': '{"contentVersion": "managedClusters"}',
        'broken.bicep': "resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {",
      }).filter(({ values }) => Object.keys(values).length > 0),
    ).toEqual([]);
  });
});

describe('a cluster that a script creates', () => {
  const create =
    'az aks create -g shop -n shop --network-plugin azure --network-plugin-mode overlay --kubernetes-version 1.33';

  it('is as its flags say', () => {
    expect(
      only({ 'create.sh': `${create} --network-dataplane cilium --pod-cidr 10.9.0.0/16\n` }),
    ).toMatchObject({
      name: 'shop',
      dataplane: 'cilium',
      kubernetesVersion: '1.33',
      podCidrs: ['10.9.0.0/16'],
      acns: false,
    });
  });

  it('is as the later commands of the file leave it', () => {
    const values = only({
      'create.sh': `${create}\naz aks update -g shop -n shop --network-dataplane cilium\naz aks update -g shop -n shop --enable-acns\naz aks upgrade -g shop -n shop --kubernetes-version 1.34\n`,
    });
    expect(values).toMatchObject({ dataplane: 'cilium', acns: true, kubernetesVersion: '1.34' });
  });

  it('is not known where a command of another file changes it', () => {
    const values = only({
      'create.sh': `${create}\n`,
      'later/update.sh': 'az aks update -g shop -n shop --network-dataplane cilium\n',
      'other/update.sh': 'az aks update -g shop -n other --enable-acns\n',
    });
    expect(values).not.toHaveProperty('dataplane');
    expect(values).toMatchObject({ acns: false, kubernetesVersion: '1.33' });
  });

  it('in a pipeline counts as well', () => {
    const pipeline = `on: push
jobs:
  create:
    runs-on: ubuntu-latest
    steps:
      - run: ${create} --network-dataplane cilium
`;
    expect(only({ '.github/workflows/aks.yml': pipeline })).toMatchObject({ dataplane: 'cilium' });
  });
});

describe('several definitions', () => {
  const dev = ciliumCluster("kubernetesVersion: '1.33'");
  const prod = ciliumCluster("kubernetesVersion: '1.34'");

  it('each file of parameters makes another cluster, and a call from elsewhere, too', () => {
    const template = ciliumCluster('kubernetesVersion: version', 'param version string\n\n');
    const clusters = clustersIn({
      'aks.bicep': template,
      'dev.bicepparam': "using 'aks.bicep'\nparam version = '1.33'\n",
      'prod.bicepparam': "using 'aks.bicep'\nparam version = '1.34'\n",
    });
    expect(clusters.map((cluster) => valuesOf(cluster).kubernetesVersion)).toEqual([
      '1.33',
      '1.34',
    ]);
    expect(clusters.map(({ files }) => files.at(-1))).toEqual([
      `${root}/dev.bicepparam`,
      `${root}/prod.bicepparam`,
    ]);
  });

  it('a template in JSON beside its source is the same', () => {
    const json = JSON.stringify({
      contentVersion: '1.0.0.0',
      resources: [
        {
          type: 'Microsoft.ContainerService/managedClusters',
          apiVersion: '2025-05-01',
          name: 'old',
          properties: {},
        },
      ],
    });
    expect(clustersIn({ 'main.bicep': dev, 'main.json': json })).toHaveLength(1);
    expect(clustersIn({ 'main.json': json })).toHaveLength(1);
  });

  it('an answer is the one that all of them give', () => {
    const profile = profileOf({ 'clusters/dev.bicep': dev, 'clusters/prod.bicep': prod });
    expect(profile.kubernetesVersion).toBeUndefined();
    expect(profile.dataplane.source).toMatchObject({ kind: 'infrastructure' });
    expect(kubernetesAtLeast(profile, '1.33')).toBe('yes');
    expect(kubernetesAtLeast(profile, '1.34')).toBe('unknown');
    expect(kubernetesAtLeast(profile, '1.35')).toBe('no');
  });

  it('one without Cilium beside one with it leaves that open', () => {
    const profile = profileOf({
      'clusters/dev.bicep': bicepCluster("networkPlugin: 'azure'\n networkDataplane: 'azure'"),
      'clusters/prod.bicep': prod,
    });
    expect(isCilium(profile)).toBe('unknown');
    expect(profile.dataplane).toEqual({ value: 'cilium', source: { kind: 'default' } });
  });

  it('the nearest one counts, by the innermost folder around both', () => {
    const texts = {
      'teams/a/infra/main.bicep': dev,
      'teams/b/infra/main.bicep': prod,
      'shared/aks.bicep': ciliumCluster('kubernetesVersion: version', 'param version string\n\n'),
      'teams/c/main.bicep':
        "module aks '../../shared/aks.bicep' = { name: 'aks', params: { version: '1.35' } }\n",
    };
    const version = (path: string) => profileOf(texts, path).kubernetesVersion?.value;
    expect(version('teams/a/k8s/deep/x.yaml')).toBe('1.33');
    expect(version('teams/b/x.yaml')).toBe('1.34');
    expect(version('teams/c/k8s/x.yaml')).toBe('1.35');
    expect(version('shared/x.yaml')).toBe('1.35');
    expect(version('teams/x.yaml')).toBeUndefined();
    expect(profileOf(texts, 'elsewhere/x.yaml').candidates).toHaveLength(3);
  });

  it('examples, samples and tests count for their own files only', () => {
    const texts = { 'examples/one/main.bicep': dev, 'examples/two/main.bicep': prod };
    const known = (path: string, all: Readonly<Record<string, string>> = texts) =>
      profileOf(all, path).kubernetesVersion?.value;
    expect(known('examples/one/k8s/x.yaml')).toBe('1.33');
    expect(known('examples/three/x.yaml')).toBeUndefined();
    expect(profileOf(texts, 'examples/three/x.yaml').candidates).toBeUndefined();
    expect(known('k8s/x.yaml')).toBeUndefined();
    // Environments may be called so.
    expect(known('k8s/x.yaml', { 'env/test/main.bicep': dev })).toBe('1.33');
  });

  it('very many that are equally near say nothing', () => {
    const texts = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`c${index}/main.bicep`, dev]),
    );
    expect(profileOf(texts).kubernetesVersion).toBeUndefined();
    expect(profileOf(texts).candidates).toBeUndefined();
  });
});

describe('uris that name a file in different ways', () => {
  const template = ciliumCluster("kubernetesVersion: '1.33'");
  const versionOf = (uri: string, definition: string) => {
    const file = new Snapshot({ uri: definition, version: 1, text: template });
    const far = new Snapshot({
      uri: 'file:///d%3A/x/main.bicep',
      version: 1,
      text: ciliumCluster(),
    });
    const infrastructure = runToEnd(workspaceClusters([file, far]));
    return resolveConfiguration({ infrastructure, path: 'x', uri }).profile.kubernetesVersion
      ?.value;
  };

  it.each([
    ['file:///c%3A/w/a%20b/k8s/x.yaml', 'file:///C:/w/a%20b/infra/main.bicep'],
    ['file:///w/%40shop/x.yaml', 'file:///w/@shop/main.bicep'],
    ['vscode-vfs://github/o/r/k8s/x.yaml', 'vscode-vfs://github/o/r/main.bicep'],
    ['file:///w/100%/x.yaml', 'file:///w/100%/main.bicep'],
  ])('%s is near to %s', (uri, definition) => {
    expect(versionOf(uri, definition)).toBe('1.33');
  });
});

describe('a file that the project file ignores', () => {
  it('defines no cluster for others', () => {
    const infrastructure = clustersIn({
      'legacy/main.bicep': bicepCluster("networkPlugin: 'kubenet'"),
    });
    const dataplane = (ignore: readonly string[]) =>
      resolveConfiguration({
        infrastructure,
        project: { settings: { ignore }, uri: `${root}/aks-cilium.yaml`, folder: root },
        path: 'k8s/a.yaml',
        uri: `${root}/k8s/a.yaml`,
      }).profile.dataplane.value;
    expect([dataplane([]), dataplane(['legacy/'])]).toEqual(['azure', 'cilium']);
  });
});

describe('choosing one', () => {
  const texts = {
    'infra/dev.bicep': ciliumCluster("kubernetesVersion: '1.33'").replace("'shop'", "'shop-dev'"),
    'infra/prod.bicep': ciliumCluster("kubernetesVersion: '1.34'").replace("'shop'", "'shop-prod'"),
  };
  const chosen = (cluster: string, path = 'a.yaml') => {
    const { profile, missingCluster } = resolveConfiguration({
      infrastructure: clustersIn(texts),
      project: {
        settings: { cluster, overrides: [{ files: ['old/**'], cluster: 'shop-dev' }] },
        uri: `${root}/k8s/aks-cilium.yaml`,
        folder: `${root}/k8s`,
      },
      path,
      uri: `${root}/k8s/${path}`,
    });
    return missingCluster ?? profile.kubernetesVersion?.value;
  };

  it.each([
    ['shop-prod', '1.34'],
    ['SHOP-PROD', '1.34'],
    ['../infra/prod.bicep', '1.34'],
    ['infra/dev.bicep', '1.33'],
    ['dev.bicep', '1.33'],
    ['ev.bicep', 'ev.bicep'],
    ['shop', 'shop'],
    ['..', '..'],
    ['%', '%'],
  ])('%s', (cluster, expected) => {
    expect(chosen(cluster)).toBe(expected);
  });

  it('for some of the files', () => {
    expect(chosen('shop-prod', 'old/a.yaml')).toBe('1.33');
  });

  it('is offered by a word that chooses no other', () => {
    const clusters = clustersIn({
      ...texts,
      'a/main.bicep': ciliumCluster(),
      'b/main.bicep': ciliumCluster(),
    });
    expect(clusters.map((cluster) => choiceOf(cluster, clusters))).toEqual([
      'a/main.bicep',
      'b/main.bicep',
      'shop-dev',
      'shop-prod',
    ]);
  });
});

describe('asking again', () => {
  const texts = {
    'infra/aks.bicep': ciliumCluster('kubernetesVersion: version', 'param version string\n\n'),
    'infra/main.bicep': "module aks 'aks.bicep' = { name: 'aks', params: { version: '1.33' } }\n",
    'other/storage.bicep':
      "resource s 'Microsoft.Storage/storageAccounts@2023-01-01' = { name: 's' }\n",
    'k8s/a.yaml': 'apiVersion: v1\nkind: Service\n',
  };
  const files = filesFrom(texts);
  const find = (all: readonly ClusterFile[]) => runToEnd(workspaceClusters(all))[0]?.values;
  const edited = (path: string, text: string) =>
    files.map((file) =>
      file.uri === `${root}/${path}` ? new Snapshot({ uri: file.uri, version: 2, text }) : file,
    );

  it('evaluates nothing anew after a change that has nothing to do with the cluster', () => {
    const before = find(files);
    expect(find(files)).toBe(before);
    expect(find(edited('other/storage.bicep', '// nothing\n'))).toBe(before);
    expect(find(edited('k8s/a.yaml', ''))).toBe(before);
  });

  it('follows every file that has a part in it, also new ones', () => {
    const version = (all: readonly ClusterFile[]) => find(all)?.kubernetesVersion?.value;
    expect(version(files)).toBe('1.33');
    expect(
      version(edited('infra/main.bicep', texts['infra/main.bicep'].replace('1.33', '1.34'))),
    ).toBe('1.34');
    expect(version(files.filter(({ uri }) => !uri.endsWith('main.bicep')))).toBeUndefined();
    const parameters = new Snapshot({
      uri: `${root}/env/prod.bicepparam`,
      version: 1,
      text: "using '../infra/main.bicep'\n",
    });
    expect(runToEnd(workspaceClusters([...files, parameters]))[0]?.files).toEqual([
      `${root}/infra/aks.bicep`,
      `${root}/infra/main.bicep`,
      `${root}/env/prod.bicepparam`,
    ]);
  });
});

describe('the key of a configuration', () => {
  const keyOf = (text: string) =>
    resolveConfiguration({
      infrastructure: clustersIn({ 'main.bicep': text }),
      path: 'a.yaml',
      uri: `${root}/a.yaml`,
    }).key;

  it('is the same while the profile says the same, wherever it is written', () => {
    const text = ciliumCluster("kubernetesVersion: '1.33'");
    expect(keyOf(`// a comment\n\n${text}`)).toBe(keyOf(text));
    expect(keyOf(text.replace('1.33', '1.34'))).not.toBe(keyOf(text));
  });

  it('names the place by which a cluster has no Cilium, since a finding leads there', () => {
    const text = bicepCluster("networkPlugin: 'azure'\n networkDataplane: 'azure'");
    expect(keyOf(`// a comment\n${text}`)).not.toBe(keyOf(text));
  });
});

import { describe, expect, it } from 'vitest';
import { armClusters } from '../../../server/src/core/model/aks/arm-clusters';
import { bicepClusters } from '../../../server/src/core/model/aks/bicep-clusters';
import { fileIdentity } from '../../../server/src/core/text/file-identity';
import { Snapshot } from '../../../server/src/core/workspace/snapshot';
import { say } from './objects';

type Files = Readonly<Record<string, unknown>>;

/** The policy engine of the clusters of a file, by what gives the values. */
function policies(name: string, files: Files): readonly string[] {
  const snapshots = Object.entries(files).map(
    ([path, content]) =>
      new Snapshot({
        uri: `file:///w/infra/${path}`,
        version: 1,
        text: typeof content === 'string' ? content : JSON.stringify(content),
      }),
  );
  const get = (uri: string) => snapshots.find((snapshot) => snapshot.uri === uri);
  const all = { get, all: () => snapshots };
  const file = get(`file:///w/infra/${name}`);
  const found =
    file === undefined
      ? []
      : file.language === 'bicep'
        ? bicepClusters(file, all)
        : armClusters(file, all);
  return found.flatMap(({ context, clusters }) =>
    clusters.map((cluster) => `${context}: ${say(cluster.text('networkProfile.networkPolicy'))}`),
  );
}

const bicep = (more = '') => `param policy string = 'cilium'
${more}
resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'aks'
  properties: { networkProfile: { networkPolicy: policy } }
}
`;

const arm = (parameters: object = { policy: { type: 'string', defaultValue: 'cilium' } }) => ({
  contentVersion: '1.0.0.0',
  parameters,
  resources: [
    {
      type: 'Microsoft.ContainerService/managedClusters',
      apiVersion: '2025-05-01',
      name: 'aks',
      properties: { networkProfile: { networkPolicy: "[parameters('policy')]" } },
    },
  ],
});

const values = (policy: unknown, more: object = {}) => ({
  contentVersion: '1.0.0.0',
  parameters: { policy: { value: policy }, ...more },
});

describe.each([
  ['Bicep', 'main.bicep', bicep()],
  ['JSON', 'main.json', arm()],
])('a file of parameters in JSON for a template in %s', (_language, main, template) => {
  it.each([
    'main.parameters.json',
    'main.parameters.dev.json',
    'main.dev.parameters.json',
    'parameters.json',
    'parameters/main.parameters.json',
    'parameters/main.dev.json',
    'params/dev.json',
    'parameters/dev/parameters.json',
    'parameters/dev.parameters.json',
  ])('is %s', (name) => {
    expect(policies(main, { [main]: template, [name]: values('calico') })).toEqual([
      `${name}: calico`,
    ]);
  });

  it.each([
    ['for another template', 'other.parameters.json', values('calico')],
    ['in a folder for something else', 'scripts/main.parameters.json', values('calico')],
    ['above the template', '../main.parameters.json', values('calico')],
    ['with other parameters', 'main.parameters.json', values('calico', { more: { value: 1 } })],
    ['that is no file of parameters', 'parameters/dev.json', { policy: 'calico' }],
  ])('is none %s', (_name, path, content) => {
    expect(policies(main, { [main]: template, [path]: content })).toEqual(['undefined: cilium']);
  });

  it('counts beside others, each by its name', () => {
    expect(
      policies(main, {
        [main]: template,
        'main.dev.parameters.json': values('azure'),
        'main.prod.parameters.json': values('calico'),
      }),
    ).toEqual(['main.dev.parameters.json: azure', 'main.prod.parameters.json: calico']);
  });

  it('is for the template with the longer name, if there is one', () => {
    expect(
      policies(main, {
        [main]: template,
        'main.dev.bicep': bicep(),
        'main.dev.parameters.json': values('azure'),
      }),
    ).toEqual(['undefined: cilium']);
  });

  it('is for one of several templates, or for the one that needs nothing else', () => {
    const files = { [main]: template, 'parameters/dev.json': values('calico') };
    expect(policies(main, { ...files, 'second.bicep': bicep() })).toEqual([
      'parameters/dev.json: <unknown>',
    ]);
    expect(policies(main, { ...files, 'second.bicep': bicep('param needed string') })).toEqual([
      'parameters/dev.json: calico',
    ]);
    expect(policies(main, { ...files, 'second.bicep': 'param other string\n' })).toEqual([
      'parameters/dev.json: calico',
    ]);
  });

  it('may hold what is filled in later', () => {
    const name = 'main.parameters.json';
    expect(policies(main, { [main]: template, [name]: values('${POLICY}') })).toEqual([
      `${name}: <unknown>`,
    ]);
  });
});

describe('a file of parameters in JSON', () => {
  it('is for a template and for what it is compiled to', () => {
    const files = {
      'main.bicep': bicep(),
      'main.json': arm(),
      'main.parameters.json': values('calico'),
    };
    expect(policies('main.bicep', files)).toEqual(['main.parameters.json: calico']);
    expect(policies('main.json', files)).toEqual(['main.parameters.json: calico']);
  });

  it('counts beside one in Bicep, and for what the template calls', () => {
    const files = {
      'main.bicep':
        "param engine string\nmodule aks 'aks.bicep' = { name: 'a', params: { policy: engine } }\n",
      'aks.bicep': bicep(),
      'main.dev.bicepparam': "using 'main.bicep'\nparam engine = 'azure'\n",
      'main.parameters.prod.json': {
        contentVersion: '1.0.0.0',
        parameters: { Engine: { value: 'calico' } },
      },
    };
    expect(policies('aks.bicep', files)).toEqual([
      'main.bicep (with main.dev.bicepparam): azure',
      'main.bicep (with main.parameters.prod.json): calico',
    ]);
  });
});

describe('a linked template', () => {
  const deployment = (templateLink: object, parameters: object, more: object = {}) => ({
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name: 'aks',
    properties: { mode: 'Incremental', templateLink, parameters },
    ...more,
  });
  const main = (...resources: readonly object[]) => ({
    contentVersion: '1.0.0.0',
    parameters: {
      engine: { type: 'string' },
      base: { type: 'string', defaultValue: '[deployment().properties.templateLink.uri]' },
    },
    variables: { repository: 'https://raw.githubusercontent.com/owner/name/main/infra/' },
    resources,
  });
  const given = { policy: { value: 'calico' } };

  it.each([
    [{ relativePath: 'nested/aks.json' }],
    [{ uri: "[uri(deployment().properties.templateLink.uri, 'nested/aks.json')]" }],
    [{ uri: "[uri(parameters('base'), concat('nested/', 'aks.json'))]" }],
    [{ uri: "[concat(deployment().properties.templateLink.uri, '/nested/aks.json')]" }],
    [{ uri: "[concat(variables('repository'), 'nested/aks.json')]" }],
    [
      {
        uri: 'https://raw.githubusercontent.com/owner/name/refs/heads/main/infra/nested/aks.json?token=x',
      },
    ],
    [{ uri: 'file:///w/infra/nested/aks.json' }],
  ])('is found at %j', (link) => {
    const files = { 'main.json': main(deployment(link, given)), 'nested/aks.json': arm() };
    expect(policies('nested/aks.json', files)).toEqual(['../main.json: calico']);
  });

  it.each([
    ['elsewhere', { uri: 'https://example.com/nested/aks.json' }],
    ['at an address that is not known', { uri: "[parameters('engine')]" }],
    ['outside of the workspace', { relativePath: '../../../../nested/aks.json' }],
  ])('%s is not taken for one at hand', (_name, link) => {
    const files = { 'main.json': main(deployment(link, given)), 'nested/aks.json': arm() };
    expect(policies('nested/aks.json', files)).toEqual(['undefined: cilium']);
  });

  it('gets what the deployment gives, with the values of that template', () => {
    const link = { relativePath: 'aks.json' };
    const files = {
      'main.json': main(
        deployment(link, { policy: { value: "[parameters('engine')]" } }),
        deployment(link, { policy: { value: 'cilium' } }, { name: 'second' }),
        deployment(link, given, { name: 'never', condition: false }),
      ),
      'main.parameters.json': {
        contentVersion: '1.0.0.0',
        parameters: { engine: { value: 'azure' } },
      },
      'aks.json': arm(),
    };
    expect(policies('aks.json', files)).toEqual([
      'main.json (module aks, with main.parameters.json): azure',
      'main.json (module second, with main.parameters.json): cilium',
    ]);
    const { 'main.parameters.json': _, ...without } = files;
    expect(policies('aks.json', without)[0]).toBe('main.json (module aks): <unknown>');
  });

  it('is found however its uri is written', () => {
    const encoded = 'aks%281%29.json';
    const files = { 'main.json': main(deployment({ relativePath: 'aks(1).json' }, given)) };
    expect(policies(encoded, { ...files, [encoded]: arm() })).toEqual(['main.json: calico']);
  });

  it('is called by a template in Bicep as well', () => {
    const call = "module aks 'aks.json' = { name: 'a', params: { policy: 'calico' } }\n";
    expect(policies('aks.json', { 'main.bicep': call, 'aks.json': arm() })).toEqual([
      'main.bicep: calico',
    ]);
  });

  it('that leads back to itself is known as a circle', () => {
    const link = (name: string) =>
      deployment({ relativePath: name }, { policy: { value: "[parameters('policy')]" } });
    const withLink = (name: string) => ({ ...arm(), resources: [...arm().resources, link(name)] });
    const files = { 'a.json': withLink('b.json'), 'b.json': withLink('a.json') };
    expect(policies('a.json', files)).toEqual(['b.json (with a.json): cilium']);
  });
});

describe('a template whose uri is written otherwise than a path to it comes to', () => {
  const call = "module aks './aks(1).bicep' = { name: 'a', params: { policy: 'calico' } }\n";

  it.each([
    ['a module', { 'main.bicep': call }, 'main.bicep: calico'],
    [
      'a file of parameters',
      { 'dev.bicepparam': "using 'aks(1).bicep'\nparam policy = 'azure'\n" },
      'dev.bicepparam: azure',
    ],
  ])('what %s gives to it', (_what, files, expected) => {
    const encoded = 'aks%281%29.bicep';
    expect(policies(encoded, { ...files, [encoded]: bicep() })).toEqual([expected]);
  });
});

describe('uris that are written in different ways', () => {
  it.each([
    ['file:///c%3A/my%20code/', 'file:///C:/my code/'],
    ['file:///C:/my%20code/', 'file:///c%3A/my%20code/'],
  ])('as %s and %s are of one folder', (one, other) => {
    const files = [
      [`${one}main.bicep`, bicep()],
      [`${other}other.bicep`, 'param region string\n'],
      [`${other}parameters/main.prod.json`, JSON.stringify(values('azure'))],
      [`${other}parameters.json`, JSON.stringify(values('calico'))],
    ].map(([uri = '', text = '']) => new Snapshot({ uri, version: 1, text }));
    const [template] = files as [Snapshot];
    const get = (uri: string) => files.find((each) => fileIdentity(each.uri) === fileIdentity(uri));
    const found = bicepClusters(template, { get, all: () => files });
    expect(found.map(({ context }) => context)).toEqual([
      'parameters/main.prod.json',
      'parameters.json',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { Snapshot } from '../../../server/src/core/index';
import { armClusters } from '../../../server/src/core/model/aks/arm-clusters';
import { show } from '../evaluation/show';

type Files = Readonly<Record<string, unknown>>;

/** The clusters of `main.json`, beside other files. */
function clustersOf(files: Files) {
  const all = Object.entries(files).map(
    ([name, content]) =>
      new Snapshot({
        uri: `file:///work/${name}`,
        version: 1,
        text: typeof content === 'string' ? content : JSON.stringify(content, undefined, 2),
      }),
  );
  const get = (uri: string) => all.find((file) => file.uri === uri);
  const main = get('file:///work/main.json');
  return main === undefined ? [] : armClusters(main, { get, all: () => all });
}

interface Parts {
  readonly parameters?: unknown;
  readonly variables?: unknown;
  readonly resources?: unknown;
}

const type = 'Microsoft.ContainerService/managedClusters';

function template({ parameters, variables, resources }: Parts) {
  return { contentVersion: '1.0.0.0', parameters, variables, resources };
}

/** What a value in a cluster comes to. */
function valueIn(value: unknown, parts: Parts = {}, others: Files = {}): readonly string[] {
  const aks = { type, apiVersion: '2025-05-01', name: 'aks', properties: { x: value } };
  const resources = [...((parts.resources as unknown[]) ?? []), aks];
  return clustersOf({ 'main.json': template({ ...parts, resources }), ...others }).map(
    ({ context, clusters }) =>
      `${context === undefined ? '' : `${context}: `}${show(clusters.at(-1)?.value('x'))}`,
  );
}

describe('values of templates', () => {
  it.each([
    ["[if(equals(1, 1), 'a', fails())]", '"a"'],
    ["[concat('a', string(1))]", '"a1"'],
    ["[format('{0}-{1}', 'a', 'b')]", '"a-b"'],
    ["[createObject('a', createArray(1, true()))]", '{a: [1, true]}'],
    ["[union(createObject('a', 1), createObject('b', null()))]", '{a: 1, b: null}'],
    ["[createObject('a', createArray('b')).a[0]]", '"b"'],
    ["[and(or(false(), true()), not(equals('a', 'b')))]", 'true'],
    ["[contains(createArray('a'), 'a')]", 'true'],
    ["[coalesce(null(), 'a')]", '"a"'],
    ["[resourceId('a/b', 'c')]", '?(resourceId() is known only when it is deployed)'],
    ["[reference('a').b]", '?(reference() is known only when it is deployed)'],
    ["[if(equals(deployment().name, 'a'), 'b', 'c')]", 'one of "b" | "c"'],
    ["[parameters('none')]", '?(nothing here declares none)'],
    ['[broken(]', '?(an expression that cannot be read)'],
    [{ copy: [{ name: 'p', count: 2, input: "[copyIndex('p', 1)]" }] }, '{p: [1, 2]}'],
    [{ copy: [{ name: 'p', count: '[x()]', input: 1 }] }, '{p: [...]}'],
    [{ "[concat('a', 'b')]": 1 }, '{ab: 1}'],
    [{ '[x()]': 1 }, '{...}'],
  ])('%j', (value, expected) => {
    expect(valueIn(value)).toEqual([expected]);
  });

  it('come from parameters and variables, found without regard to case', () => {
    const parts = {
      parameters: { plugin: { type: 'string', defaultValue: 'azure' }, other: { type: 'string' } },
      variables: {
        a: "[parameters('PLUGIN')]",
        copy: [{ name: 'names', count: 2, input: "[concat('n', copyIndex('names'))]" }],
      },
    };
    expect(valueIn("[variables('A')]", parts)).toEqual(['"azure"']);
    expect(valueIn("[parameters('other')]", parts)).toEqual(['?(parameter other has no default)']);
    expect(valueIn("[variables('names')]", parts)).toEqual(['["n0", "n1"]']);
  });

  it('that need themselves are unknown', () => {
    const variables = { a: "[variables('b')]", b: "[variables('a')]" };
    expect(valueIn("[variables('a')]", { variables })).toEqual([
      '?(variable a needs itself to be known)',
    ]);
  });
});

describe('files of parameters', () => {
  const parameters = { p: { type: 'string', defaultValue: 'by default' } };
  const given = (value: unknown, name = 'p') => ({
    contentVersion: '1.0.0.0',
    parameters: { [name]: value },
  });

  it.each([
    ['main.parameters.json'],
    ['main.parameters.dev.json'],
    ['main.dev.parameters.json'],
    ['parameters.json'],
  ])('%s is one', (name) => {
    const files = { [name]: given({ value: 'given' }) };
    expect(valueIn("[parameters('p')]", { parameters }, files)).toEqual([`${name}: "given"`]);
  });

  it.each([
    ['for another template', 'other.parameters.json', given({ value: 'given' })],
    ['in another folder', 'dev/main.parameters.json', given({ value: 'given' })],
    ['with other parameters', 'main.parameters.json', given({ value: 'given' }, 'q')],
  ])('those %s are left alone', (_name, name, content) => {
    expect(valueIn("[parameters('p')]", { parameters }, { [name]: content })).toEqual([
      '"by default"',
    ]);
  });

  it('may hold what is not known', () => {
    const values = ['#{policy}#', '$(policy)', '__policy__'].map((value) => given({ value }));
    for (const content of [...values, given({ reference: {} })]) {
      expect(
        valueIn("[parameters('p')]", { parameters }, { 'main.parameters.json': content })[0],
      ).toMatch(/^main\.parameters\.json: \?/);
    }
  });
});

describe('clusters', () => {
  const aks = { type, apiVersion: '2025-05-01', name: "[parameters('name')]" };
  const parameters = { name: { type: 'string' } };
  const pool = (name: string, more = {}) => ({ type: `${type}/agentPools`, name, ...more });
  const poolNames = (resources: unknown) =>
    clustersOf({ 'main.json': template({ parameters, resources }) }).flatMap(({ clusters }) =>
      clusters.map(({ pools }) => pools.length),
    );

  it('have the pools that are nested in them, named for them, or wait for them', () => {
    const waits = { dependsOn: [`[resourceId('${type}', parameters('name'))]`] };
    const unknown = "[concat(parameters('name'), '/p')]";
    expect(poolNames([{ ...aks, resources: [{ type: 'agentPools', name: 'p' }] }])).toEqual([1]);
    expect(poolNames([{ ...aks, name: 'aks' }, pool('AKS/p'), pool('other/p')])).toEqual([1]);
    expect(poolNames([aks, pool(unknown, waits)])).toEqual([1]);
    expect(poolNames([aks, pool(unknown)])).toEqual([0]);
    expect(poolNames([aks, aks, pool(unknown, waits)])).toEqual([0, 0]);
    expect(poolNames({ aks, p: pool(unknown, { dependsOn: ['aks'] }) })).toEqual([1]);
  });

  it('have a version that may be given by a parameter', () => {
    const found = clustersOf({
      'main.json': template({
        parameters: { v: { type: 'string', defaultValue: '2024-01-01' } },
        resources: [{ ...aks, apiVersion: "[parameters('v')]" }],
      }),
    });
    expect(found[0]?.clusters[0]?.apiVersion).toMatchObject({
      state: 'known',
      value: '2024-01-01',
      defaults: ['v'],
    });
  });

  it('are not deployed, perhaps deployed, or declared elsewhere', () => {
    const [found] = clustersOf({
      'main.json': template({
        parameters: { on: { type: 'bool', defaultValue: true } },
        resources: {
          no: { ...aks, condition: false },
          perhaps: { ...aks, condition: "[parameters('on')]" },
          loop: { ...aks, copy: { name: 'l', count: 2 } },
          other: { ...aks, existing: true },
        },
      }),
    });
    expect(found?.clusters.map(({ condition, isExisting }) => [condition, isExisting])).toEqual([
      ['unknown', false],
      ['unknown', false],
      ['yes', true],
    ]);
  });
});

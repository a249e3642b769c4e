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
  readonly functions?: unknown;
  readonly parameters?: unknown;
  readonly variables?: unknown;
  readonly resources?: unknown;
}

const type = 'Microsoft.ContainerService/managedClusters';

function template({ functions, parameters, variables, resources }: Parts) {
  return { contentVersion: '1.0.0.0', functions, parameters, variables, resources };
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
    [
      { copy: [{ name: 'p', count: 1, input: "[copyIndex('p', deployment().a)]" }] },
      '{p: [?(differs from one iteration to the next)]}',
    ],
    [{ copy: [{ name: 'p', count: '[x()]', input: 1 }] }, '{p: [...]}'],
    [{ "[concat('a', 'b')]": 1 }, '{ab: 1}'],
    [{ '[x()]': 1 }, '{...}'],
    [
      "[map(createArray('a', 'b'), lambda('n', 'i', concat(lambdaVariables('N'), string(lambdaVariables('i')))))]",
      '["a0", "b1"]',
    ],
    ["[filter(createArray(1, 2), lambda('n', greater(lambdaVariables('n'), 1)))]", '[2]'],
    [
      "[reduce(createArray(1, 2), 0, lambda('a', 'b', add(lambdaVariables('a'), lambdaVariables('b'))))]",
      '3',
    ],
    [
      "[sort(createArray(2, 1), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))]",
      '[1, 2]',
    ],
    ["[toObject(createArray('a'), lambda('n', lambdaVariables('n')), lambda('n', 1))]", '{a: 1}'],
    [
      "[groupBy(createArray('ab', 'ac'), lambda('n', take(lambdaVariables('n'), 1)))]",
      '{a: ["ab", "ac"]}',
    ],
    ["[mapValues(createObject('a', 1), lambda('v', add(lambdaVariables('v'), 1)))]", '{a: 2}'],
    [
      "[map(createArray(1), lambda('a', map(createArray(2), lambda('b', add(lambdaVariables('a'), lambdaVariables('b'))))))]",
      '[[3]]',
    ],
    [
      "[map(resourceGroup().tags, lambda('n', lambdaVariables('n')))]",
      '?(made from a list that is not known)',
    ],
    ["[lambdaVariables('n')]", '?(no lambda here has n)'],
    [
      "[sort(createArray(2, 1), lambda('a', 'b', resourceGroup().x))]",
      '?(sort() of what is not known)',
    ],
    ["[uri('https://host/a/main.json', 'b.json')]", '"https://host/a/b.json"'],
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

describe('functions of a template', () => {
  const functions = [
    {
      namespace: 'net',
      members: {
        policy: {
          parameters: [
            { name: 'on', type: 'bool' },
            { name: 'other', type: 'string' },
          ],
          output: {
            type: 'string',
            value: "[if(parameters('on'), 'cilium', net.upper(parameters('other')))]",
          },
        },
        upper: {
          parameters: [{ name: 'text', type: 'string' }],
          output: { type: 'string', value: "[toUpper(parameters('text'))]" },
        },
        outside: { output: { value: "[variables('v')]" } },
        endless: { output: { value: '[net.endless()]' } },
        bare: {},
      },
    },
  ];

  it.each([
    ["[net.policy(true(), 'azure')]", '"cilium"'],
    ["[NET.Policy(false(), 'azure')]", '"AZURE"'],
    ['[net.policy(false())]', '?(toUpper() is known only when it is deployed)'],
    ['[net.outside()]', '?(functions do not see the variable v)'],
    ['[net.endless()]', '?(function net.endless needs itself to be known)'],
    ['[net.bare()]', '?(a function without an output)'],
    ['[net.none()]', '?(net.none() is known only when it is deployed)'],
  ])('%s', (value, expected) => {
    expect(valueIn(value, { functions, variables: { v: 'x' } })).toEqual([expected]);
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

import { describe, expect, it } from 'vitest';
import { evaluateTemplate } from '../../../server/src/core/evaluation/bicep/evaluate-template';
import type { TemplateInputs } from '../../../server/src/core/evaluation/inputs';
import { parseBicep } from '../../../server/src/core/syntax/bicep/parse';
import { show } from './show';

type Files = Readonly<Record<string, string>>;

/** Evaluates `main.bicep` of some files that lie in one folder. */
function evaluated(files: Files, inputs?: TemplateInputs) {
  const open = (uri: string) => {
    const text = files[uri];
    return text === undefined ? undefined : { uri, file: parseBicep(text) };
  };
  const main = open('main.bicep');
  if (main === undefined) {
    throw new Error('There is no main.bicep.');
  }
  return evaluateTemplate(main, inputs, (_from, path) => open(path.replace(/^\.\//, '')));
}

/** The value of `output x`. */
function outputOf(source: string, files: Files = {}): ReturnType<typeof show> {
  return show(evaluated({ ...files, 'main.bicep': source }).output('x'));
}

describe('expressions', () => {
  it.each([
    ["'a${1}b${true}'", '"a1bTrue"'],
    ["true ? 'a' : 'b'", '"a"'],
    ["1 == 2 || 'A' =~ 'a'", 'true'],
    ['!(1 < 2) && fails()', 'false'],
    ['2 + 3 * 4 % 5', '4'],
    ['null ?? 1', '1'],
    ['{ a: { b: [1, 2] } }.a.b[1]', '2'],
    ['{ a: 1 }.?b', 'null'],
    ['[1, 2, 3][^1]', '3'],
    ['union({ a: 1, b: { c: 1 } }, { b: { d: 2 } })', '{a: 1, b: {c: 1, d: 2}}'],
    ["union(['a'], ['a', 'b'])", '["a", "b"]'],
    ["concat(['a'], ['b'])", '["a", "b"]'],
    ["contains(['calico', 'azure'], 'azure')", 'true'],
    ["empty('') && empty([]) && empty({}) && empty(null)", 'true'],
    ["format('{0}-{1}', 'a', 2)", '"a-2"'],
    ["toLower('AzURE')", '"azure"'],
    ["split('a,b', ',')", '["a", "b"]'],
    ["join(['a', 'b'], '-')", '"a-b"'],
    ["take(skip('abcd', 1), 2)", '"bc"'],
    ["[for i in range(0, 3): 'n${i}']", '["n0", "n1", "n2"]'],
    ["[for (n, i) in ['a', 'b']: if (i > 0) { name: n }]", '[{name: "b"}]'],
    ["map(['a', 'b'], n => { name: n })", '[{name: "a"}, {name: "b"}]'],
    ['filter([1, 2, 3], n => n > 1)', '[2, 3]'],
    ['reduce([1, 2, 3], 0, (a, b) => a + b)', '6'],
    ['{ a: 1, ...{ b: 2 } }', '{a: 1, b: 2}'],
    ['json(\'{"a": [1, null]}\')', '{a: [1, null]}'],
    ["sys.toUpper('a')", '"A"'],
    ['[for n in resourceGroup().tags: n]', '[...]'],
    ['union({ a: 1 }, resourceGroup().tags)', '{a: ?(merged with something unknown), ...}'],
    ['deployment().name', '?(deployment() is known only when it is deployed)'],
  ])('%s', (source, expected) => {
    expect(outputOf(`output x object = ${source}\n`)).toBe(expected);
  });
});

describe('names', () => {
  it('stand for variables, and for parameters with their defaults', () => {
    const template = evaluated({
      'main.bicep': `param plugin string = 'kubenet'
param other string
var profile = { networkPlugin: plugin, networkPolicy: other }
output x object = profile
`,
    });
    const value = template.output('x');
    expect(show(value)).toBe(
      '{networkPlugin: "kubenet", networkPolicy: ?(parameter other has no default)}',
    );
    const plugin = value?.kind === 'object' ? value.entries[0]?.value : undefined;
    expect(plugin?.defaults).toEqual(['plugin']);
    expect(plugin?.origins?.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'parameter default plugin',
    ]);
  });

  it('a value that is given wins over the default, which is then no reason', () => {
    const place = { uri: 'main.bicepparam', range: { start: 0, end: 1 } };
    const inputs: TemplateInputs = {
      kind: 'parameter value',
      values: new Map([['a', { kind: 'text', value: 'given', place }]]),
      isComplete: true,
      cycles: [],
    };
    const value = evaluated(
      { 'main.bicep': "param a string = 'default'\noutput x string = a\n" },
      inputs,
    ).output('x');
    expect(show(value)).toBe('"given"');
    expect(value?.defaults).toBeUndefined();
  });

  it('a condition that rests on a default makes the value rest on it', () => {
    const value = evaluated({
      'main.bicep': "param isCilium bool = true\noutput x string = isCilium ? 'cilium' : 'azure'\n",
    }).output('x');
    expect(show(value)).toBe('"cilium"');
    expect(value?.defaults).toEqual(['isCilium']);
  });

  it('an allowed value is no value', () => {
    expect(outputOf("@allowed(['calico', 'cilium'])\nparam p string\noutput x string = p\n")).toBe(
      '?(parameter p has no default)',
    );
  });

  it('a number of characters that is not known leaves the text unknown', () => {
    const output = "output x string = substring('cilium-azure', 0, count)\n";
    expect(outputOf(`param count int = 6\n${output}`)).toBe('"cilium"');
    expect(outputOf(`param count int\n${output}`)).toMatch(/^\?/);
  });

  it('an unknown condition leaves a choice, and what is merged with it is no more than that', () => {
    expect(outputOf('param on bool\noutput x object = union({ a: 1 }, on ? { b: 2 } : {})\n')).toBe(
      '{a: 1, b: one of null | 2}',
    );
  });

  it('that need themselves are unknown, and said to be a cycle by what rests on them', () => {
    const template = evaluated({
      'main.bicep': `var a = b
var b = c
var c = a
resource x 'a.b/c@2020-01-01' = { name: a }
resource y 'a.b/c@2020-01-01' = { name: 'y', tags: a }
resource z 'a.b/c@2020-01-01' = { name: 'z' }
output x int = a
`,
    });
    expect(show(template.output('x'))).toBe('?(a needs itself to be known)');
    expect(template.resources.map(({ cycles }) => cycles.map(({ members }) => members))).toEqual([
      [['a', 'b', 'c']],
      [['a', 'b', 'c']],
      [],
    ]);
  });

  it('functions of the template are called, and may not call themselves', () => {
    expect(outputOf('func double(n int) int => n * 2\noutput x int = double(21)\n')).toBe('42');
    expect(outputOf('func f(n int) int => f(n)\noutput x int = f(1)\n')).toContain('needs itself');
  });
});

describe('other files', () => {
  it('names are imported', () => {
    const files = {
      'shared.bicep':
        "@export()\nvar ranges = ['10.0.0.0/8']\n@export()\nfunc f(a string) string => '${a}!'\n",
    };
    expect(
      outputOf(
        "import { ranges, f as g } from 'shared.bicep'\noutput x object = { r: ranges, g: g('a') }\n",
        files,
      ),
    ).toBe('{r: ["10.0.0.0/8"], g: "a!"}');
  });

  it('outputs of local modules are known by their arguments', () => {
    const files = { 'net.bicep': "param name string\noutput id string = 'net-${name}'\n" };
    expect(
      outputOf(
        "module net './net.bicep' = { name: 'n', params: { name: 'a' } }\noutput x string = net.outputs.id\n",
        files,
      ),
    ).toBe('"net-a"');
  });

  it('modules that include each other come to an end', () => {
    const files = {
      'a.bicep': "module m 'main.bicep' = { name: 'm' }\noutput y string = m.outputs.x\n",
    };
    expect(
      outputOf("module a 'a.bicep' = { name: 'a' }\noutput x string = a.outputs.y\n", files),
    ).toMatch(/^\?/);
  });
});

describe('resources', () => {
  const source = `param deployPool bool
resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'aks'
  properties: { networkProfile: { networkPlugin: 'azure' } }
  resource nested 'agentPools' = { name: 'one' }
}
resource pool 'Microsoft.ContainerService/managedClusters/agentPools@2024-09-01' = if (deployPool) {
  parent: aks
  name: 'two'
}
resource old 'Microsoft.ContainerService/managedClusters@2023-01-01' existing = { name: 'old' }
resource none 'Microsoft.ContainerService/managedClusters@2023-01-01' = if (1 == 2) { name: 'none' }
output x string = aks.properties.networkProfile.networkPlugin
`;

  it('have their type, API version, condition and parent', () => {
    const { resources } = evaluated({ 'main.bicep': source });
    expect(
      resources.map(({ name, type, apiVersion, isExisting, condition, parent }) =>
        [
          name,
          type.split('/').slice(1).join('/'),
          show(apiVersion),
          isExisting,
          condition,
          parent?.name,
        ].join(' '),
      ),
    ).toEqual([
      'aks managedClusters "2025-05-01" false yes ',
      'nested managedClusters/agentPools "2025-05-01" false yes aks',
      'pool managedClusters/agentPools "2024-09-01" false unknown ',
      'old managedClusters "2023-01-01" true yes ',
      'none managedClusters "2023-01-01" false no ',
    ]);
    const version = resources[0]?.apiVersion.place.range;
    expect(source.slice(version?.start, version?.end)).toBe('2025-05-01');
  });

  it('are values, too', () => {
    expect(outputOf(source)).toBe('"azure"');
  });
});

describe('templates made to be slow', () => {
  it.each([
    [
      'variables that double',
      Array.from({ length: 60 }, (_, i) => `var v${i + 1} = '\${v${i}}\${v${i}}'`)
        .join('\n')
        .concat("\nvar v0 = 'x'\noutput x string = v60\n"),
    ],
    [
      'a chain of variables',
      Array.from({ length: 20_000 }, (_, i) => `var v${i} = v${i + 1}`)
        .join('\n')
        .concat("\nvar v20000 = 'x'\noutput x string = v0\n"),
    ],
    [
      'loops in loops',
      'output x array = [for a in range(0, 900): [for b in range(0, 900): [for c in range(0, 900): c]]]\n',
    ],
    [
      'lists that double',
      Array.from({ length: 60 }, (_, i) => `var v${i + 1} = concat(v${i}, v${i})`)
        .join('\n')
        .concat("\nvar v0 = ['x']\noutput x array = v60\n"),
    ],
    [
      'objects that double and are compared',
      Array.from({ length: 60 }, (_, i) => `var v${i + 1} = { a: v${i}, b: v${i} }`)
        .join('\n')
        .concat("\nvar v0 = 'x'\noutput x bool = v60 == union(v60, v60)\n"),
    ],
  ])('%s come to an end', (_name, source) => {
    expect(typeof outputOf(source)).toBe('string');
  });
});

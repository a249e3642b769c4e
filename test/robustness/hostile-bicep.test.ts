import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint, resolveConfiguration, runToEnd, Snapshot } from '../../server/src/core/index';
import { parseBicep } from '../../server/src/core/syntax/bicep/parse';
import { corpusFiles } from '../support/corpus';
import { ruleNames } from '../support/lint';
import { repositoryRoot } from '../support/repository';

const cluster = (
  policy: string,
) => `resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'aks'
  properties: {
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', networkDataplane: 'cilium', networkPolicy: ${policy} }
  }
}
`;

type Files = Readonly<Record<string, string>>;

const configuration = resolveConfiguration({ path: 'main.bicep' });

/** What is found in one of several files, and for which uris the workspace was asked. */
function lintAmong(files: Files, uri: string) {
  const asked = new Set<string>();
  const snapshots = new Map(
    Object.entries(files).map(([at, text]) => [at, new Snapshot({ uri: at, version: 1, text })]),
  );
  const snapshot = snapshots.get(uri);
  if (snapshot === undefined) {
    throw new Error(`There is no ${uri}.`);
  }
  const { findings, failures } = runToEnd(
    lint(snapshot, configuration, {
      revision: 1,
      get: (each) => {
        asked.add(each);
        return snapshots.get(each);
      },
      all: () => snapshots.values(),
    }),
  );
  return { findings, failures, asked };
}

const found = (text: string) => {
  const uri = 'file:///w/main.bicep';
  const { findings, failures } = lintAmong({ [uri]: text }, uri);
  expect(failures).toEqual([]);
  return ruleNames(findings);
};

describe('a template in Bicep that ends anywhere', { timeout: 60_000 }, () => {
  const rules = join(repositoryRoot, 'test', 'fixtures', 'rules');
  const rich = readFileSync(join(rules, 'overlay-pool-type', 'pools.bicep'), 'utf8');
  const real = corpusFiles(
    /quickstarts\/microsoft\.kubernetes\/aks\/main\.bicep$|cluster-stamp\.bicep$/,
  );

  it('is read and judged as far as it goes', () => {
    const counts = Array.from(rich, (_, end) => found(rich.slice(0, end)).length);
    expect(counts.length).toBe(rich.length);
    expect(Math.max(...counts)).toBe(3);
  });

  it.runIf(real.length > 0).each(real.map(({ name, text }) => [name, text]))(
    'is read as far as it goes: %s',
    (_name, text) => {
      // A large one is cut at every line, and at every byte of a part of it.
      const cuts = Array.from(text, (character, at) =>
        text.length < 5_000 || at < 3_000 || character === '\n' ? at : -1,
      ).filter((at) => at >= 0);
      for (const end of cuts) {
        const cut = text.slice(0, end);
        expect(parseBicep(cut).statements.length).toBeGreaterThanOrEqual(0);
        if (text.length < 5_000) {
          found(cut);
        }
      }
      expect(cuts.length).toBeGreaterThan(2_000);
    },
  );
});

describe('a template in Bicep that is nested endlessly', () => {
  const deep = 20_000;

  it.each([
    ['parentheses', `${'('.repeat(deep)}'calico'${')'.repeat(deep)}`],
    ['lists', `${'['.repeat(deep)}${']'.repeat(deep)}`],
    ['objects', `${'{ a: '.repeat(deep)}1${' }'.repeat(deep)}`],
    ['choices', `${"true ? 'calico' : ".repeat(deep)}'azure'`],
    ['signs', `${'!'.repeat(deep)}true`],
    ['texts', `${"'${".repeat(deep)}1${"}'".repeat(deep)}`],
    ['calls', `${'toLower('.repeat(deep)}'calico'${')'.repeat(deep)}`],
    ['properties', `x${'.a'.repeat(deep)}`],
    ['lambdas', `${'map([1], n => '.repeat(deep)}n${')'.repeat(deep)}`],
  ])('does not take the stack: %s', (_name, expression) => {
    const names = found(cluster(expression));
    expect(names.filter((name) => name !== 'dataplane-policy-conflict')).toEqual([]);
  });

  it('does not take the stack where resources are inside of each other', () => {
    const text = `${"resource r 'a@1' = {\n".repeat(5_000)}${'}\n'.repeat(5_000)}`;
    expect(found(`// managedClusters\n${text}`)).toEqual([]);
  });
});

describe('templates in Bicep that call each other', () => {
  it('come to an end where each of many calls all of them', () => {
    const names = Array.from({ length: 30 }, (_, index) => `m${index}.bicep`);
    const calls = names
      .map(
        (name, index) =>
          `module c${index} '${name}' = { name: 'c${index}', params: { policy: c${(index + 1) % names.length}.outputs.policy } }\n`,
      )
      .join('');
    const text = `param policy string = 'calico'\n${calls}${cluster('policy')}output policy string = '\${c0.outputs.policy}\${c1.outputs.policy}'\n`;
    const files = Object.fromEntries(names.map((name) => [`file:///w/${name}`, text]));
    const { findings, failures } = lintAmong(files, 'file:///w/m0.bicep');
    expect(failures).toEqual([]);
    expect(ruleNames(findings).filter((name) => name !== 'template-cycle')).toEqual([]);
  });

  it('come to an end in a chain that is longer than any real one', () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `file:///w/m${index}.bicep`,
        `param policy string\nmodule next 'm${index + 1}.bicep' = { name: 'n', params: { policy: policy } }\noutput policy string = next.outputs.policy\n${cluster('next.outputs.policy')}`,
      ]),
    );
    expect(lintAmong(files, 'file:///w/m0.bicep').findings).toEqual([]);
  });

  it('do not explode where every file of parameters is for a template that takes long', () => {
    const slow = Array.from(
      { length: 40 },
      (_, index) => `var v${index} = [for i in range(0, 900): i + length(v${index + 1})]\n`,
    );
    const main = `param policy string\n${slow.join('')}var v40 = [1]\n${cluster('v0[0] == 1 ? policy : policy')}`;
    const parameters = Array.from({ length: 40 }, (_, index) => [
      `file:///w/p${index}.bicepparam`,
      "using 'main.bicep'\nparam policy = 'calico'\n",
    ]);
    const files = { 'file:///w/main.bicep': main, ...Object.fromEntries(parameters) };
    expect(lintAmong(files, 'file:///w/main.bicep').failures).toEqual([]);
  });
});

describe('paths that leave the workspace', () => {
  it.each([
    '../../../../../etc/net.bicep',
    '/etc/net.bicep',
    'file:///etc/net.bicep',
    'C:/net.bicep',
    '..\\..\\net.bicep',
    'br/public:avm/res/x:1.0.0',
    'ts:subscription/group/spec:1',
    '',
  ])('are not asked for: %j', (path) => {
    const main = `module net '${path.replaceAll('\\', '\\\\')}' = { name: 'n' }\n${cluster('net.outputs.policy')}`;
    const files = { 'file:///w/main.bicep': main };
    const { findings, asked } = lintAmong(files, 'file:///w/main.bicep');
    expect(findings).toEqual([]);
    expect([...asked].filter((uri) => !uri.startsWith('file:///w/'))).toEqual([]);
  });

  it('are only followed to files that the workspace has', () => {
    const outside = "output policy string = 'calico'\n";
    const main = `module net '../other/net.bicep' = { name: 'n' }\n${cluster('net.outputs.policy')}`;
    const uri = 'file:///w/main.bicep';
    expect(lintAmong({ [uri]: main }, uri).findings).toEqual([]);
    const both = { [uri]: main, 'file:///other/net.bicep': outside };
    expect(ruleNames(lintAmong(both, uri).findings)).toEqual(['dataplane-policy-conflict']);
  });
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { newRuleFiles, refusal, ruleList, withRule } from '../scripts/generate/rule-skeleton';
import { copyRepository } from './support/copy';

/** A copy of the repository, since a new rule changes files that other tests read. */
const copy = copyRepository([
  ...['package.nls.json', 'biome.json', '.gitignore', 'vitest.config.mts'],
  ...['client/src', 'server', 'scripts', 'schemas', 'l10n', 'docs'],
  ...['test/support', 'test/rules.test.ts', 'test/rule-names.txt'],
  // Of the other fixtures some are enough.
  'test/fixtures/rules/policy-types-mismatch',
]);
afterAll(copy.remove);

const names = {
  'network-policy': 'aaa-scaffolded-policy',
  'cilium-policy': 'scaffolded-cilium-policy',
  workload: 'zzz-scaffolded-workload',
  cluster: 'scaffolded-cluster',
} as const;

/** Does what the script does for a rule, but for formatting and generating, which take long. */
function startRule(category: keyof typeof names): void {
  for (const { path, content } of newRuleFiles(category, names[category], '0.1.0')) {
    mkdirSync(dirname(join(copy.folder, path)), { recursive: true });
    writeFileSync(join(copy.folder, path), content);
  }
  const list = withRule(read(ruleList), category, names[category]);
  writeFileSync(join(copy.folder, ruleList), list);
}

// Most tests start several programs.
describe('npm run new-rule', { timeout: 60_000 }, () => {
  it('starts a rule', () => {
    startRule('network-policy');
    startRule('cilium-policy');
    startRule('cluster');
    const { output, status } = copy.run('scripts/new-rule.mjs', 'workload', names.workload);
    expect(output).toContain(`server/src/core/rules/workload/${names.workload}.ts`);
    expect(output).toContain('npm run check');
    expect(status, output).toBe(0);
    expect(read('test/rule-names.txt').split('\n')).toContain(names.workload);
  });

  it('keeps the list of rules in the order of categories and names', () => {
    const list = read('server/src/core/rules/index.ts');
    const paths = [...list.matchAll(/from '\.\/(.*)';/g)].map(([, path]) => path);
    expect(paths).toEqual([...paths].sort());
    expect(paths).toContain('network-policy/aaa-scaffolded-policy');
    expect(list.indexOf('  scaffoldedCiliumPolicy,')).toBeLessThan(
      list.indexOf('  aaaScaffoldedPolicy,'),
    );
  });

  it('leaves generated files as they should be, examples of the new page included', () => {
    expect(copy.run('scripts/generate.mjs', '--check')).toEqual({ output: '', status: 0 });
    const page = read('docs/rules/aaa-scaffolded-policy.md');
    expect(page).toContain('2:7 warning "aaa-scaffolded-policy" is named like the rule');
    expect(read('docs/rules/scaffolded-cluster.md')).toContain(
      '1:14 warning "scaffolded-cluster" is named like the rule',
    );
    const settings = read('package.json');
    expect(settings).toContain('"aaa-scaffolded-policy": {');
  });

  it('is accepted by the compiler and the linter', () => {
    const types = tool('typescript/bin/tsc', '-p', 'server/src/core', '--outDir', 'out');
    expect(types).toEqual({ output: '', status: 0 });
    const lint = tool(
      '@biomejs/biome/bin/biome',
      'ci',
      '--vcs-enabled=false',
      '--colors=off',
      ruleList,
      ...Object.entries(names).map(
        ([category, name]) => `server/src/core/rules/${category}/${name}.ts`,
      ),
    );
    expect(lint.status, lint.output).toBe(0);
  });

  it('finds what the fixtures of the new rules say, and nothing in their other cases', () => {
    const tests = tool('vitest/vitest.mjs', 'run', 'test/rules.test.ts', '-t', 'scaffolded');
    expect(tests.output).toContain('8 passed');
    expect(tests.status, tests.output).toBe(0);
  });

  it('does not take a name that is taken', () => {
    const { output, status } = copy.run('scripts/new-rule.mjs', 'workload', names.workload);
    expect(output).toContain(`There is a rule "${names.workload}" already.`);
    expect(status).toBe(2);
  });
});

describe('the name of a new rule', () => {
  it.each([
    ['network-policy', 'HostNetwork', '"HostNetwork" is no name for a rule'],
    ['network-policy', 'host_network', '"host_network" is no name for a rule'],
    ['network-policy', '../host-network', '"../host-network" is no name for a rule'],
    ['network-policy', 'no-host-network', 'says the bad pattern'],
    ['network-policy', 'ipblock-service-range', 'There is a rule "ipblock-service-range" already.'],
    ['network-policy', 'project-file', 'There is a rule "project-file" already.'],
    ['networking', 'host-network', '"networking" is no category for a new rule'],
    ['__proto__', 'host-network', '"__proto__" is no category for a new rule'],
  ])('%s %s is refused', (category, name, reason) => {
    expect(refusal(category, name)).toContain(reason);
  });

  it('may be any words in lower case', () => {
    expect(refusal('network-policy', 'l7-on-port-80')).toBeUndefined();
  });
});

function tool(script: string, ...args: string[]) {
  return copy.run(join(copy.folder, 'node_modules', script), ...args);
}

function read(path: string): string {
  return readFileSync(join(copy.folder, path), 'utf8');
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { outputFormats } from '../../../server/src/cli/options';
import { repositoryRoot } from '../../support/repository';
import { folderWith } from '../support/folder';
import { anyAddress, broken, clean, quotedVersion, unquotedVersion } from '../support/manifests';
import { run } from '../support/run';
import { buildProgram, type Program, runnerOf } from '../support/spawn';

/** A policy without a finding. */
const quiet = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: quiet, namespace: other}
spec:
  podSelector: {matchLabels: {app: quiet}}
  policyTypes: [Ingress]
  ingress: [{from: [{podSelector: {matchLabels: {app: loud}}}]}]
`;

let program: Program;

beforeAll(async () => {
  program = runnerOf(await buildProgram());
}, 60_000);

const corpus = join(dirname(repositoryRoot), 'shared', 'corpus', 'dev');

/** What a run with so many threads prints, and its exit code. */
function lint(
  threads: number,
  folder: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
) {
  const all = ['lint', '--threads', `${threads}`, '--today', '2026-09-01', ...args];
  return program(all, { folder, env, seconds: 100 });
}

describe('a run with several threads prints the same bytes as one with a single thread', () => {
  it.each([
    ['the cases of the rules', join(repositoryRoot, 'test', 'fixtures', 'rules')],
    ['real files', corpus],
  ])('over %s', { timeout: 240_000 }, async (_what, folder) => {
    if (folder === corpus && !existsSync(corpus)) {
      return;
    }
    const args = ['--format', 'sarif'];
    // Says when a thread was of no use.
    const env = { AKS_CILIUM_DEBUG: '1' };
    const alone = await lint(1, folder, args, env);
    expect(JSON.parse(alone.stdout).runs[0].results.length).toBeGreaterThan(50);
    expect(await lint(3, folder, args, env)).toEqual(alone);
  });

  const files = {
    // The first thread takes the largest file, and is at it while the others begin.
    'ballast.yaml': `---\n${quiet}`.repeat(800),
    'a.yaml': anyAddress(),
    'b.yaml': `${anyAddress()}---\n${broken}`,
    'c.yaml': clean,
    'sub/aks-cilium.yaml': 'ignore: [d.yaml]\nrules: {no-such-rule: off}\n',
    'sub/d.yaml': broken,
    'sub/e.yaml': anyAddress(),
    'notes.yaml': '{{ if }}\nkind: NetworkPolicy\n{{ else',
    'binary.yaml': Uint8Array.of(0, 1, 2),
  };

  it.each(outputFormats)('in the format %s', { timeout: 60_000 }, async (format) => {
    const folder = folderWith(files);
    const args = ['--format', format];
    const alone = await lint(1, folder, args);
    expect([alone.code, alone.stdout.length > 100]).toEqual([1, true]);
    expect(await lint(3, folder, args)).toEqual(alone);
  });

  it.each([
    [['--min-severity', 'error']],
    [['--fail-on', 'never', 'a.yaml', 'sub/d.yaml']],
    [['--baseline', 'baseline.json']],
    [['--kubernetes-version', '1.33', '--config', 'sub/aks-cilium.yaml']],
    [['--cluster', 'nowhere']],
    [['a.yaml', 'none.yaml']],
  ])('with %j', { timeout: 60_000 }, async (args) => {
    const folder = folderWith(files);
    await lint(1, folder, ['--write-baseline', 'baseline.json', 'a.yaml', 'c.yaml']);
    expect(await lint(3, folder, args)).toEqual(await lint(1, folder, args));
  });

  it('into a baseline', { timeout: 60_000 }, async () => {
    const folder = folderWith(files);
    const [alone, together] = await Promise.all(
      [1, 3].map(async (threads) => {
        const file = `${threads}.json`;
        await lint(threads, folder, ['--write-baseline', file]);
        return readFileSync(join(folder, file), 'utf8');
      }),
    );
    expect(alone).toContain('sub/e.yaml');
    expect(together).toBe(alone);
  });
});

describe('--threads', () => {
  it('keeps no file from being fixed', { timeout: 60_000 }, async () => {
    const folder = folderWith({ 'aks-cilium.yaml': unquotedVersion, 'a.yaml': clean });
    const { code, stdout } = await lint(3, folder, ['--fix']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 finding fixed')]);
    expect(readFileSync(join(folder, 'aks-cilium.yaml'), 'utf8')).toBe(quotedVersion);
  });

  it.each(['0', '-1', '1.5', 'many', ''])('refuses %j', async (threads) => {
    const { code, stderr } = await run(['lint', '--threads', threads], { folder: folderWith() });
    expect(code).toBe(2);
    expect(stderr).toContain(
      `'--threads <number>' argument '${threads}' is invalid. It is no number from 1 to 999.`,
    );
  });
});

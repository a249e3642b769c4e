import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addFiles, folderWith } from './support/folder';
import { anyAddress, clean } from './support/manifests';
import { run } from './support/run';

interface JsonReport {
  readonly findings: readonly { readonly file: string; readonly rule: string }[];
  readonly summary: {
    readonly baseline: {
      readonly hidden: number;
      readonly stale: readonly { file: string; rule: string; count: number }[];
    };
  };
}

async function lint(folder: string, ...args: readonly string[]) {
  const outcome = await run(['lint', '--format', 'json', '--fail-on', 'warning', ...args], {
    folder,
  });
  return { ...outcome, report: JSON.parse(outcome.stdout || '{}') as JsonReport };
}

/** A folder with two findings and a baseline that knows them. */
async function withBaseline(): Promise<string> {
  const folder = folderWith({
    'a.yaml': anyAddress(),
    'sub/b.yaml': anyAddress(),
    'c.yaml': clean,
  });
  const { code, stderr, stdout } = await run(['lint', '--write-baseline', 'known.json'], {
    folder,
  });
  expect([code, stderr, stdout]).toEqual([0, 'Wrote 2 findings to known.json\n', '']);
  return folder;
}

describe('--write-baseline', () => {
  it('writes the findings by file, the same for the same findings', async () => {
    const folder = await withBaseline();
    const text = readFileSync(join(folder, 'known.json'), 'utf8');
    await expect(text).toMatchFileSnapshot('./golden/baseline.txt');
    await run(['lint', 'sub', '.', '--write-baseline', 'known.json'], { folder });
    expect(readFileSync(join(folder, 'known.json'), 'utf8')).toBe(text);
  });

  it('cannot be combined with --fix or --baseline', async () => {
    const folder = folderWith();
    const fix = await run(['lint', '--write-baseline', 'b.json', '--fix'], { folder });
    expect([fix.code, fix.stderr]).toEqual([
      2,
      'aks-cilium: --write-baseline cannot be combined with --fix\n',
    ]);
    const both = await run(['lint', '--write-baseline', 'b.json', '--baseline', 'b'], { folder });
    expect(both.code).toBe(2);
    expect(both.stderr).toContain('cannot be used with option');
  });

  it('says when it cannot write', async () => {
    const { code, stderr } = await run(['lint', '--write-baseline', 'no/b.json'], {
      folder: folderWith({ 'a.yaml': clean }),
    });
    expect([code, stderr]).toEqual([
      2,
      'aks-cilium: cannot write no/b.json: no such file or directory\n',
    ]);
  });
});

describe('--baseline', () => {
  it('hides what it knows', async () => {
    const { code, report } = await lint(await withBaseline(), '--baseline', 'known.json');
    expect(report.findings).toEqual([]);
    expect(report.summary.baseline).toEqual({ hidden: 2, stale: [] });
    expect(code).toBe(0);
  });

  it('knows a finding whose line has moved, and files by their place, not by the working directory', async () => {
    const folder = await withBaseline();
    addFiles(folder, { 'a.yaml': `# a line\n# another\n${anyAddress().replaceAll('\n', '\r\n')}` });
    expect((await lint(folder, '--baseline', 'known.json')).report.findings).toEqual([]);
    const below = await lint(join(folder, 'sub'), '--baseline', '../known.json');
    expect(below.report.findings).toEqual([]);
  });

  it('reports what is new, also one more of the same', async () => {
    const folder = await withBaseline();
    addFiles(folder, {
      'a.yaml': `${anyAddress()}---\n${anyAddress()}`,
      'c.yaml': anyAddress('::/0'),
    });
    const { code, report } = await lint(folder, '--baseline', 'known.json');
    expect(report.findings.map(({ file }) => file)).toEqual(['a.yaml', 'c.yaml']);
    expect(code).toBe(1);
  });

  it('tells which entries nothing matches any more, in files that are gone, too', async () => {
    const folder = await withBaseline();
    addFiles(folder, { 'a.yaml': clean });
    rmSync(join(folder, 'sub', 'b.yaml'));
    const { report } = await lint(folder, '--baseline', 'known.json');
    const rule = 'ipblock-any-excludes-pods';
    expect(report.summary.baseline.stale).toEqual([
      { file: 'a.yaml', rule, count: 1 },
      { file: 'sub/b.yaml', rule, count: 1 },
    ]);
    const text = await run(['lint', '--baseline', 'known.json'], { folder });
    expect(text.stdout).toContain(
      '2 findings of the baseline are gone: write it anew with --write',
    );
  });

  it('does not take for gone what was not looked at', async () => {
    const folder = await withBaseline();
    const stale = async (...args: readonly string[]) =>
      (await lint(folder, '--baseline', 'known.json', ...args)).report.summary.baseline.stale;
    expect(await stale('a.yaml')).toEqual([]);
    expect(await stale('--min-severity', 'error')).toEqual([]);
    addFiles(folder, { 'aks-cilium.yaml': 'ignore: [sub]\n' });
    expect(await stale()).toEqual([]);
  });

  it.each([
    ['there is none', undefined, 'cannot read the baseline'],
    ['it is no JSON', 'findings:', 'it is no valid JSON'],
    ['it is something else', '[]', 'it has no "files"'],
    ['it is newer', '{"version":2,"files":{}}', 'its version is 2'],
    [
      'an entry is none',
      '{"version":1,"files":{"a":[{"rule":"x"}]}}',
      'the entries of "a" are not',
    ],
    [
      'a count is none',
      '{"version":1,"files":{"a":[{"rule":"x","fingerprint":"y","count":-1}]}}',
      'the entries of "a" are not',
    ],
  ])('says so when %s', async (_name, text, message) => {
    const folder = folderWith(text === undefined ? {} : { 'known.json': text });
    const { code, stderr, stdout } = await lint(folder, '--baseline', 'known.json');
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
  });

  it('takes a file called __proto__ for a file', async () => {
    const folder = folderWith({
      'a.yaml': anyAddress(),
      'known.json': '{"version":1,"files":{"__proto__":[]}}',
    });
    expect((await lint(folder, '--baseline', 'known.json')).report.findings).toHaveLength(1);
  });
});

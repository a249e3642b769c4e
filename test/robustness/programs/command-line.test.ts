import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith } from '../../cli/support/folder';
import { buildProgram, type Program, runnerOf } from '../../cli/support/spawn';
import { anyDestination } from '../../lsp/support/texts';
import { hostileBytes, hostileTexts, isForPeople } from '../support/hostile-files';

let program: Program;

beforeAll(async () => {
  program = runnerOf(await buildProgram());
}, 60_000);

// Far more than is needed, so that only what grows without bounds is stopped.
const bounds = { env: { NODE_OPTIONS: '--max-old-space-size=1500' }, seconds: 200 };
const timeout = 240_000;

interface JsonReport {
  readonly findings: readonly { readonly file: string; readonly message: string }[];
  readonly summary: {
    readonly skipped: readonly { readonly file: string; readonly reason: string }[];
    readonly skippedDocuments: readonly { readonly file: string; readonly reason: string }[];
    readonly failures?: readonly unknown[];
  };
}

async function lint(folder: string): Promise<JsonReport> {
  const args = ['lint', '.', '--format', 'json'];
  const { code, stdout, stderr } = await program(args, { folder, ...bounds });
  expect(stderr).not.toMatch(/\n\s+at |heap out of memory|Maximum call stack/);
  expect([0, 1], stderr.slice(0, 2_000)).toContain(code);
  return JSON.parse(stdout) as JsonReport;
}

function expectSentences({ findings, summary }: JsonReport): void {
  const messages = findings.map(({ message }) => message);
  const reasons = summary.skippedDocuments.map(({ reason }) => reason);
  expect([...new Set([...messages, ...reasons])].filter((each) => !isForPeople(each))).toEqual([]);
}

describe('the command line', () => {
  it('says of files that are meant to break it what it can', { timeout }, async () => {
    const report = await lint(folderWith({ ...hostileTexts, ...hostileBytes }));
    expectSentences(report);
    const skipped = new Map(report.summary.skipped.map(({ file, reason }) => [file, reason]));
    expect(Object.keys(hostileBytes).filter((file) => !skipped.has(file))).toEqual([]);
    expect(skipped.get('nul.yaml')).toMatch(/^is a binary file/);
    expect(skipped.get('latin1.yaml')).toMatch(/^is not valid UTF-8/);
    const documents = report.summary.skippedDocuments;
    const reasonOf = (name: string) => documents.find(({ file }) => file === name)?.reason;
    expect(reasonOf('nesting-flow.yaml')).toBe('More than 200 levels of nesting are not read.');
    expect(reasonOf('too-many-documents.yaml')).toBe(
      'A file of more than 200,000 documents is not read.',
    );
    expect(report.findings.filter(({ file }) => file === 'null.yaml').length).toBeGreaterThan(10);
  });

  it('changes only what it can with --fix', { timeout }, async () => {
    const texts = Object.entries(hostileTexts).filter(([, text]) => text.length < 1_000_000);
    const folder = folderWith(Object.fromEntries(texts));
    const { code, stderr } = await program(['lint', '.', '--fix'], { folder, ...bounds });
    expect([0, 1], stderr.slice(0, 2_000)).toContain(code);
    expect(stderr).not.toMatch(/\n\s+at |heap out of memory/);
    // At a fixed point nothing is left to do.
    const again = await program(['lint', '.', '--fix', '--format', 'json'], { folder, ...bounds });
    expectSentences(JSON.parse(again.stdout) as JsonReport);
    expect(again.stderr).not.toMatch(/fixed|Fixed/);
  });

  it.skipIf(process.platform === 'win32')(
    'does not follow links in circles',
    { timeout },
    async () => {
      const folder = folderWith({ 'a/b/policy.yaml': anyDestination });
      symlinkSync('.', join(folder, 'self'));
      symlinkSync('../..', join(folder, 'a', 'b', 'up'));
      symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
      symlinkSync('gone.yaml', join(folder, 'dangling.yaml'));
      const files = new Set((await lint(folder)).findings.map(({ file }) => file));
      expect([...files]).toEqual(['a/b/policy.yaml']);
    },
  );

  it('passes over 50,000 files that are not its business', { timeout }, async () => {
    const folder = folderWith({ 'policy.yaml': anyDestination });
    addIrrelevantFiles(folder, 50_000);
    const files = new Set((await lint(folder)).findings.map(({ file }) => file));
    expect([...files]).toEqual(['policy.yaml']);
  });
});

/** Sources of a program mostly, and some files of a kind that is read. */
function addIrrelevantFiles(folder: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const below = join(folder, `src${Math.floor(index / 500)}`);
    if (index % 500 === 0) {
      mkdirSync(below);
    }
    writeFileSync(join(below, `f${index}.${index % 20 === 0 ? 'yaml' : 'ts'}`), 'a: 1\n');
  }
}

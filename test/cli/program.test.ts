import { execFile, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../support/repository';
import { folderWith } from './support/folder';
import { anyAddress, broken, clean, quotedVersion, unquotedVersion } from './support/manifests';
import { buildProgram, type Program, runnerOf } from './support/spawn';

let path: string;
let program: Program;

beforeAll(async () => {
  path = await buildProgram();
  program = runnerOf(path);
});

const isPosix = process.platform !== 'win32';
const { version } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'));

describe('the program', () => {
  it('is one file that knows its version wherever it lies', async () => {
    const folder = folderWith();
    copyFileSync(path, join(folder, 'copy.js'));
    const outcome = await runnerOf(join(folder, 'copy.js'))(['--version'], { folder });
    expect(outcome).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('explains a rule with the words of its page, when it lies in its package', async () => {
    const folder = folderWith({
      'docs/rules/yaml-syntax.md': [
        '# yaml-syntax',
        '| Severity | error; milder in edition `old` |',
        '| Fixes | Close the bracket (safe) |',
        '## What it does',
        'It reads the file with **care**.',
        '## Options',
        'None that the page knows better.',
      ].join('\n\n'),
      'dist/cli.js': readFileSync(path, 'utf8'),
    });
    const packaged = runnerOf(join(folder, 'dist', 'cli.js'));
    const { code, stdout } = await packaged(['explain', 'yaml-syntax'], { folder });
    expect(code).toBe(0);
    expect(stdout).toContain('  Severity   error; milder in edition old\n');
    expect(stdout).toContain('What it does\n\n  It reads the file with care.\n');
    expect(stdout).toContain('Fixes\n  - Close the bracket (safe)\n');
    expect(stdout).not.toContain('None that the page');
    const alone = await program(['explain', 'yaml-syntax'], { folder });
    expect(alone.stdout).toContain('  Severity   error\n');
    expect(alone.stdout).toContain('What it says\n');
  });

  it('can be started by its own name', () => {
    expect(readFileSync(path, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
  });

  it('tells what it can do when it is asked nothing', async () => {
    const { code, stdout, stderr } = await program([], { folder: folderWith() });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: aks-cilium');
    expect(stderr).toContain('Examples:');
  });

  it('ends with 0, 1 and 2', async () => {
    const folder = folderWith({ 'good.yaml': clean, 'bad.yaml': broken });
    const codes = await Promise.all(
      [['good.yaml'], ['bad.yaml'], ['none.yaml'], ['good.yaml', '--nope']].map(
        async (args) => (await program(['lint', ...args], { folder })).code,
      ),
    );
    expect(codes).toEqual([0, 1, 2, 2]);
  });

  it('never shows a stack trace', async () => {
    const folder = folderWith({ 'a.yaml': anyAddress() });
    const failing = [
      ['nope'],
      ['a.yaml'],
      ['explain'],
      ['explain', 'nope'],
      ['profile', 'nope'],
      ['rules', '--format', 'xml'],
      ['lint', 'nope', '--config', '.'],
      ['lint', '--output', '.'],
      ['lint', '-', '--stdin-filename', 'x'.repeat(5_000)],
    ];
    for (const args of failing) {
      const { code, stderr } = await program(args, { folder, input: clean });
      expect([args, code === 0 ? 0 : 2]).toEqual([args, args.includes('-') ? 0 : 2]);
      expect(stderr).not.toMatch(/^\s+at |node:internal|\.js:\d+/m);
    }
  });

  it.runIf(isPosix)('ends quietly when nobody reads on', async () => {
    const policies = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`${index}.yaml`, anyAddress()]),
    );
    const folder = folderWith(policies);
    const script = `"${process.execPath}" "${path}" lint --format json; echo "code $?" >&2`;
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', `{ ${script}; } | head -1`], {
      cwd: folder,
    });
    expect(stdout).toBe('{\n');
    expect(stderr).toMatch(/^code \d+\n$/);
  });

  it.runIf(isPosix)('says when the working directory is gone', async () => {
    const script = `cd "$(mktemp -d)" && rmdir "$PWD" && exec "${process.execPath}" "${path}" lint`;
    const outcome = promisify(execFile)('sh', ['-c', script]);
    await expect(outcome).rejects.toMatchObject({ code: 2 });
    await expect(outcome).rejects.toMatchObject({
      stderr: 'aks-cilium: the working directory does not exist any more\n',
    });
  });

  it.runIf(isPosix)('does not wait for a pipe that nobody writes to', async () => {
    const folder = folderWith({ 'a.yaml': clean });
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    expect((await program(['lint'], { folder })).code).toBe(0);
    const named = await program(['lint', 'pipe.yaml', 'a.yaml'], { folder });
    expect([named.code, named.stderr]).toEqual([
      2,
      'aks-cilium: error: pipe.yaml: nothing came to read from it\n',
    ]);
  });

  // The superuser may read whatever the mode says, so somebody else has to run the program.
  it.runIf(isPosix)('tells of what it may not read', async () => {
    const folder = folderWith({ 'a.yaml': anyAddress(), 'no.yaml': clean, 'locked/b.yaml': clean });
    execFileSync('chmod', ['000', join(folder, 'no.yaml'), join(folder, 'locked')]);
    execFileSync('chmod', ['755', folder, dirname(dirname(path))]);
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { code, stdout, stderr } = await program(['lint'], { folder, user });
    execFileSync('chmod', ['700', join(folder, 'locked')]);
    expect(stderr).toBe(
      'aks-cilium: error: locked: permission denied\n' +
        'aks-cilium: error: no.yaml: permission denied\n',
    );
    expect(stdout).toContain('a.yaml:11:19');
    expect(code).toBe(2);
  });

  it.runIf(isPosix)('tells of what it may not write, and leaves it as it is', async () => {
    const folder = folderWith({ 'aks-cilium.yaml': unquotedVersion });
    execFileSync('chmod', ['555', folder]);
    execFileSync('chmod', ['755', dirname(dirname(path))]);
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { code, stdout, stderr } = await program(['lint', '--fix'], { folder, user });
    execFileSync('chmod', ['755', folder]);
    expect(stdout).toContain('aks-cilium.yaml:2:22 error');
    expect(stdout).toContain('0 findings fixed.');
    expect([code, stderr]).toEqual([
      2,
      'aks-cilium: error: aks-cilium.yaml: cannot be written: permission denied\n',
    ]);
    expect(readFileSync(join(folder, 'aks-cilium.yaml'), 'utf8')).toBe(unquotedVersion);
  });
});

describe('standard input', () => {
  const folder = folderWith({
    'prod/aks-cilium.yaml': 'rules: { ipblock-any-excludes-pods: error }\nignore: [old]\n',
    'bare/aks-cilium.yaml': quotedVersion,
  });

  it('is linted as YAML in the working directory', async () => {
    const { code, stdout, stderr } = await program(['lint', '-'], { folder, input: anyAddress() });
    expect(stdout).toContain('stdin.yaml:11:19 warning On Cilium, ipBlock 0.0.0.0/0');
    expect([code, stderr]).toEqual([0, '']);
  });

  it('is linted under the name that it is given', async () => {
    const args = ['lint', '-', '--stdin-filename', 'prod/a.yaml', '--format', 'json'];
    const { code, stdout } = await program(args, { folder, input: anyAddress() });
    const report = JSON.parse(stdout);
    expect(report.findings).toMatchObject([{ file: 'prod/a.yaml', severity: 'error' }]);
    expect(code).toBe(1);
  });

  it('says so when its name is ignored, or of a kind that is not read', async () => {
    const lint = (name: string) =>
      program(['lint', '-', '--stdin-filename', name], { folder, input: anyAddress() });
    const ignored = await lint('prod/old/a.yaml');
    expect([ignored.code, ignored.stderr]).toEqual([
      0,
      'aks-cilium: skipped prod/old/a.yaml: is ignored by the project file\n',
    ]);
    const words = await program(['lint', '-', '--stdin-filename', 'a.txt'], {
      folder,
      input: 'words',
    });
    expect([words.code, words.stderr]).toEqual([
      0,
      'aks-cilium: skipped a.txt: is not a kind of file that aks-cilium reads\n',
    ]);
  });

  it('may be empty', async () => {
    const { code, stdout } = await program(['lint', '-'], { folder, input: '' });
    expect([code, stdout]).toEqual([0, 'No problems found in 1 file.\n']);
  });

  it('must be text', async () => {
    const input = Buffer.from([0x61, 0xff]);
    const { code, stderr } = await program(['lint', '-'], { folder, input });
    expect([code, stderr]).toEqual([
      2,
      'aks-cilium: error: stdin.yaml: is not valid UTF-8 (byte offset 1)\n',
    ]);
  });

  it('comes out fixed with --fix, and what is left to do on standard error', async () => {
    const args = ['lint', '-', '--fix', '--stdin-filename', 'new/aks-cilium.yaml'];
    const input = `\ufeff# note\r\n${unquotedVersion}nonsense: 1\n`;
    const { code, stdout, stderr } = await program(args, { folder, input });
    expect(stdout).toBe(`\ufeff# note\r\n${quotedVersion}nonsense: 1\n`);
    expect(stderr).toContain('new/aks-cilium.yaml:4:1 error');
    expect(stderr).toContain('1 finding fixed.');
    expect(code).toBe(1);
  });

  it('comes out as it came in when there is nothing to fix or nothing to read', async () => {
    const fix = async (input: string | Buffer, ...args: readonly string[]) =>
      (await program(['lint', '-', '--fix', ...args], { folder, input })).stdout;
    expect(await fix(anyAddress())).toBe(anyAddress());
    expect(await fix('words', '--stdin-filename', 'a.txt')).toBe('words');
    expect(await fix(Buffer.from('a\u0000b'))).toBe('a\u0000b');
    expect(await fix(anyAddress(), '--stdin-filename', 'prod/old/a.yaml')).toBe(anyAddress());
  });

  it('does not write the project file that belongs to it', async () => {
    const project = folderWith({ 'aks-cilium.yaml': unquotedVersion });
    await program(['lint', '-', '--fix'], { folder: project, input: clean });
    expect(readFileSync(join(project, 'aks-cilium.yaml'), 'utf8')).toBe(unquotedVersion);
  });

  it('may come with a report in a file', async () => {
    const project = folderWith();
    const args = ['lint', '-', '--fix', '--format', 'json', '--output', 'out.json'];
    const { stdout } = await program(args, { folder: project, input: anyAddress() });
    expect(stdout).toBe(anyAddress());
    const report = JSON.parse(readFileSync(join(project, 'out.json'), 'utf8'));
    expect(report.findings).toHaveLength(1);
  });

  it.runIf(isPosix)('may come through a path, such as /dev/stdin or <(...)', async () => {
    const project = folderWith({ 'a.yaml': anyAddress() });
    const output = async (script: string) => {
      const shell = spawn(
        'bash',
        ['-c', script.replaceAll('PROGRAM', `"${process.execPath}" "${path}"`)],
        {
          cwd: project,
        },
      );
      let text = '';
      for await (const chunk of shell.stdout) {
        text += chunk;
      }
      return text;
    };
    expect(await output('cat a.yaml | PROGRAM lint /dev/stdin')).toContain(':11:19 warning');
    expect(await output('PROGRAM lint <(sleep 0.2; cat a.yaml)')).toContain(':11:19 warning');
  });
});

import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addFiles, folderWith } from './support/folder';
import { anyAddress, broken, clean, quotedVersion, unquotedVersion } from './support/manifests';
import { run } from './support/run';
import { sarifProblems } from './support/sarif-schema';
import { readXml } from './support/xml';

interface Summary {
  readonly files: number;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/** The files with findings, the summary, and the rest of the outcome. */
async function lint(folder: string, ...args: readonly string[]) {
  const outcome = await run(['lint', '--format', 'json', ...args], { folder });
  const { findings = [], summary = {} } = JSON.parse(outcome.stdout || '{}');
  return {
    ...outcome,
    files: findings.map(({ file }: { file: string }) => file) as string[],
    rules: findings.map(({ rule }: { rule: string }) => rule) as string[],
    summary: summary as Summary,
  };
}

describe('lint: what is linted', () => {
  const files = {
    'a.yaml': anyAddress(),
    'b.yml': anyAddress(),
    'c.json': `${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap' })}\n`,
    'notes.txt': 'apiVersion is a word',
    'sub/d.yaml': anyAddress(),
    'sub/e.YAML': anyAddress(),
  };

  it('is the working directory unless something is named', async () => {
    const { files: found, summary, code } = await lint(folderWith(files));
    expect(found).toEqual(['a.yaml', 'b.yml', 'sub/d.yaml', 'sub/e.YAML']);
    expect(summary).toMatchObject({ files: 5, documents: 5, warnings: 4, skipped: [] });
    expect(code).toBe(0);
  });

  it('is every file and folder named, once, in the order of their names', async () => {
    const folder = folderWith(files);
    const { files: found } = await lint(folder, 'sub', 'a.yaml', './a.yaml', join(folder, 'sub'));
    expect(found).toEqual(['a.yaml', 'sub/d.yaml', 'sub/e.YAML']);
  });

  it('may lie above the working directory', async () => {
    const { files: found } = await lint(join(folderWith(files), 'sub'), '../a.yaml');
    expect(found).toEqual(['../a.yaml']);
  });

  it('may be named by patterns, which shells and quotes leave alone', async () => {
    const folder = folderWith(files);
    expect((await lint(folder, '*.yaml')).files).toEqual(['a.yaml']);
    expect((await lint(folder, '**/*.yaml')).files).toEqual(['a.yaml', 'sub/d.yaml']);
    expect((await lint(folder, 's*/[de].*')).files).toEqual(['sub/d.yaml', 'sub/e.YAML']);
    expect((await lint(folder, '{a,b}.{yaml,yml}')).files).toEqual(['a.yaml', 'b.yml']);
  });

  it('is the file itself where its name looks like a pattern', async () => {
    const folder = folderWith({ '[a].yaml': anyAddress(), 'a.yaml': anyAddress() });
    expect((await lint(folder, '[a].yaml')).files).toEqual(['[a].yaml']);
  });

  it('is a manifest under any name, but no other file', async () => {
    const folder = folderWith({
      'policy.yaml.bak': anyAddress(),
      'notes.txt': 'apiVersion is a word',
      'page.md': `\`\`\`yaml\n${anyAddress()}\`\`\`\n`,
    });
    const { files: found, summary, code } = await lint(folder, 'policy.yaml.bak', 'notes.txt');
    expect(found).toEqual(['policy.yaml.bak']);
    expect(summary.skipped).toEqual([
      { file: 'notes.txt', reason: 'is not a kind of file that aks-cilium reads' },
    ]);
    expect(code).toBe(0);
  });

  it('leaves out what git ignores, unless a file is named by itself', async () => {
    const folder = folderWith({
      '.git/HEAD': '',
      '.git/info/exclude': 'mine.yaml\n',
      '.gitignore': 'build/\n*.local.yaml\n!keep.local.yaml\n',
      'sub/.gitignore': '!back.local.yaml\n',
      'build/a.yaml': anyAddress(),
      'mine.yaml': anyAddress(),
      'x.local.yaml': anyAddress(),
      'keep.local.yaml': anyAddress(),
      'sub/back.local.yaml': anyAddress(),
    });
    const expected = ['keep.local.yaml', 'sub/back.local.yaml'];
    expect((await lint(folder)).files).toEqual(expected);
    expect((await lint(folder, '**/*.yaml')).files).toEqual(expected);
    expect((await lint(folder, 'x.local.yaml')).files).toEqual(['x.local.yaml']);
    expect((await lint(folder, 'build')).files).toEqual(['build/a.yaml']);
  });

  it('leaves out what the project file ignores, unless a file is named by itself', async () => {
    const folder = folderWith({
      'aks-cilium.yaml': 'ignore: [legacy]\n',
      'a.yaml': anyAddress(),
      'legacy/b.yaml': anyAddress(),
    });
    const { files: found, summary } = await lint(folder);
    expect(found).toEqual(['a.yaml']);
    expect(summary).toMatchObject({ files: 2, skipped: [] });
    expect((await lint(folder, 'legacy')).files).toEqual([]);
    expect((await lint(folder, 'legacy/b.yaml')).files).toEqual(['legacy/b.yaml']);
  });

  it('is found through a link that is named, and only once where links loop', async () => {
    const folder = folderWith({ 'real/a.yaml': anyAddress() });
    symlinkSync(join(folder, 'real'), join(folder, 'link'), 'junction');
    symlinkSync(folder, join(folder, 'real', 'loop'), 'junction');
    expect((await lint(folder)).files).toEqual(['real/a.yaml']);
    expect((await lint(folder, 'link')).files).toEqual(['link/a.yaml']);
  });

  it('may have any name', async () => {
    const names = ['ä b#%41?.yaml', '名/🔥.yaml', '-dash.yaml', "it's.yaml"];
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, anyAddress()])));
    expect((await lint(folder)).files).toEqual([...names].sort());
    expect((await lint(folder, '--', '-dash.yaml')).files).toEqual(['-dash.yaml']);
  });
});

describe('lint: bad input', () => {
  const bad = {
    'binary.yaml': Buffer.from('kind: \u0000'),
    'latin.yaml': Buffer.from('kind: \xe4', 'latin1'),
    'good.yaml': anyAddress(),
    'utf16.yaml': Buffer.from(`\ufeff${anyAddress()}`, 'utf16le'),
    'mark.yaml': `\ufeff${anyAddress()}`,
    'crlf.yaml': anyAddress().replaceAll('\n', '\r\n'),
  };

  it('that was found is passed over with its reason, and the rest is linted', async () => {
    const { files, summary, code, stderr } = await lint(folderWith(bad));
    expect(files).toEqual(['crlf.yaml', 'good.yaml', 'mark.yaml', 'utf16.yaml']);
    expect(summary.skipped).toEqual([
      { file: 'binary.yaml', reason: 'is a binary file (NUL at byte offset 6)' },
      { file: 'latin.yaml', reason: 'is not valid UTF-8 (byte offset 6)' },
    ]);
    expect(stderr).toBe(
      'aks-cilium: skipped binary.yaml: is a binary file (NUL at byte offset 6)\n' +
        'aks-cilium: skipped latin.yaml: is not valid UTF-8 (byte offset 6)\n',
    );
    expect(code).toBe(0);
  });

  it('that was named is an error, and the rest is linted', async () => {
    const { files, code, stderr } = await lint(folderWith(bad), 'binary.yaml', 'good.yaml', 'none');
    expect(files).toEqual(['good.yaml']);
    expect(stderr).toBe(
      'aks-cilium: error: binary.yaml: is a binary file (NUL at byte offset 6)\n' +
        'aks-cilium: error: none: no such file or directory\n',
    );
    expect(code).toBe(2);
  });

  it.each([
    ['', 'a path is empty'],
    ['none.yaml', 'none.yaml: no such file or directory'],
    ['none/*.yaml', 'none/*.yaml: no file to lint matches this pattern'],
    ['*.bicepx', '*.bicepx: no file to lint matches this pattern'],
    ['good.yaml/x', 'good.yaml/x: a part of the path is not a directory'],
    ['x\u001b[31m', 'x\\x1b[31m: no such file or directory'],
    ['loop', 'loop: too many levels of symbolic links'],
    ['loop/a.yaml', 'loop/a.yaml: too many levels of symbolic links'],
    ['x'.repeat(300), `${'x'.repeat(300)}: the name is too long`],
  ])('named %j is told in one line', async (path, message) => {
    const folder = folderWith({ 'good.yaml': clean });
    symlinkSync('loop', join(folder, 'loop'));
    const { code, stderr } = await lint(folder, path);
    expect([code, stderr]).toEqual([2, `aks-cilium: error: ${message}\n`]);
  });

  it.each([
    ['a line of 5 MB', `a: "${'x'.repeat(5_000_000)}"\n${clean}`],
    ['1,500 levels of brackets', `spec: ${'['.repeat(1_500)}${']'.repeat(1_500)}\n`],
    ['1,500 levels of indentation', deep(1_500)],
    ['aliases of aliases of aliases', aliases(9)],
    ['only brackets', '['.repeat(100_000)],
  ])('of %s is survived, and the rest is linted', async (_name, text) => {
    const head = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: x}\n';
    const folder = folderWith({ 'bad.yaml': `${head}${text}`, 'good.yaml': anyAddress() });
    const { code, stderr, files } = await lint(folder);
    expect(files).toContain('good.yaml');
    expect([0, 1]).toContain(code);
    expect(stderr).toBe('');
  });

  it('says that a document does not parse, as an error', async () => {
    const { code, rules } = await lint(folderWith({ 'a.yaml': broken, 'b.yaml': anyAddress() }));
    expect(rules).toEqual(['yaml-syntax', 'ipblock-any-excludes-pods']);
    expect(code).toBe(1);
  });

  it('never counts as clean when there was nothing to lint', async () => {
    const { stdout, code } = await run(['lint'], { folder: folderWith({ 'a.txt': '' }) });
    expect([code, stdout]).toEqual([0, 'Nothing was checked: there was no file to lint.\n']);
  });
});

describe('lint: exit codes and thresholds', () => {
  const folder = folderWith({ 'warning.yaml': anyAddress(), 'error.yaml': broken });

  it.each([
    [['warning.yaml'], 0],
    [['warning.yaml', '--fail-on', 'warning'], 1],
    [['warning.yaml', '--fail-on', 'info'], 1],
    [['warning.yaml', '--fail-on', 'never'], 0],
    [['error.yaml'], 1],
    [['error.yaml', '--fail-on', 'never'], 0],
    [['error.yaml', 'none.yaml'], 2],
    [['warning.yaml', '--fail-on', 'warning', '--min-severity', 'error'], 0],
  ] as const)('%j gives %i', async (args, expected) => {
    expect((await lint(folder, ...args)).code).toBe(expected);
  });

  it('hides what is milder than --min-severity', async () => {
    const { rules, summary } = await lint(folder, '--min-severity', 'error');
    expect(rules).toEqual(['yaml-syntax']);
    expect(summary).toMatchObject({ errors: 1, warnings: 0 });
  });

  it.each([
    [['--format', 'xml'], "option '--format <format>' argument 'xml' is invalid"],
    [['--fail-on', 'hint'], "argument 'hint' is invalid"],
    [['--min-severity', 'loud'], "argument 'loud' is invalid"],
    [['--edition', '2020-01-01'], "argument '2020-01-01' is invalid"],
    [['--kubernetes-version', 'newest'], '--kubernetes-version: newest is no version'],
    [['--kubernetes-version', ''], 'is no version such as 1.33'],
    [['--config', 'none.yaml'], 'cannot read the project file none.yaml: no such file'],
    [['--stdin-filename', 'a.yaml'], '--stdin-filename needs - as the path'],
    [['-', 'a.yaml'], '- (standard input) cannot be combined with other paths'],
    [['--fromat', 'json'], 'Did you mean --format?'],
    [['--output', 'no/out.json'], 'cannot write no/out.json: no such file or directory'],
  ] as const)('refuses %j with a message and 2', async (args, message) => {
    const { code, stderr, stdout } = await run(['lint', ...args], { folder });
    expect(code).toBe(2);
    expect(stderr).toContain(`aks-cilium: `);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
  });
});

describe('lint: output', () => {
  const folder = folderWith({ 'a.yaml': anyAddress(), 'b.yaml': broken });

  it('is text with colours on a terminal, and fits its width', async () => {
    const { stdout } = await run(['lint', 'a.yaml'], { folder, isTerminal: true, columns: 60 });
    expect(stdout).toContain('\u001b[1ma.yaml:11:19\u001b[0m');
    const piped = await run(['lint', 'a.yaml'], { folder });
    expect(piped.stdout).not.toContain('\u001b');
    const forced = await run(['lint', 'a.yaml'], { folder, env: { FORCE_COLOR: '1' } });
    expect(forced.stdout).toContain('\u001b[');
    const never = await run(['lint', 'a.yaml'], {
      folder,
      isTerminal: true,
      env: { NO_COLOR: '1' },
    });
    expect(never.stdout).toBe(piped.stdout);
  });

  it('goes to a file, without colours, and a line says so', async () => {
    const { stdout, stderr, code } = await run(['lint', 'a.yaml', '--output', 'out.txt'], {
      folder,
      isTerminal: true,
    });
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toBe('Found 1 warning in 1 file (1 document). Report: out.txt\n');
    expect(readFileSync(join(folder, 'out.txt'), 'utf8')).toBe(
      (await run(['lint', 'a.yaml'], { folder })).stdout,
    );
  });

  it.each(['sarif', 'junit', 'github', 'json'] as const)('of %s is whole', async (format) => {
    const { stdout, code } = await run(['lint', '--format', format], { folder });
    expect(code).toBe(1);
    switch (format) {
      case 'sarif':
        expect(sarifProblems(JSON.parse(stdout))).toEqual([]);
        expect(JSON.parse(stdout).runs[0].results[0].partialFingerprints).toMatchObject({
          primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]+:1$/),
        });
        break;
      case 'junit':
        expect(readXml(stdout).attributes).toMatchObject({ tests: '2', failures: '2' });
        break;
      case 'github':
        expect(stdout.match(/^::(?:error|warning) file=[ab]\.yaml,/gm)).toHaveLength(2);
        break;
      default:
        expect(JSON.parse(stdout).findings).toHaveLength(2);
    }
  });

  it('names files from the root of the repository where code hosts want it', async () => {
    const root = folderWith({ '.git/HEAD': '', 'deploy/a.yaml': anyAddress() });
    const inside = { folder: join(root, 'deploy') };
    const github = await run(['lint', '--format', 'github'], inside);
    expect(github.stdout).toContain('file=deploy/a.yaml,');
    const sarif = JSON.parse((await run(['lint', '--format', 'sarif'], inside)).stdout);
    const [{ locations }] = sarif.runs[0].results;
    expect(locations[0].physicalLocation.artifactLocation.uri).toBe('deploy/a.yaml');
    expect(sarif.runs[0].originalUriBaseIds['%SRCROOT%'].uri).toMatch(/^file:\/\/\/.*\/$/);
  });

  it('has fingerprints that stay when lines move, in SARIF', async () => {
    const moving = folderWith({ 'a.yaml': anyAddress() });
    const fingerprints = async () => {
      const { stdout } = await run(['lint', '--format', 'sarif'], { folder: moving });
      const [{ locations, partialFingerprints }] = JSON.parse(stdout).runs[0].results;
      return [locations[0].physicalLocation.region.startLine, partialFingerprints];
    };
    const [line, before] = await fingerprints();
    addFiles(moving, { 'a.yaml': `# one\n\n# two\n${anyAddress()}` });
    expect(await fingerprints()).toEqual([line + 3, before]);
  });

  it('has the profile of the folder that was asked for', async () => {
    const root = folderWith({ 'prod/aks-cilium.yaml': quotedVersion, 'prod/a.yaml': clean });
    const { stdout } = await run(['lint', 'prod', '--format', 'json'], { folder: root });
    expect(JSON.parse(stdout).profile).toMatchObject({
      edition: { value: 'latest', source: 'default' },
      kubernetesVersion: { value: '1.33', source: 'prod/aks-cilium.yaml' },
    });
  });
});

describe('lint --fix', () => {
  it('writes what is safe, keeps the bytes around it, and tells how much', async () => {
    const text = `\ufeff# note\r\n${unquotedVersion.replaceAll('\n', '\r\n')}`;
    const folder = folderWith({ 'aks-cilium.yaml': text, 'a.yaml': anyAddress() });
    const { stdout, code } = await run(['lint', '--fix'], { folder });
    expect(readFileSync(join(folder, 'aks-cilium.yaml'), 'utf8')).toBe(
      text.replace('1.33', '"1.33"'),
    );
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(anyAddress());
    expect(stdout).toContain('1 finding fixed.');
    expect(code).toBe(0);
  });

  it('writes only what was asked for', async () => {
    const folder = folderWith({ 'aks-cilium.yaml': unquotedVersion, 'a.yaml': anyAddress() });
    const { stdout } = await run(['lint', 'a.yaml', '--fix'], { folder });
    expect(readFileSync(join(folder, 'aks-cilium.yaml'), 'utf8')).toBe(unquotedVersion);
    expect(stdout).toContain('aks-cilium.yaml:2:22 error');
    expect(stdout).toContain('0 findings fixed.');
  });

  it('does not touch files that need no fix', async () => {
    const folder = folderWith({ 'a.yaml': anyAddress() });
    mkdirSync(join(folder, 'sub'));
    const { stdout } = await run(['lint', '--fix-unsafe'], { folder });
    expect(stdout).toContain('0 findings fixed.');
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(anyAddress());
  });
});

describe('lint: project files', () => {
  it('are looked for upward, the nearest counts, up to the root of the repository', async () => {
    const off = 'rules: { ipblock-any-excludes-pods: off }\n';
    const folder = folderWith({
      'aks-cilium.yaml': off,
      'one/a.yaml': anyAddress(),
      'two/aks-cilium.yaml': 'extends: recommended\n',
      'two/a.yaml': anyAddress(),
      'three/.git/HEAD': '',
      'three/a.yaml': anyAddress(),
    });
    expect((await lint(folder)).files).toEqual(['three/a.yaml', 'two/a.yaml']);
  });

  it('that are broken are an error with a place, and the rest is linted', async () => {
    const folder = folderWith({ 'aks-cilium.yaml': 'rules: {\n', 'a.yaml': anyAddress() });
    const { rules, code } = await lint(folder);
    expect(rules).toEqual(['ipblock-any-excludes-pods', 'project-file']);
    expect(code).toBe(1);
    expect((await lint(folder, 'a.yaml')).rules).toEqual(rules);
  });

  it('that cannot be read are an error, and the rest is linted without them', async () => {
    const folder = folderWith({
      'aks-cilium.yaml': Buffer.from([0, 1]),
      'a.yaml': anyAddress(),
    });
    const { rules, code, stderr } = await lint(folder, 'a.yaml');
    expect(rules).toEqual(['ipblock-any-excludes-pods']);
    expect([code, stderr]).toEqual([
      2,
      'aks-cilium: error: cannot read the project file aks-cilium.yaml: is a binary file ' +
        '(NUL at byte offset 0); its files are linted without it\n',
    ]);
  });

  it('get a did-you-mean for unknown names', async () => {
    const folder = folderWith({
      'aks-cilium.yaml': 'ruels: {}\nrules: { ipblock-any-exclude-pods: off }\n',
    });
    const { stdout, code } = await run(['lint'], { folder });
    expect(stdout).toContain('Did you mean "ipblock-any-excludes-pods"?');
    expect(code).toBe(1);
  });

  it('may be named by --config, whatever their name and place', async () => {
    const folder = folderWith({
      'ci/strict.yml': 'rules: { ipblock-any-excludes-pods: error }\nignore: [legacy]\n',
      'aks-cilium.yaml': 'rules: { ipblock-any-excludes-pods: off }\n',
      'a.yaml': anyAddress(),
      'legacy/a.yaml': anyAddress(),
    });
    const { files, code } = await lint(folder, '--config', 'ci/strict.yml');
    expect(files).toEqual(['a.yaml']);
    expect(code).toBe(1);
  });

  it('named by --config get findings, too, and once only', async () => {
    const folder = folderWith({ 'ci.yaml': 'ruls: {}\n', 'a.yaml': clean });
    for (const args of [['a.yaml'], ['.']]) {
      const { files, rules } = await lint(folder, '--config', 'ci.yaml', ...args);
      expect([files, rules]).toEqual([['ci.yaml'], ['project-file']]);
    }
  });

  it('say less than the command line', async () => {
    const folder = folderWith({ 'aks-cilium.yaml': quotedVersion, 'a.yaml': clean });
    const args = ['--kubernetes-version', '1.30', '--edition', '2025-05-22'];
    const { stdout } = await run(['lint', '--format', 'json', ...args], { folder });
    expect(JSON.parse(stdout).profile).toMatchObject({
      kubernetesVersion: { value: '1.30', source: 'command line' },
      edition: { value: '2025-05-22', source: 'command line' },
    });
  });

  it('take the day from the command line before that of the file', async () => {
    const cluster = `resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'aks'
  properties: {
    kubernetesVersion: '1.33'
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', networkDataplane: 'cilium' }
  }
}
`;
    const folder = folderWith({ 'aks-cilium.yaml': 'today: 2026-07-31\n', 'aks.bicep': cluster });
    expect((await lint(folder)).rules).toEqual([]);
    expect((await lint(folder, '--today', '2026-08-01')).rules).toEqual([
      'kubernetes-version-support',
    ]);
    for (const day of ['2026-02-30', 'today', '']) {
      const { code, stderr } = await run(['lint', '--today', day], { folder });
      expect([code, stderr]).toEqual([
        2,
        `aks-cilium: --today: ${day} is no day such as 2026-09-01\n`,
      ]);
    }
  });

  it('do not stop a search that meets a loop of links', async () => {
    const folder = folderWith({ 'a.yaml': anyAddress() });
    symlinkSync('aks-cilium.yaml', join(folder, 'aks-cilium.yaml'));
    addFiles(folder, { 'b.yaml': clean });
    expect((await lint(folder)).files).toEqual(['a.yaml']);
  });
});

function deep(levels: number): string {
  const lines = Array.from({ length: levels }, (_, level) => `${'  '.repeat(level + 1)}a:`);
  return `spec:\n${lines.join('\n')}\n`;
}

function aliases(levels: number): string {
  const lines = Array.from({ length: levels }, (_, level) => {
    const items = Array.from({ length: 9 }, () => (level === 0 ? 'x' : `*a${level - 1}`));
    return `  - &a${level} [${items.join(', ')}]`;
  });
  return `spec:\n  egress:\n${lines.join('\n')}\n`;
}

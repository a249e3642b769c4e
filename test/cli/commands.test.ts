import { describe, expect, it } from 'vitest';
import { explanationOf, fixesOf, headerCell } from '../../server/src/cli/rule-page';
import { documentationUrl, rules } from '../../server/src/core/index';
import { folderWith } from './support/folder';
import { clean, quotedVersion } from './support/manifests';
import { run } from './support/run';

const folder = folderWith();

describe('rules', () => {
  it('are listed by category', async () => {
    const { code, stdout } = await run(['rules'], { folder });
    expect(code).toBe(0);
    for (const { name, title, category } of rules) {
      expect(stdout).toContain(`  ${name} `);
      expect(stdout).toContain(title);
      expect(stdout).toContain(`${category}\n`);
    }
    expect(stdout).toMatch(/^ {2}redundant-pod-selector-peer +hint .*\(strict only\)$/m);
  });

  it('are an array of metadata in JSON, the name first', async () => {
    const { code, stdout } = await run(['rules', '--format', 'json'], { folder });
    const list = JSON.parse(stdout) as Record<string, unknown>[];
    expect(code).toBe(0);
    expect(list.map(({ name }) => name)).toEqual(rules.map(({ name }) => name));
    for (const rule of list) {
      expect(Object.keys(rule)[0]).toBe('name');
      expect(rule).toMatchObject({
        title: expect.any(String),
        category: expect.any(String),
        severity: expect.stringMatching(/^(?:error|warning|info|hint)$/),
        recommended: expect.any(Boolean),
        since: expect.any(String),
        references: expect.any(Array),
        documentation: documentationUrl(String(rule.name)),
        messages: expect.any(Object),
      });
    }
  });
});

describe('explain', () => {
  it.each(rules.map(({ name }) => name))('%s is enough to act on', async (name) => {
    const { code, stdout } = await run(['explain', name], { folder });
    const rule = rules.find((each) => each.name === name);
    expect(code).toBe(0);
    expect(stdout).toContain(`${name}: ${rule?.title}\n`);
    expect(stdout).toContain(documentationUrl(name));
    expect(stdout).toContain(`rules: { ${name}: off }`);
    expect(stdout).toContain(`# aks-cilium-disable-next-line ${name} -- reason`);
    for (const reference of rule?.references ?? []) {
      expect(stdout).toContain(reference);
    }
    for (const option of Object.keys(rule?.defaultOptions ?? {})) {
      expect(stdout).toContain(`  ${option}: `);
    }
    const words = stdout.replace(/\s+/g, ' ');
    for (const message of Object.values(rule?.messages ?? {})) {
      const [start = ''] = message.split('{{');
      expect(words).toContain(start.trim().replace(/\s+/g, ' '));
    }
    expect(stdout).not.toContain('{{');
  });

  it('fits the terminal', async () => {
    const { stdout } = await run(['explain', 'ipblock-any-excludes-pods'], {
      folder,
      isTerminal: true,
      columns: 60,
    });
    const said = stdout.slice(stdout.indexOf('What it says'), stdout.indexOf('To turn it off'));
    expect(said.split('\n').every((line) => line.length <= 70)).toBe(true);
    expect(stdout).toContain('\u001b[1m');
  });

  it.each([
    ['ipblock-any-exclude-pods', '; did you mean "ipblock-any-excludes-pods"?'],
    ['any-excludes', '; did you mean "ipblock-any-excludes-pods"?'],
    ['qqqq', ';'],
    ['', ';'],
    ['__proto__', ';'],
    ['../../package', ';'],
  ])('%j is no rule', async (name, suggestion) => {
    const { code, stdout, stderr } = await run(['explain', name], { folder });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      `aks-cilium: there is no rule "${name}"${suggestion === ';' ? '' : suggestion}; "aks-cilium rules" lists them\n`,
    );
  });

  it('takes from the page of a rule what the program does not know by itself', () => {
    const page = `# some-rule

<!-- generated: header -->
| **Title** | |
| --- | --- |
| Fixes | Allow pods (safe)<br>Write \`x\` (unsafe) |
| Since | 0.1.0 |
<!-- /generated -->

## What it does

It looks.

## Options

None.

## When it stays silent

In templates.

## References

- [A](https://example.com)
`;
    expect(explanationOf(page)).toBe(
      '## What it does\n\nIt looks.\n\n## When it stays silent\n\nIn templates.',
    );
    expect(fixesOf(page)).toEqual(['Allow pods (safe)', 'Write `x` (unsafe)']);
    expect(fixesOf('# none\n')).toEqual([]);
    expect(headerCell(page, 'Since')).toBe('0.1.0');
    expect(headerCell(page, 'Severity')).toBeUndefined();
  });
});

describe('profile', () => {
  const project = folderWith({
    'aks-cilium.yaml': `${quotedVersion}  podCidrs: ["10.244.0.0/16"]\n`,
    'a.yaml': clean,
    'sub/b.yaml': clean,
  });

  it('tells what is known and who says it', async () => {
    const { code, stdout } = await run(['profile', 'sub/b.yaml'], { folder: project });
    expect(code).toBe(0);
    expect(stdout).toContain('Cluster profile for sub/b.yaml\n');
    expect(stdout).toMatch(/^ {2}Kubernetes +1\.33 +aks-cilium\.yaml$/m);
    expect(stdout).toMatch(/^ {2}Dataplane +cilium +default$/m);
    expect(stdout).toMatch(/^ {2}Node ranges +unknown$/m);
  });

  it('is an object from property to value and source in JSON', async () => {
    const { stdout } = await run(['profile', '--format', 'json'], { folder: project });
    const profile = JSON.parse(stdout);
    expect(profile).toMatchObject({
      edition: { value: 'latest', source: 'default' },
      dataplane: { value: 'cilium', source: 'default' },
      kubernetesVersion: { value: '1.33', source: 'aks-cilium.yaml' },
      podCidrs: { value: ['10.244.0.0/16'], source: 'aks-cilium.yaml' },
    });
    for (const entry of Object.values(profile)) {
      expect(Object.keys(entry as object).slice(0, 2)).toEqual(['value', 'source']);
    }
  });

  it('is the same as in the report of lint', async () => {
    const args = ['--kubernetes-version', '1.32', '--format', 'json'];
    const profile = await run(['profile', ...args], { folder: project });
    const lint = await run(['lint', ...args], { folder: project });
    expect(JSON.parse(lint.stdout).profile).toEqual(JSON.parse(profile.stdout));
  });

  it.each([
    [['none'], 'none: no such file or directory'],
    [['.', '--config', 'none.yaml'], 'cannot read the project file none.yaml'],
  ] as const)('of %j says what is wrong', async (args, message) => {
    const { code, stderr } = await run(['profile', ...args], { folder: project });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('the command itself', () => {
  it.each([
    [['--help'], 0],
    [['help', 'lint'], 0],
    [['lint', '--help'], 0],
    [['--version'], 0],
    [['nope'], 2],
    [['explain'], 2],
    [['rules', 'extra'], 2],
  ] as const)('%j gives %i', async (args, expected) => {
    const { code, stdout, stderr } = await run(args, { folder });
    expect(code).toBe(expected);
    expect(expected === 0 ? stderr : stdout).toBe('');
    expect(expected === 0 ? stdout : stderr).not.toBe('');
  });

  it('guesses that a path alone was to be linted', async () => {
    const { code, stderr } = await run(['a.yaml'], { folder: folderWith({ 'a.yaml': clean }) });
    expect([code, stderr]).toEqual([
      2,
      `aks-cilium: unknown command 'a.yaml'; did you mean "aks-cilium lint a.yaml"?\n`,
    ]);
  });

  it('names the nearest command', async () => {
    const { stderr } = await run(['lnt'], { folder });
    expect(stderr).toContain('Did you mean lint?');
  });
});

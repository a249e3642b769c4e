import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatedFiles } from '../scripts/generate/generated-files';
import { localizedTexts } from '../scripts/generate/localization';
import { code, escapeMarkdown, markdownBlocks, table } from '../scripts/generate/markdown';
import { withGeneratedParts } from '../scripts/generate/rule-page';
import { findRule } from '../server/src/core/index';
import { copyRepository } from './support/copy';
import { repositoryRoot } from './support/repository';

describe('generated files', () => {
  it.each(generatedFiles(repositoryRoot).map(({ path, content }) => [path, content]))(
    '%s is what "npm run generate" writes',
    (path, content) => {
      const written = readFileSync(join(repositoryRoot, path), 'utf8').replaceAll('\r\n', '\n');
      expect(written).toBe(content);
    },
  );
});

describe('npm run generate', { timeout: 60_000 }, () => {
  const copy = copyRepository(['package.nls.json', 'client/src', 'server/src', 'scripts', 'docs']);
  const settings = join(copy.folder, 'docs/settings.md');
  const manifest = join(copy.folder, 'package.json');
  const generate = (...args: string[]) => copy.run('scripts/generate.mjs', ...args);

  beforeAll(() => {
    expect(generate().status).toBe(0);
  }, 60_000);
  afterAll(copy.remove);

  it('changes nothing the second time, and takes line endings of Windows for the same', () => {
    const text = readFileSync(settings, 'utf8').replaceAll('\n', '\r\n');
    writeFileSync(settings, text);
    expect(generate()).toEqual({ output: '', status: 0 });
    expect(readFileSync(settings, 'utf8')).toBe(text);
  });

  it('names with --check each file that differs, and writes none', () => {
    const text = readFileSync(settings, 'utf8').replaceAll('\r\n', '\n');
    writeFileSync(settings, `${text}\nMore.\n`);
    rmSync(join(copy.folder, 'schemas'), { recursive: true });
    const { output, status } = generate('--check');
    expect(output).toBe(
      'schemas/aks-cilium.schema.json is not what "npm run generate" writes.\n' +
        'docs/settings.md is not what "npm run generate" writes.\n',
    );
    expect(status).toBe(1);
    expect(readFileSync(settings, 'utf8')).toBe(`${text}\nMore.\n`);
    expect(existsSync(join(copy.folder, 'schemas'))).toBe(false);
  });

  it('writes such files anew, and keeps what people wrote in the manifest', () => {
    const before = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, object>;
    const contributes = { ...before.contributes, configuration: [], languages: [] };
    writeFileSync(manifest, JSON.stringify({ ...before, keywords: ['kept'], contributes }));
    expect(generate()).toEqual({
      output: 'wrote package.json\nwrote schemas/aks-cilium.schema.json\nwrote docs/settings.md\n',
      status: 0,
    });
    const now = JSON.parse(readFileSync(manifest, 'utf8')) as typeof before;
    expect(now.keywords).toEqual(['kept']);
    expect(now.contributes).toEqual({ ...before.contributes, languages: [] });
    expect(readFileSync(settings, 'utf8')).not.toContain('More.');
    expect(existsSync(join(copy.folder, 'schemas/aks-cilium.schema.json'))).toBe(true);
  });
});

describe('the generated parts of a rule page', () => {
  const rule = findRule('policy-types-mismatch');
  const policy = (types: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [${types}]
  egress:
    - ports: [{ port: 53, protocol: UDP }]
`;
  const page = (...output: string[]) =>
    [
      '# policy-types-mismatch\n\n## Example\n\n### Bad\n',
      `\`\`\`yaml\n# file: web.yaml\n${policy('Ingress')}\`\`\``,
      ...output,
      '\nBut this one is right:\n\n```yaml\nkind: Service\napiVersion: v1\n```\n\n### Good\n',
      `\`\`\`yaml\n${policy('Egress')}\`\`\`\n`,
    ].join('\n');
  const update = (text: string) => {
    if (rule === undefined) {
      throw new Error('The rule of this test is gone.');
    }
    return withGeneratedParts(text, rule);
  };
  const output = /^ *```text\n9:3 warning policyTypes does not list Egress,.*\.\n```$/m;

  it('are put into a page without them', () => {
    const text = update(page());
    expect(text).toMatch(/^# policy-types-mismatch\n\n<!-- generated: header -->\n\| \*\*/);
    expect(text).toContain('| Severity | warning |');
    expect(text).toMatch(
      /\| Fixes \| Add Egress to policyTypes \(\w+\)<br>Remove the egress section/,
    );
    expect(text).toMatch(output);
    expect(text.match(/```text/g)).toHaveLength(1);
  });

  it('are replaced, and nothing else is', () => {
    const text = update(page());
    const old = text
      .replace(output, '```text\n1:1 error Something else.\n```')
      .replace('| Since |', '| Until |');
    expect(old).not.toBe(text);
    expect(update(old)).toBe(text);
    expect(update(text)).toBe(text);
  });

  it('are removed from examples without findings', () => {
    const text = update(page());
    const [before = '', after = ''] = text.split('apiVersion: v1\n```\n');
    const tooMuch = `${before}apiVersion: v1\n\`\`\`\n\n\`\`\`text\n1:1 hint Gone.\n\`\`\`\n${after}`;
    expect(update(tooMuch)).toBe(text);
  });

  it('leave a block of text alone that does not stand directly below', () => {
    const text = update(page());
    const own = text.replace(
      '### Good\n',
      'Output of a tool:\n\n```text\nhello\n```\n\n### Good\n',
    );
    expect(update(own)).toBe(own);
  });
});

describe('texts to be translated', () => {
  it('are collected once each, in order', () => {
    const source = `l10n.t('b'); l10n.t(\n  "a {0}",\n  x,\n); l10n.t('b'); l10n.t('it\\'s')`;
    expect(Object.keys(localizedTexts([source]))).toEqual(['a {0}', 'b', "it's"]);
  });

  it.each(['l10n.t(`a`)', "l10n.t('a' + b)", 'l10n.t(text)', "l10n.t({ message: 'a' })"])(
    'must be plain: %s',
    (source) => {
      expect(() => localizedTexts([source])).toThrow('l10n.t needs one plain text');
    },
  );
});

describe('Markdown', () => {
  it('is read by its headings and fences', () => {
    const text =
      '# A `b`\n\n```yaml title\nx: 1\n# no heading\n```\n- item\n\n  ~~~\n  in\n  ~~~\n## C';
    expect(markdownBlocks(text)).toEqual([
      { kind: 'heading', level: 1, text: 'A `b`', line: 0 },
      { kind: 'fence', language: 'yaml', text: 'x: 1\n# no heading\n', line: 2, end: 6 },
      { kind: 'fence', language: '', text: 'in\n', line: 8, end: 11 },
      { kind: 'heading', level: 2, text: 'C', line: 11 },
    ]);
  });

  it('may have fences in fences, and one that is not closed', () => {
    expect(markdownBlocks('````md\n```\n````\n```sh\na')).toEqual([
      { kind: 'fence', language: 'md', text: '```\n', line: 0, end: 3 },
      { kind: 'fence', language: 'sh', text: 'a\n', line: 3, end: 5 },
    ]);
  });

  it('is written without a chance for text to become markup', () => {
    expect(escapeMarkdown('a|b <i> *c*\n`d`')).toBe('a\\|b \\<i\\> \\*c\\* \\`d\\`');
    expect(code('a|b')).toBe('`a\\|b`');
    expect(code('a`b')).toBe('`` a`b ``');
    expect(
      table([
        ['A', 'B'],
        ['1', ''],
      ]),
    ).toBe('| A | B |\n| --- | --- |\n| 1 | |');
  });
});

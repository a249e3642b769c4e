import { describe, expect, it } from 'vitest';
import { lint, resolveConfiguration, runToEnd, Snapshot } from '../../../server/src/core/index';
import { lintText } from '../../support/lint';
import { lintWith, objectWith, placesOf, wordRule } from './support/custom';

const rules = [wordRule('b-word', { word: 'BAD' }), wordRule('a-word', { word: 'BAD' })];

describe('the documents of a file', () => {
  it.each([
    ['an empty file', '', 0],
    ['a comment', '# nothing\n', 0],
    ['markers', '---\n---\n...\n', 0],
    ['a directive', '%YAML 1.2\n---\n', 0],
    ['one', objectWith('a: b'), 1],
    ['one behind a byte order mark', `\uFEFF${objectWith('a: b')}`, 1],
    ['one behind a comment', `# c\n---\n${objectWith('a: b')}---\n# end\n`, 1],
    ['two with CRLF', `a: b\r\n---\r\nc: d\r\n---\r\n`, 2],
    ['one at the marker', '--- {a: b}\n', 1],
    ['a string at the marker', '--- |\n  # text\n', 1],
    ['one that does not parse', objectWith('a: ['), 1],
    ['some that no rule is about', 'a: b\n---\nc: d\n', 2],
  ])('are counted when they hold something: %s', (_name, text, count) => {
    expect(lintText(text).documents).toBe(count);
  });

  it('are counted in a text of blanks without end', () => {
    const blanks = `${' '.repeat(50_000)}\n`.repeat(4);
    expect(lintText(blanks + '\n \n'.repeat(100_000)).documents).toBe(0);
  });

  it('are none in an ignored file, and one in a project file', () => {
    expect(lintText(objectWith('a: b'), { ignore: ['*.yaml'] })).toEqual({
      findings: [],
      documents: 0,
      skipped: [],
      failures: [],
    });
    expect(lintText('rules: {}\n', {}, 'aks-cilium.yaml').documents).toBe(1);
  });

  it('are none in a language that nothing here reads', () => {
    const result = lintText('apiVersion: v1\nkind: A\na: [', {}, 'notes.txt');
    expect(result).toEqual({ findings: [], documents: 0, skipped: [], failures: [] });
  });

  it('that cannot be judged are named with their place and the reason', () => {
    const first = objectWith('a: b');
    const broken = `---\n${objectWith('a: [')}`;
    const { skipped } = lintWith({ text: `${first}${broken}---\n${first}`, rules });
    expect(skipped).toMatchObject([
      { range: { start: first.length, end: first.length + broken.length } },
    ]);
    expect(skipped[0]?.reason).toMatch(/\.$/);
  });
});

describe('findings', () => {
  it('come in the order of their places, then of their rules, whatever the order of the rules', () => {
    const text = `${objectWith('a: [BAD, BAD]')}---\n${objectWith('b: BAD')}`;
    const expected = ['3:a-word', '3:b-word', '3:a-word', '3:b-word', '7:a-word', '7:b-word'];
    expect(placesOf(lintWith({ text, rules }))).toEqual(expected);
    expect(placesOf(lintWith({ text, rules: [...rules].reverse() }))).toEqual(expected);
  });

  it('about a project file are as severe as configured', () => {
    const lintProject = (severity: 'off' | 'hint') =>
      lintText('nonsense: 1\n', { rules: { 'project-file': severity } }, 'aks-cilium.yaml')
        .findings;
    expect(lintProject('off')).toEqual([]);
    expect(lintProject('hint')).toMatchObject([{ rule: 'project-file', severity: 'hint' }]);
  });
});

describe('lint', () => {
  it('gives way between documents and between the objects of a list, and may be left at any time', () => {
    const item = ['  - apiVersion: v1', '    kind: Service', '    metadata: { name: a }'].join(
      '\n',
    );
    const list = `apiVersion: v1\nkind: List\nitems:\n${Array(40).fill(item).join('\n')}\n`;
    const documents = Array.from({ length: 4 }, () => objectWith('a: b'));
    const text = [...documents, list].join('---\n');
    const snapshot = new Snapshot({ uri: 'file:///work/case.yaml', version: 1, text });
    const configuration = resolveConfiguration({ path: 'case.yaml' });
    let yields = 0;
    for (const _step of lint(snapshot, configuration)) {
      yields++;
    }
    expect(yields).toBeGreaterThanOrEqual(4 + 40);
    const steps = lint(snapshot, configuration);
    steps.next();
    steps.return({ findings: [], documents: 0, skipped: [], failures: [] });
    expect(runToEnd(lint(snapshot, configuration)).documents).toBe(5);
  });
});

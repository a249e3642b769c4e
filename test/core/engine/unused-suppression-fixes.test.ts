import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Finding, fixAllEdits } from '../../../server/src/core/index';
import { lintWith, objectWith, wordRule } from './support/custom';

const bad = wordRule('bad-word', { word: 'BAD' });
const worse = wordRule('worse-word', { word: 'WORSE' });

function unusedIn(text: string): readonly Finding[] {
  return lintWith({ text, rules: [bad, worse] }).findings.filter(
    ({ rule }) => rule === 'unused-suppression',
  );
}

describe('the fix of unused-suppression', () => {
  const before = 'apiVersion: v1\nkind: ConfigMap\n';

  it.each([
    ['a line of its own', '  # aks-cilium-disable-next-line\na: b\n', 'a: b\n'],
    ['the last line', 'a: b\n# aks-cilium-disable-line', 'a: b'],
    ['behind a value', 'a: b \t # aks-cilium-disable-line -- why \nc: d\n', 'a: b\nc: d\n'],
    ['behind a comment', 'a: b # c # aks-cilium-disable-line\n', 'a: b # c\n'],
    ['the only name', 'a: b # aks-cilium-disable-line bad-word -- why\n', 'a: b\n'],
    ['all names', '# aks-cilium-disable-next-line bad-word, worse-word\na: b\n', 'a: b\n'],
    [
      'the first name',
      'a: BAD # aks-cilium-disable-line worse-word, bad-word -- why\n',
      'a: BAD # aks-cilium-disable-line bad-word -- why\n',
    ],
    [
      'the last name',
      'a: BAD # aks-cilium-disable-line bad-word , worse-word -- why\n',
      'a: BAD # aks-cilium-disable-line bad-word -- why\n',
    ],
    [
      'names around one',
      'a: BAD # aks-cilium-disable-line x, bad-word, worse-word, y\n',
      'a: BAD # aks-cilium-disable-line bad-word\n',
    ],
    [
      'an unknown name that is another',
      'a: BAD # aks-cilium-disable-line bad-wrod\n',
      'a: BAD # aks-cilium-disable-line bad-word\n',
    ],
    ['an unknown name that would not help', 'a: b # aks-cilium-disable-line bad-wrod\n', 'a: b\n'],
    [
      'a word of our own, misspelt',
      'a: BAD # aks-cilium-disable-lines\n',
      'a: BAD # aks-cilium-disable-line\n',
    ],
    [
      'a comment of a template',
      'x: {{ y }}\n{{- /* aks-cilium-disable-line */}}\na: b\n',
      'x: {{ y }}\na: b\n',
    ],
  ])('takes out %s', (_name, text, expected) => {
    for (const eol of ['\n', '\r\n']) {
      const change = (source: string) => (before + source).replaceAll('\n', eol);
      expect(fixAll(change(text))).toBe(change(expected));
      expect(fixAll(`\uFEFF${change(text)}`)).toBe(`\uFEFF${change(expected)}`);
    }
  });

  it('empties a file that holds nothing else', () => {
    expect(fixAll('\uFEFF# aks-cilium-disable-file bad-word')).toBe('\uFEFF');
    expect(fixAll('# aks-cilium-disable-file bad-word\r\n')).toBe('');
  });

  it.each([
    ['words for people', 'a: BAD # aks-cilium-disable-line bad-word as it has to be\n'],
    ['what ends a string that keeps its empty lines', 'a: |+\n  b\n# aks-cilium-disable-line\n\n'],
    ['braces that take blanks out', 'x: {{ y }}\n{{- /* aks-cilium-disable-line */ -}}\na: b\n'],
    [
      'a template comment in a string',
      'x: {{ y }}\na: |\n  b\n  {{/* aks-cilium-disable-line */}}\n  c\n',
    ],
  ])('leaves to the author %s', (_name, text) => {
    expect(fixAll(before + text)).toBe(before + text);
    const fixes = unusedIn(before + text).flatMap((finding) => finding.fixes());
    expect(fixes.map(({ safety }) => safety)).toEqual(['suggestion']);
  });

  it('offers to take out a misspelt name besides replacing it', () => {
    const text = objectWith('a: BAD # aks-cilium-disable-line bad-wrod');
    const fixes = unusedIn(text).flatMap((finding) => finding.fixes());
    expect(fixes.map(({ title, safety, preferred }) => [title, safety, preferred])).toEqual([
      ['Replace with "bad-word"', 'safe', true],
      ['Remove the comment', 'suggestion', undefined],
    ]);
  });
});

/** Applies the safe fixes of these comments until there are none. */
function fixAll(text: string): string {
  let current = text;
  for (let round = 0; round < 5; round++) {
    const edits = fixAllEdits(unusedIn(current), 'safe');
    if (edits.length === 0) {
      return current;
    }
    current = applyEdits(current, edits);
  }
  throw new Error('The fixes do not come to an end.');
}

describe('comments that do nothing, all taken out together', () => {
  const comment = fc.constantFrom(
    '# aks-cilium-disable-line',
    '# aks-cilium-disable-next-line bad-word -- why',
    '# aks-cilium-disable-file worse-word, bad-word',
    '# aks-cilium-disable-line no-such-rule',
  );
  const lines = [
    'x:',
    '  - y: z # what',
    '    b: |',
    '      text',
    '',
    '  - "c d"',
    'e: {f: g,',
    '  h: i}',
  ];
  // Where a line may be followed by another, and what it says by a comment.
  const own = fc.subarray([0, 1, 2, 5, 6, 7, 8]);
  const behind = fc.subarray([0, 2, 5, 6, 7]);

  it('leave the text that there was', () => {
    fc.assert(
      fc.property(own, behind, fc.array(comment, { minLength: 1 }), fc.boolean(), (...chosen) => {
        const [above, beside, comments, isCrlf] = chosen;
        const pick = (index: number) => comments[index % comments.length];
        const written = [...lines, ''].flatMap((line, index) => [
          ...(above.includes(index) ? [`${' '.repeat(index % 3)}${pick(index)}`] : []),
          beside.includes(index) ? `${line} ${pick(index + 3)}` : line,
        ]);
        const end = (text: string) => (isCrlf ? text.replaceAll('\n', '\r\n') : text);
        const text = end(objectWith(...written));
        expect(fixAll(text)).toBe(end(objectWith(...lines, '')));
      }),
    );
  });
});

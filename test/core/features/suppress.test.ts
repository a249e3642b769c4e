import { describe, expect, it } from 'vitest';
import { applyEdits, type Fix, Snapshot, suppressionFixes } from '../../../server/src/core/index';
import { type Case, lintWith, objectWith, placesOf, wordRule } from '../engine/support/custom';

const rules = [wordRule('bad-word', { word: 'BAD' }), wordRule('worse-word', { word: 'WORSE' })];

/** The fixes for the first finding of a text. */
function fixesIn(text: string, more: Partial<Case> = {}): readonly Fix[] {
  const { findings, snapshot } = lintWith({ text, rules, ...more });
  const [first] = findings;
  return first === undefined ? [] : suppressionFixes(snapshot, first);
}

/** The text after one of the two fixes, which must have done what it says. */
function disable(scope: 'line' | 'file', text: string): string {
  const before = lintWith({ text, rules });
  const fix = fixesIn(text)[scope === 'line' ? 0 : 1];
  expect(fix?.disabledReason).toBeUndefined();
  const fixed = applyEdits(text, fix?.edits ?? []);
  const after = lintWith({ text: fixed, rules });
  expect(placesOf(after).filter((place) => place.includes('unused'))).toEqual([]);
  expect(after.findings.length).toBeLessThan(before.findings.length);
  return fixed;
}

function reasonsIn(text: string, more: Partial<Case> = {}): readonly (string | undefined)[] {
  return fixesIn(text, more).map(({ disabledReason }) => disabledReason);
}

describe('the fixes', () => {
  it('are two choices with the titles that people know', () => {
    const fixes = fixesIn(objectWith('a: BAD'));
    expect(fixes.map(({ title, safety }) => [title, safety])).toEqual([
      ['Disable bad-word for this line', 'suggestion'],
      ['Disable bad-word for this file', 'suggestion'],
    ]);
  });
});

describe('Disable RULE for this line', () => {
  const comment = '# aks-cilium-disable-next-line bad-word';

  it.each([
    ['a value', ['a:', '  b: BAD'], ['a:', `  ${comment}`, '  b: BAD']],
    ['an item', ['a:', '- b', '- BAD'], ['a:', '- b', `${comment}`, '- BAD']],
    [
      'a map in an item',
      ['a:', '  - b: c', '    d: BAD'],
      ['a:', '  - b: c', `    ${comment}`, '    d: BAD'],
    ],
    ['a flow map on one line', ['a: { b: c, d: BAD }'], [comment, 'a: { b: c, d: BAD }']],
    [
      'a flow map over lines',
      ['a: {', '  b: [c,', '  BAD] }'],
      ['a: {', '  b: [c,', `  ${comment}`, '  BAD] }'],
    ],
    [
      'a block string',
      ['a:', '  b: |', '    one', '    BAD'],
      ['a:', `  ${comment}`, '  b: |', '    one', '    BAD'],
    ],
    ['a folded string in an item', ['- >-', '', '  BAD'].map((line) => ` ${line}`), undefined],
    ['a quoted string over lines', ['a: "one', '  BAD"'], [comment, 'a: "one', '  BAD"']],
    [
      'a plain string over lines',
      ['a:', '  one', '  BAD'],
      ['a:', `  ${comment}`, '  one', '  BAD'],
    ],
    [
      'the line below a block string',
      ['a: |', '  text', 'b: BAD'],
      ['a: |', '  text', comment, 'b: BAD'],
    ],
    ['a key', ['BAD: a'], [comment, 'BAD: a']],
    ['a value on the next line', ['a:', '', '    BAD'], ['a:', '', `    ${comment}`, '    BAD']],
    ['a value with an anchor', ['a: &x', '  b: BAD'], ['a: &x', `  ${comment}`, '  b: BAD']],
    ['a line with a comment', ['# why', 'a: BAD # what'], ['# why', comment, 'a: BAD # what']],
  ])('writes a comment above %s', (_name, lines, expected) => {
    const text = expected === undefined ? objectWith('x:', ...lines) : objectWith(...lines);
    const wanted = objectWith(...(expected ?? ['x:', ` ${comment}`, ...lines]));
    expect(disable('line', text)).toBe(wanted);
    const crlf = (source: string) => source.replaceAll('\n', '\r\n');
    expect(disable('line', crlf(text))).toBe(crlf(wanted));
    expect(disable('line', `\uFEFF${text}`)).toBe(`\uFEFF${wanted}`);
    expect(disable('line', text.trimEnd())).toBe(wanted.trimEnd());
  });

  it.each([
    [
      '\uFEFF{apiVersion: v1, kind: A, a: BAD}',
      `\uFEFF${comment}\n{apiVersion: v1, kind: A, a: BAD}`,
    ],
    [
      '--- {apiVersion: v1, kind: A, a: BAD}\n',
      `${comment}\n--- {apiVersion: v1, kind: A, a: BAD}\n`,
    ],
    [
      'a: b\r\n--- {apiVersion: v1, kind: A, a: BAD}',
      `a: b\r\n${comment}\r\n--- {apiVersion: v1, kind: A, a: BAD}`,
    ],
    [
      '%YAML 1.2\n--- {apiVersion: v1, kind: A, a: BAD}',
      `%YAML 1.2\n${comment}\n--- {apiVersion: v1, kind: A, a: BAD}`,
    ],
    [
      'a: |\n  b\n--- {apiVersion: v1, kind: A, a: BAD}',
      `a: |\n  b\n${comment}\n--- {apiVersion: v1, kind: A, a: BAD}`,
    ],
  ])('writes a comment above a document on one line: %j', (text, expected) => {
    expect(disable('line', text)).toBe(expected);
  });

  it.each([
    ['a: BAD # aks-cilium-disable-line other-rule -- why', ', bad-word -- why', ' -- why'],
    ['a: BAD # what # aks-cilium-disable-line other-rule', ', bad-word', ''],
    [
      '# aks-cilium-disable-next-line other-rule -- why\n\n# and\na: BAD',
      ', bad-word -- why',
      ' -- why',
    ],
    ['a: ["x\n  BAD"] # aks-cilium-disable-line other-rule', ', bad-word', ''],
    ['x: {{ y }}\na: BAD {{/* aks-cilium-disable-line other-rule */}}', ', bad-word */}}', ' */}}'],
  ])('adds the name to a comment that is there: %j', (lines, end, oldEnd) => {
    const other = wordRule('other-rule', { word: 'b' });
    const text = objectWith(lines);
    const { findings, snapshot } = lintWith({ text, rules: [...rules, other] });
    const finding = findings.find(({ rule }) => rule === 'bad-word');
    const [fix] = finding === undefined ? [] : suppressionFixes(snapshot, finding);
    const fixed = applyEdits(text, fix?.edits ?? []);
    expect(fixed).toBe(text.replace(`other-rule${oldEnd}`, `other-rule${end}`));
    expect(lintWith({ text: fixed, rules }).findings.map(({ rule }) => rule)).not.toContain(
      'bad-word',
    );
  });

  it('takes one rule after the other', () => {
    const once = disable('line', objectWith('a: [BAD, WORSE]'));
    expect(disable('line', once)).toBe(
      objectWith('# aks-cilium-disable-next-line bad-word, worse-word', 'a: [BAD, WORSE]'),
    );
  });

  it.each([
    [
      '{{- if .x -}}\n',
      'a: BAD\n',
      '{{- end }}\n',
      '{{- /* aks-cilium-disable-next-line bad-word */ -}}',
    ],
    [
      'x: {{ y }}\n',
      '{{- if .x }}a: BAD{{ end }}\n',
      '',
      '{{- /* aks-cilium-disable-next-line bad-word */ -}}',
    ],
    ['{{- if .x }}\n', 'a: BAD\n', '{{- end }}\n', '# aks-cilium-disable-next-line bad-word'],
    ['x: |\n  {{ y }}\n', 'a: BAD\n', '', '# aks-cilium-disable-next-line bad-word'],
  ])('leaves what a template renders as it is: %j', (before, line, after, written) => {
    const head = 'apiVersion: v1\nkind: A\n';
    expect(disable('line', head + before + line + after)).toBe(
      `${head}${before}${written}\n${line}${after}`,
    );
  });

  it.each([
    ['{% if x -%}\nkind: BAD\napiVersion: v1\n{% endif %}\n', /template renders/],
    ['--- |\ntext\n--- {apiVersion: v1, kind: A, a: BAD}\n', /no place/],
    [objectWith('a: {{ list', '  "BAD" }}', 'b: c'), /no place/],
  ])('says why it cannot in %j', (text, reason) => {
    expect(reasonsIn(text)[0] ?? 'It can.').toMatch(reason);
  });
});

describe('Disable RULE for this file', () => {
  const comment = '# aks-cilium-disable-file bad-word';
  const object = objectWith('a: BAD', 'b: BAD');

  it.each([
    ['', object],
    ['', object.replaceAll('\n', '\r\n')],
    ['\uFEFF', object],
    ['', `#!/usr/bin/env kubectl apply -f\n# Licence\n---\n${object}`],
    ['', `%YAML 1.2\n---\n${object}`],
    ['', `\n\n${object}---\n${object}`],
    ['', '{apiVersion: v1, kind: A, a: BAD}'],
  ])('writes a comment on the first line, %jbefore %j', (mark, text) => {
    const eol = text.includes('\r') ? '\r\n' : '\n';
    expect(disable('file', mark + text)).toBe(`${mark}${comment}${eol}${text}`);
  });

  it('adds the name to a comment that is there, wherever it is', () => {
    const text = `${objectWith('a: BAD', 'b: WORSE')}# aks-cilium-disable-file worse-word -- old\n`;
    expect(disable('file', text)).toBe(text.replace('worse-word', 'worse-word, bad-word'));
  });

  it('leaves comments about a line alone', () => {
    const text = objectWith('# aks-cilium-disable-next-line worse-word', 'a: [BAD, WORSE]');
    expect(disable('file', text)).toBe(`${comment}\n${text}`);
  });

  it('leaves what a template renders as it is', () => {
    const text = '{{- if .x -}}\napiVersion: v1\nkind: BAD\n{{- end }}\n';
    expect(disable('file', text)).toBe(`{{- /* aks-cilium-disable-file bad-word */ -}}\n${text}`);
  });

  it('works on comments that suppress nothing, and on text that does not parse', () => {
    const useless = objectWith('a: b # aks-cilium-disable-line');
    expect(disable('file', useless)).toBe(
      `# aks-cilium-disable-file unused-suppression\n${useless}`,
    );
    expect(disable('file', objectWith('a: ['))).toMatch(/^# aks-cilium-disable-file yaml-syntax\n/);
    expect(reasonsIn(useless)[0]).toBe('unused-suppression can be disabled only for a whole file.');
    expect(reasonsIn(objectWith('a: ['))[0]).toMatch(
      /^yaml-syntax can be disabled only for a whole file/,
    );
  });
});

describe('where no comment helps, both fixes say why', () => {
  it('in JSON', () => {
    const text = '{"apiVersion": "v1", "kind": "A", "a": "BAD"}';
    const reason =
      'This kind of file has no comments: disable the rule under "overrides" in aks-cilium.yaml.';
    expect(reasonsIn(text, { name: 'case.json' })).toEqual([reason, reason]);
  });

  it('in a project file', () => {
    const reason = 'Mistakes in the project file must be corrected; no comment can disable them.';
    expect(reasonsIn('nonsense: 1\n', { name: 'aks-cilium.yaml' })).toEqual([reason, reason]);
  });
});

describe('what is written', () => {
  it('comes from no file', () => {
    const text = objectWith('a: BAD', '# -- x\r\n# */ }} y');
    const snapshot = new Snapshot({ uri: 'file:///work/case.yaml', version: 1, text });
    const [finding] = lintWith({ text, rules }).findings;
    const edits = finding ? suppressionFixes(snapshot, finding).flatMap((fix) => fix.edits) : [];
    expect(edits.map(({ newText }) => newText)).toEqual([
      '# aks-cilium-disable-next-line bad-word\n',
      '# aks-cilium-disable-file bad-word\n',
    ]);
  });
});

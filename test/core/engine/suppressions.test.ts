import { describe, expect, it } from 'vitest';
import { type Case, lintWith, objectWith, placesOf, wordRule } from './support/custom';

const bad = wordRule('bad-word', { word: 'BAD' });
const worse = wordRule('worse-word', { word: 'WORSE' });
const rules = [bad, worse];

/** Findings of the two rules, as `line:rule`. */
function findingsIn(text: string, more: Partial<Case> = {}): readonly string[] {
  return placesOf(lintWith({ text, rules, ...more })).filter((place) => /-word$/.test(place));
}

describe('aks-cilium-disable-line', () => {
  it('suppresses the rules it names on its own line only', () => {
    const text = objectWith(
      'a: [BAD, WORSE] # aks-cilium-disable-line bad-word',
      'b: [BAD, WORSE]',
      'c: [BAD, WORSE] # aks-cilium-disable-line bad-word, worse-word',
    );
    expect(findingsIn(text)).toEqual(['3:worse-word', '4:bad-word', '4:worse-word']);
  });

  it('suppresses every rule when it names none', () => {
    const text = objectWith('a: [BAD, WORSE] # aks-cilium-disable-line', 'b: BAD');
    expect(findingsIn(text)).toEqual(['4:bad-word']);
  });

  it('may stand behind another comment of the line', () => {
    const text = objectWith(
      'a: BAD # everything # aks-cilium-disable-line bad-word -- wanted',
      'b: BAD # write aks-cilium-disable-line bad-word',
      'c: BAD # everything # aks-cilium-disable-file bad-word',
      '# write # aks-cilium-disable-line bad-word',
    );
    expect(findingsIn(text)).toEqual(['4:bad-word', '5:bad-word']);
  });
});

describe('aks-cilium-disable-next-line', () => {
  it('suppresses on the next line, over blank lines and comments', () => {
    const text = objectWith(
      '# aks-cilium-disable-next-line bad-word',
      '',
      '   # a remark',
      'a: BAD',
      'b: BAD',
    );
    expect(findingsIn(text)).toEqual(['7:bad-word']);
  });

  it('works when several are stacked above one line', () => {
    const text = objectWith(
      '# aks-cilium-disable-next-line bad-word -- one reason',
      '# aks-cilium-disable-next-line worse-word -- another',
      'a: [BAD, WORSE]',
    );
    expect(findingsIn(text)).toEqual([]);
  });

  it('may stand behind what a line says', () => {
    const text = objectWith('a: BAD # aks-cilium-disable-next-line bad-word', 'b: BAD');
    expect(findingsIn(text)).toEqual(['3:bad-word']);
  });

  it('is not stopped by a document marker', () => {
    const text = `# aks-cilium-disable-next-line bad-word\n---\n${objectWith('a: BAD')}`;
    const flow = '{apiVersion: v1, kind: A, a: BAD}\n';
    const atMarker = `${objectWith('a: b')}# aks-cilium-disable-next-line bad-word\n--- ${flow}`;
    const behindEmpty = `# aks-cilium-disable-next-line bad-word\n---\n# nothing\n---\n${flow}`;
    expect(findingsIn(text)).toEqual(['5:bad-word']);
    expect(findingsIn(atMarker)).toEqual([]);
    expect(findingsIn(behindEmpty)).toEqual([]);
  });

  it('suppresses nothing at the end of the file', () => {
    const text = `${objectWith('a: BAD')}# aks-cilium-disable-next-line`;
    expect(findingsIn(text)).toEqual(['3:bad-word']);
  });
});

describe('aks-cilium-disable-file', () => {
  it.each([
    ['named', ' bad-word', ['4:worse-word', '9:worse-word']],
    ['without names', '', []],
  ])('suppresses in all documents of the file, %s', (_name, names, left) => {
    const object = objectWith('a: BAD', 'b: WORSE').replace('WORSE', 'WORSE');
    const text = `${object}---\n${object}# aks-cilium-disable-file${names}\n`;
    expect(findingsIn(text)).toEqual(left);
  });

  it('stays in its file', () => {
    const text = objectWith('a: BAD');
    expect(findingsIn(`# aks-cilium-disable-file\n${text}`)).toEqual([]);
    expect(findingsIn(text, { name: 'other.yaml' })).toEqual(['3:bad-word']);
  });
});

describe('the text of a comment', () => {
  it.each([
    '# aks-cilium-disable-line bad-word,worse-word',
    '#aks-cilium-disable-line bad-word , worse-word,',
    '## aks-cilium-disable-line bad-word worse-word',
    '#\taks-cilium-disable-line: bad-word, worse-word -- because',
    '# aks-cilium-disable-line -- bad-word',
    '# aks-cilium-disable-line worse-word, bad-word -- not -- twice, or # so',
  ])('is read with some patience: %s', (comment) => {
    expect(findingsIn(objectWith(`a: [BAD, WORSE] ${comment}`))).toEqual([]);
  });

  it.each([
    '# aks-cilium-disable-line bad-words',
    '# aks-cilium-disable-line --bad-word',
    '# aks-cilium-disable-lines bad-word',
    '# aks-cilium-disable bad-word',
    '# please aks-cilium-disable-line bad-word',
    '# AKS-CILIUM-DISABLE-LINE bad-word',
    '#',
  ])('suppresses nothing when it says something else: %s', (comment) => {
    expect(findingsIn(objectWith(`a: BAD ${comment}`))).toEqual(['3:bad-word']);
  });

  it('ends the names at the first word that is no rule', () => {
    const text = objectWith('a: [BAD, WORSE] # aks-cilium-disable-line bad-word as worse-word is');
    expect(findingsIn(text)).toEqual(['3:worse-word']);
  });

  it('may name what is a word of JavaScript', () => {
    const text = objectWith('a: BAD # aks-cilium-disable-line __proto__, constructor, toString');
    expect(findingsIn(text)).toEqual(['3:bad-word']);
  });
});

describe('what YAML does not take as a comment', () => {
  it.each([
    ['a quoted string', ['a: "BAD # aks-cilium-disable-line"']],
    ['a single-quoted string', ["a: 'BAD # aks-cilium-disable-line'"]],
    ['a plain string', ['a: BAD#aks-cilium-disable-line']],
    ['a key', ['"# aks-cilium-disable-file": BAD']],
    ['a block string', ['a: |', '  # aks-cilium-disable-file', 'b: BAD']],
    ['a folded string', ['a: >-', '  # aks-cilium-disable-next-line', 'b: BAD']],
    ['a string over lines', ['a: "x', '  # aks-cilium-disable-file', '  y"', 'b: BAD']],
    ['a plain string over lines', ['a: x', '  y#aks-cilium-disable-next-line', 'b: BAD']],
    ['a string with escapes', ['a: "x\\" # aks-cilium-disable-file"', 'b: BAD']],
    ['a tag', ['a: !#aks-cilium-disable-line BAD']],
  ])('is none: %s', (_name, lines) => {
    expect(findingsIn(objectWith(...lines))).toHaveLength(1);
  });

  it('is one behind and between all of these', () => {
    const text = objectWith(
      'a: "BAD # no" # aks-cilium-disable-line',
      'b: | # aks-cilium-disable-next-line',
      '  BAD',
      'c: { d: BAD, # aks-cilium-disable-line',
      '  # aks-cilium-disable-next-line',
      '  e: BAD }',
      'f:',
      '- BAD\t# aks-cilium-disable-line',
    );
    expect(findingsIn(text)).toEqual([]);
  });
});

describe('the line of a finding', () => {
  it('is the one where its range starts', () => {
    const spanning = wordRule('bad-word', { word: 'BAD,\n  BAD' });
    const text = (first: string, second: string) =>
      objectWith(`a: [BAD,${first}`, `  BAD]${second}`);
    const lint = (source: string) => findingsIn(source, { rules: [spanning] });
    expect(lint(text('', ''))).toEqual(['3:bad-word']);
    expect(lint(text('', ' # aks-cilium-disable-line'))).toEqual(['3:bad-word']);
    expect(lint(`# aks-cilium-disable-file\n${text('', '')}`)).toEqual([]);
    expect(lint(objectWith('# aks-cilium-disable-next-line', 'a: [BAD,', '  BAD]'))).toEqual([]);
  });

  it.each([
    ['a block string', ['a: |', '  one', '  BAD']],
    ['a folded string', ['a: >', '', '  BAD']],
    ['a quoted string', ['a: "one', '  BAD"']],
    ['a plain string', ['a: one', '  BAD']],
    ['a string and its neighbour', ['a: ["one', '  two", BAD]']],
    ['two strings', ['a: ["one', '  two", "three', '  BAD"]']],
  ])('is the first line of %s, which no comment can interrupt', (_name, lines) => {
    const above = '# aks-cilium-disable-next-line bad-word';
    expect(findingsIn(objectWith(...lines))).toHaveLength(1);
    expect(findingsIn(objectWith(above, ...lines))).toEqual([]);
    expect(findingsIn(objectWith(above, 'b: c', ...lines))).toHaveLength(1);
  });

  it('is reached by a comment behind such a string, too', () => {
    const header = objectWith('a: | # aks-cilium-disable-line', '  one', '  BAD', 'b: BAD');
    const behind = objectWith('a: ["one', '  BAD"] # aks-cilium-disable-line', 'b: BAD');
    expect(findingsIn(header)).toEqual(['6:bad-word']);
    expect(findingsIn(behind)).toEqual(['5:bad-word']);
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['no line end at the end', (text: string) => text.trimEnd()],
    ['characters of two units', (text: string) => `# 😀😀\n${text.replace('x', '😀')}`],
  ])('is found with %s', (_name, change) => {
    const text = objectWith(
      'b: x # aks-cilium-disable-next-line bad-word',
      'c: BAD',
      '# aks-cilium-disable-next-line bad-word',
      'd: BAD',
      'e: BAD # aks-cilium-disable-line bad-word',
    );
    expect(findingsIn(change(text))).toEqual([]);
    expect(findingsIn(change(text.replaceAll('disable', 'disabled')))).toHaveLength(3);
  });
});

describe('templates', () => {
  const template = (...lines: readonly string[]) => objectWith('x: {{ .Values.x }}', ...lines);

  it.each([
    '# aks-cilium-disable-next-line bad-word',
    '{{/* aks-cilium-disable-next-line bad-word */}}',
    '{{- /* aks-cilium-disable-next-line bad-word -- why */ -}}',
    '{{- /*\n  aks-cilium-disable-next-line bad-word\n  -- why\n*/}}',
    '{% set y = 1 %}\n{# aks-cilium-disable-next-line bad-word #}',
    '{% set y = 1 %}\n{#- aks-cilium-disable-next-line bad-word -- why -#}',
    '<%# aks-cilium-disable-next-line bad-word -%>',
  ])('know the comment %s', (comment) => {
    expect(findingsIn(template(comment, 'a: BAD', 'b: BAD'))).toHaveLength(1);
    expect(findingsIn(template(comment, '{{- if .Values.y }}', 'a: BAD', '{{- end }}'))).toEqual(
      [],
    );
  });

  it('know comments at the end of a line', () => {
    const text = template(
      'a: BAD {{/* aks-cilium-disable-line bad-word */}}',
      'b: "{{ .Values.b }} BAD" # aks-cilium-disable-line bad-word',
      'c: BAD # {{ .Values.c }} # aks-cilium-disable-line bad-word',
      'd: BAD # {{/* aks-cilium-disable-line bad-word */}}',
    );
    expect(findingsIn(text)).toEqual(['7:bad-word']);
  });

  it('end the search for the next line where they print lines', () => {
    const text = template(
      '# aks-cilium-disable-next-line bad-word',
      '{{ include "x" . }}',
      'a: BAD',
    );
    expect(findingsIn(text)).toEqual(['6:bad-word']);
  });

  it('do not have comments in what is none', () => {
    const text = template(
      'a: BAD {{ "/* aks-cilium-disable-line */" }}',
      'b: BAD {{/* aks-cilium-disable-line',
    );
    expect(findingsIn(text.replace(/b: .*\n/, ''))).toEqual(['4:bad-word']);
    expect(findingsIn(objectWith('a: BAD {/* aks-cilium-disable-line */}'))).toHaveLength(1);
  });
});

describe('files without comments', () => {
  it('suppress nothing', () => {
    const json = '{"apiVersion": "v1", "kind": "A", "a": "BAD"} # aks-cilium-disable-line\n';
    expect(findingsIn(json, { name: 'case.json' })).toEqual(['1:bad-word']);
    expect(findingsIn(json)).toEqual([]);
  });

  it('are also project files', () => {
    const text = '# aks-cilium-disable-file\nrule: {} # aks-cilium-disable-line\n';
    const { findings } = lintWith({ text, rules, name: 'aks-cilium.yaml' });
    expect(findings.map(({ rule }) => rule)).toEqual(['project-file']);
  });
});

describe('the rule yaml-syntax', () => {
  const broken = objectWith('a: [', 'b: c');

  it.each([
    ['', 1],
    ['# aks-cilium-disable-next-line yaml-syntax\n', 1],
    ['# aks-cilium-disable-file bad-word\n', 1],
    ['# aks-cilium-disable-file yaml-syntax\n', 0],
    ['# aks-cilium-disable-file\n', 0],
  ])('can be disabled for a whole file: %j', (comment, count) => {
    const { findings, skipped } = lintWith({ text: comment + broken, rules });
    expect(findings.filter(({ rule }) => rule === 'yaml-syntax')).toHaveLength(count);
    expect(skipped).toHaveLength(1);
  });

  it('leaves the comments of the other documents their effect', () => {
    const text = `${broken}---\n${objectWith('a: BAD # aks-cilium-disable-line', 'b: BAD')}`;
    expect(findingsIn(text)).toEqual(['9:bad-word']);
  });
});

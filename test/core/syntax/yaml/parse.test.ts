import { describe, expect, it } from 'vitest';
import { splitDocuments } from '../../../../server/src/core/syntax/yaml/split';
import type { YamlMap, YamlNode, YamlSequence } from '../../../../server/src/core/syntax/yaml/tree';
import { corpusFiles } from '../../../support/corpus';
import { show, yamlDocument } from '../../../support/yaml';

const parse = (text: string) => yamlDocument(text).root;
const map = (text: string) => parse(text) as YamlMap;
const valueAt = (entries: YamlMap['entries'], index: number) =>
  (entries[index] as YamlMap['entries'][number]).value as YamlMap;
const problems = (text: string) => yamlDocument(text).problems.map(({ message }) => message);

describe('the tree', () => {
  it.each([
    ['a: 1\nb: [x, {c: d}]\n', '{a: 1, b: ["x", {c: "d"}]}'],
    ['a:\n- 1\n-\n- - 2\n', '{a: [1, null, [2]]}'],
    ['{a: , b}', '{a: null, b: null}'],
    ['---\n{\n  a: "b", # c\n}\n', '{a: "b"}'],
    ['{"a":{"b":[1,true,null,"\\ud83d\\ude00"]}}', '{a: {b: [1, true, null, "😀"]}}'],
    ['\uFEFFa: 1\r\nb:\r\n  - c\r\n', '{a: 1, b: ["c"]}'],
    ['a: |\n  x\n  y\n', '{a: "x\\ny\\n"}'],
    ['a: >-\r\n  x\r\n  y\r\n', '{a: "x y"}'],
    ['? [a, b]\n: c\n', '{?: "c", +}'],
    ['1: a\ntrue: b\n"": c\n', '{1: "a", true: "b", : "c"}'],
    ['', 'nothing'],
    ['# only a comment\n', 'nothing'],
    ['--- # x\n', 'null'],
    ['just text', '"just text"'],
  ])('%j', (text, expected) => {
    expect(problems(text)).toEqual([]);
    expect(show(parse(text))).toBe(expected);
  });

  it('has its places in the text', () => {
    const text = 'a: 😀\nbc:\n  - "x y" # c\n  - {d: e}\n';
    const { entries } = map(text);
    const [first, second] = entries;
    const list = second?.value as YamlSequence;
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    expect(slice(first?.value.range ?? { start: 0, end: 0 })).toBe('😀');
    expect(slice(second?.keyRange ?? { start: 0, end: 0 })).toBe('bc');
    expect(list.itemRanges.map(slice)).toEqual(['"x y"', '{d: e}']);
    expect(entries.map(({ end }) => end)).toEqual([5, text.length]);
  });

  it('keeps keys that mean something to JavaScript', () => {
    const { entries } = map(
      '__proto__: {polluted: true}\nconstructor: 1\nhasOwnProperty: 2\ntoString: 3\n',
    );
    expect(entries.map(({ name }) => name)).toEqual([
      '__proto__',
      'constructor',
      'hasOwnProperty',
      'toString',
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('marks keys that stand there twice, and the last counts', () => {
    const { entries } = map('a: 1\nb: 2\na: 3\n"a": 4\n');
    expect(entries.map(({ duplicate }) => duplicate)).toEqual([false, false, true, true]);
    expect(problems('a: 1\na: 2\n')).toEqual([]);
  });

  it('is found in every document of real files, each node within the one that holds it', () => {
    for (const { text } of corpusFiles(/\.ya?ml$/).filter(({ text }) => text.length < 300_000)) {
      for (const { start, end } of splitDocuments(text)) {
        const document = yamlDocument(text.slice(start, end));
        expectInside(document.root, 0, document.text.length);
      }
    }
  });
});

function expectInside(node: YamlNode | undefined, start: number, end: number): void {
  if (node === undefined || node.shared) {
    return;
  }
  if (!(start <= node.range.start && node.range.start <= node.range.end && node.range.end <= end)) {
    expect.fail(`${node.kind} ${node.range.start}-${node.range.end} is not in ${start}-${end}`);
  }
  if (node.kind === 'map') {
    for (const { keyRange, value, merged } of node.entries) {
      if (!merged) {
        expectInside(value, keyRange.end, node.range.end);
      }
    }
  } else if (node.kind === 'sequence') {
    for (const item of node.items) {
      expectInside(item, node.range.start, node.range.end);
    }
  }
}

describe('anchors and aliases', () => {
  it.each([
    ['a: &x 1\nb: *x\n', '{a: 1, b: 1}'],
    ['a: &x {c: 1}\nb: [*x, *x]\n', '{a: {c: 1}, b: [{c: 1}, {c: 1}]}'],
    ['a: &x 1\nb: *x\nc: &x 2\nd: *x\n', '{a: 1, b: 1, c: 2, d: 2}'],
    ['&k a: 1\nb: *k\n', '{a: 1, b: "a"}'],
    ['a: &x\nb: *x\n', '{a: null, b: null}'],
    ['*x : 1\n', '{?: 1, +}'],
  ])('%j', (text, expected) => {
    expect(show(parse(text))).toBe(expected);
  });

  it('marks what an edit would change in several places', () => {
    const { entries } = map('a: &x {c: 1}\nb: *x\nd: &y {c: 1}\n');
    expect(entries.map(({ value }) => value.shared)).toEqual([true, true, false]);
    expect(valueAt(entries, 0).entries[0]?.value.shared).toBe(true);
  });

  it('ends at the alias, not where the value is written', () => {
    expect(map('a: &x 1\nb: *x\n').entries.map(({ end }) => end)).toEqual([7, 13]);
  });

  it.each([
    ['a: *x\n', 'There is no anchor "&x" before this alias.'],
    ['a: *x\nb: &x 1\n', 'There is no anchor "&x" before this alias.'],
    ['- *.yaml\n', 'There is no anchor "&.yaml" before this alias.'],
    ['a: &x [*x]\n', 'The alias "*x" is inside the value that it refers to.'],
    ['a: &x {b: {<<: *x}}\n', 'The alias "*x" is inside the value that it refers to.'],
  ])('%j is refused', (text, expected) => {
    expect(problems(text)).toEqual([`YAML syntax: ${expected}`]);
  });
});

describe('merge keys', () => {
  it.each([
    ['one source', 'x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\n', '{x: {a: 1, b: 2}, y: {a: 1, b: 3}}'],
    [
      'own keys behind it',
      'x: &x {a: 1}\ny:\n  b: 2\n  <<: *x\n  a: 3\n',
      '{x: {a: 1}, y: {b: 2, a: 3}}',
    ],
    [
      'several sources, the first wins',
      'x: &x {a: 1}\nz: &z {a: 2, b: 3}\ny: {<<: [*x, *z]}\n',
      '{x: {a: 1}, z: {a: 2, b: 3}, y: {a: 1, b: 3}}',
    ],
    ['a map in place', 'y: {<<: {a: 1}}\n', '{y: {a: 1}}'],
    [
      'a source that merges itself',
      'x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nz: {<<: *y}\n',
      '{x: {a: 1}, y: {a: 1, b: 2}, z: {a: 1, b: 2}}',
    ],
    ['something that is no map', 'y: {<<: 1, a: 2}\n', '{y: {a: 2, +}}'],
    ['a quoted key is no merge key', 'y: {"<<": {a: 1}}\n', '{y: {<<: {a: 1}}}'],
    [
      'the last of a key that stands there twice',
      'x: &x {a: 1, a: 2}\ny: {<<: *x}\n',
      '{x: {a: 1, a: 2}, y: {a: 2}}',
    ],
  ])('%s', (_name, text, expected) => {
    expect(show(parse(text))).toBe(expected);
  });

  it('marks what came in through them', () => {
    const { entries } = map('x: &x {a: 1}\ny: {<<: *x, b: 3}\n');
    const merged = valueAt(entries, 1).entries.map((entry) => [entry.name, entry.merged]);
    expect(merged).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });
});

describe('text that does not parse', () => {
  it.each([
    [
      'a: [1\n',
      'YAML syntax: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
    ['a: "x\n', 'The quoted text that starts here is not closed.'],
    ['\ta: 1\n', 'YAML must be indented with spaces, not tabs.'],
    ['a: b: c\n', 'YAML syntax: Nested mappings are not allowed in compact mappings.'],
    ['a:\n  b: 1\n c: 2\n', 'YAML syntax: All mapping items must start at the same column.'],
  ])('%j', (text, expected) => {
    expect(problems(text)[0]).toBe(expected);
    expect(yamlDocument(text).unread).toBeUndefined();
  });

  it('has its place within the text, also where the text ends', () => {
    for (const text of [
      '{',
      '[',
      '"',
      'a: [',
      '- {a',
      '&',
      '*',
      '!',
      '|x',
      '%x',
      'a:\n\t- b',
      '\0',
      '\uD800: [',
    ]) {
      for (const { range } of yamlDocument(text).problems) {
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThanOrEqual(text.length);
      }
    }
  });

  it('tabs between and behind tokens are no mistake, nor as indentation of JSON', () => {
    expect(problems('a:\t1\t\nb: [\t2 ]\t# c\n')).toEqual([]);
    expect(problems('{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n')).toEqual([]);
  });
});

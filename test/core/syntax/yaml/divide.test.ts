import { describe, expect, it } from 'vitest';
import { breakInnerList } from '../../../../server/src/core/syntax/yaml/break-list';
import { divideItem } from '../../../../server/src/core/syntax/yaml/divide';
import { YamlDocument } from '../../../../server/src/core/syntax/yaml/document';
import { entryOf, type YamlSequence } from '../../../../server/src/core/syntax/yaml/tree';
import { applyEdits } from '../../../../server/src/core/text/range';

function listOf(text: string): YamlSequence {
  const { root } = new YamlDocument(text);
  const list = root?.kind === 'map' ? entryOf(root, 'list')?.value : undefined;
  if (list?.kind !== 'sequence') {
    throw new Error('The text has no list.');
  }
  return list;
}

/** Divides the item into one with `a` and one with `b`, each with everything else. */
function divided(text: string, index = 0): string | undefined {
  const list = listOf(text);
  const item = list.items[index];
  const entries = item?.kind === 'map' ? item.entries : [];
  const parts = ['b', 'a'].map((left) => entries.filter(({ name }) => name !== left));
  const edits = divideItem(text, list, index, parts);
  return edits.length === 0 ? undefined : applyEdits(text, edits);
}

describe('dividing an item of a list', () => {
  const cases: readonly [string, string, string][] = [
    ['a block', 'list:\n  - a: 1\n    b: 2\n', 'list:\n  - a: 1\n  - b: 2\n'],
    ['no indentation', 'list:\n- a: 1\n  b: 2\nz: 3\n', 'list:\n- a: 1\n- b: 2\nz: 3\n'],
    [
      'a copy of the rest, where it stood',
      'list:\n  - c: [1]\n    a: 1\n    d:\n      - x # y\n    b: 2\n',
      'list:\n  - c: [1]\n    a: 1\n    d:\n      - x # y\n  - c: [1]\n    d:\n      - x # y\n    b: 2\n',
    ],
    [
      'comments',
      'list:\n  # item\n  - a: 1 # one\n    # two\n    b: 2\n  # next\n  - a: 3\n',
      'list:\n  # item\n  - a: 1 # one\n  # two\n  - b: 2\n  # next\n  - a: 3\n',
    ],
    [
      'a wide dash',
      'list:\n  -   a: 1\n      b:\n        c: 2\n',
      'list:\n  -   a: 1\n  -   b:\n        c: 2\n',
    ],
    ['other line ends', 'list:\r\n  - a: 1\r\n    b: 2\r\n', 'list:\r\n  - a: 1\r\n  - b: 2\r\n'],
    ['the end of the text', 'list:\n  - a: 1\n    b: 2', 'list:\n  - a: 1\n  - b: 2'],
    ['brackets', 'list: [{a: 1, b: 2}, 3]\n', 'list: [{a: 1}, {b: 2}, 3]\n'],
    ['brackets in a block', 'list:\n  - { a: 1, b: 2 }\n', 'list:\n  - { a: 1 }\n  - { b: 2 }\n'],
    [
      'JSON',
      '{"list": [\n  {\n    "a": 1,\n    "b": 2\n  }\n]}\n',
      '{"list": [\n  {\n    "a": 1\n  },\n  {\n    "b": 2\n  }\n]}\n',
    ],
    [
      'a block scalar at the end',
      'list:\n  - a: 1\n    b: |\n      x\n\n      y\nz: 3\n',
      'list:\n  - a: 1\n  - b: |\n      x\n\n      y\nz: 3\n',
    ],
  ];

  it.each(cases)('keeps %s', (_name, text, expected) => {
    expect(divided(text)).toBe(expected);
  });

  it.each([
    ['a comment behind the dash', 'list:\n  - # x\n    a: 1\n    b: 2\n'],
    ['an anchor', 'list:\n  - &x\n    a: 1\n    b: 2\n'],
    ['an alias', 'x: &x {a: 1, b: 2}\nlist:\n  - *x\n'],
    ['a merge key', 'x: &x {a: 1}\nlist:\n  - <<: *x\n    b: 2\n'],
    ['a comment between brackets', 'list:\n  - {a: 1, # x\n     b: 2}\n'],
    ['no map', 'list:\n  - 1\n'],
  ])('leaves %s alone', (_name, text) => {
    expect(divided(text)).toBeUndefined();
  });
});

/** Breaks the list in `c` of the first item after every two. */
function broken(text: string): string | undefined {
  const list = listOf(text);
  const item = list.items[0];
  const entry = item?.kind === 'map' ? entryOf(item, 'c') : undefined;
  const edits = entry === undefined ? [] : breakInnerList(text, list, 0, entry, 2);
  return edits.length === 0 ? undefined : applyEdits(text, edits);
}

describe('breaking a list in an item of a list', () => {
  const cases: readonly [string, string, string][] = [
    [
      'a block, with what stands before and behind',
      'list:\n  - a: 1\n    c:\n      - 1\n      - 2\n      # three\n      - 3\n    d: 4\nz: 5\n',
      'list:\n  - a: 1\n    c:\n      - 1\n      - 2\n    d: 4\n  - a: 1\n    c:\n      # three\n      - 3\n    d: 4\nz: 5\n',
    ],
    [
      'several times',
      'list:\n- c:\n  - 1\n  - 2\n  - 3\n  - 4\n  - 5\n',
      'list:\n- c:\n  - 1\n  - 2\n- c:\n  - 3\n  - 4\n- c:\n  - 5\n',
    ],
    [
      'brackets in a block',
      'list:\n  - c: [1, 2, 3]\n    d: 4\n',
      'list:\n  - c: [1, 2]\n    d: 4\n  - c: [3]\n    d: 4\n',
    ],
    [
      'brackets',
      'list: [{a: 1, c: [1, 2, 3], d: 4}]\n',
      'list: [{a: 1, c: [1, 2], d: 4}, {a: 1, c: [3], d: 4}]\n',
    ],
  ];

  it.each(cases)('keeps %s', (_name, text, expected) => {
    expect(broken(text)).toBe(expected);
  });

  it.each([
    ['a short list', 'list:\n  - c: [1, 2]\n'],
    ['an alias', 'x: &x [1, 2, 3]\nlist:\n  - c: *x\n'],
    ['brackets around a block', 'list: [\n  {c: [1, 2, # x\n  3]}]\n'],
  ])('leaves %s alone', (_name, text) => {
    expect(broken(text)).toBeUndefined();
  });
});

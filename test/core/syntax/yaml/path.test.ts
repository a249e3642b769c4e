import { describe, expect, it } from 'vitest';
import { pathAt } from '../../../../server/src/core/syntax/yaml/path';
import { yamlDocument } from '../../../support/yaml';

/** The word at the `|` of a text, as `path: word`. */
function at(marked: string): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { root } = yamlDocument(text);
  const found = root && pathAt(root, offset);
  return found && `${found.path.join('.')}: ${text.slice(found.range.start, found.range.end)}`;
}

describe('the word at an offset', () => {
  it.each([
    ['a|b:\n  - c: d\n', 'ab: ab'],
    ['ab:\n  - c|: d\n', 'ab.c: c'],
    ['ab:\n  - c: d|\n', 'ab.c: d'],
    ['ab:\n  - - |c\n', 'ab: c'],
    ['{ab: {|c: d}}', 'ab.c: c'],
    ['"a|b": 1\n', 'ab: "ab"'],
    ['a:\r\n  b: |c\r\n', 'a.b: c'],
    ['a: &x {b: 1}\nc: *|x\n', undefined],
    ['a: &x {b: 1}\nc: {<<: *x, d: |2}\n', 'c.d: 2'],
    ['a: 1 # co|mment\n', undefined],
    ['a:\n |  b: 1\n', undefined],
    ['a: {{ |x }}\n', undefined],
    ['{{ x }}: |1\n', undefined],
  ])('%j', (marked, expected) => {
    expect(at(marked)).toBe(expected);
  });
});

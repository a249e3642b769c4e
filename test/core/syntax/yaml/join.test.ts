import { describe, expect, it } from 'vitest';
import { YamlDocument } from '../../../../server/src/core/syntax/yaml/document';
import { joinWithNext } from '../../../../server/src/core/syntax/yaml/join';
import { applyEdits } from '../../../../server/src/core/text/range';

/** The text with the first two items of its list as one; undefined when they are left alone. */
function joined(text: string): string | undefined {
  const { root } = new YamlDocument(text);
  const edits = root?.kind === 'sequence' ? joinWithNext(text, root, 0) : undefined;
  return edits && applyEdits(text, edits);
}

describe('two items of a list become one', () => {
  it.each([
    ['in blocks', '- a: 1\n- b: 2\n- c: 3\n', '- a: 1\n  b: 2\n- c: 3\n'],
    ['with more blanks behind the dash', '-   a: 1\n-   b: 2\n', '-   a: 1\n    b: 2\n'],
    [
      'with comments',
      '- a: 1 # one\n# two\n- b: 2 # three\n',
      '- a: 1 # one\n# two\n  b: 2 # three\n',
    ],
    ['with CRLF', '- a: 1\r\n- b: 2\r\n', '- a: 1\r\n  b: 2\r\n'],
    ['in brackets', '[{a: 1}, {b: 2}, {c: 3}]', '[{a: 1, b: 2}, {c: 3}]'],
    ['in padded brackets', '[{ a: 1 }, { b: [2, 3] }]', '[{ a: 1, b: [2, 3] }]'],
    ['on lines of their own', '[{\n  a: 1,\n}, {\n  b: 2,\n}]\n', '[{\n  a: 1,\n  b: 2,\n}]\n'],
    [
      'on lines of their own with CRLF',
      '[{\r\n  a: 1\r\n}, {\r\n  b: 2\r\n}]\r\n',
      '[{\r\n  a: 1,\r\n  b: 2\r\n}]\r\n',
    ],
    ['as flow maps of a block list', '- {a: 1}\n- {b: 2}\n', '- {a: 1, b: 2}\n'],
  ])('%s', (_name, text, expected) => {
    expect(joined(text)).toBe(expected);
  });

  it.each([
    ['of different styles', '- a: 1\n- {b: 2}\n'],
    ['of different depths', '- a: 1\n-   b: 2\n'],
    ['with a comment between brackets', '[{a: 1}, # one\n {b: 2}]'],
    ['of which one is empty', '- a: 1\n- {}\n'],
    ['of which one is no map', '- a: 1\n- b\n'],
    ['of which there is one', '- a: 1\n'],
    ['with an anchor', '- a: 1\n- &b\n  b: 2\n'],
  ])('but not those %s', (_name, text) => {
    expect(joined(text)).toBeUndefined();
  });
});

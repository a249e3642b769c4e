import { describe, expect, it } from 'vitest';

import { codeSpan, markdownTable } from '../../client/src/infrastructure/markdown';

describe('code spans', () => {
  it.each([
    ['1.33', '`1.33`'],
    ['a`b', '``a`b``'],
    ['``', '``` `` ```'],
    ['`x', '`` `x ``'],
    [' x', '`  x `'],
    ['a\n\n# b', '`a # b`'],
    ['a|b', '`a\\|b`'],
    ['[click](command:evil)', '`[click](command:evil)`'],
    ['<img src=x>', '`<img src=x>`'],
    ['', ''],
    [' \n ', ''],
  ])('%j is %j', (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  it('never let the text end the span', () => {
    for (const text of ['`', '` `', '```js\n```', 'a`` b`c', '`'.repeat(50)]) {
      const span = codeSpan(text);
      const [fence = ''] = /^`+/.exec(span) ?? [];
      const inside = span.slice(fence.length, -fence.length);
      expect(span.endsWith(fence)).toBe(true);
      expect((inside.match(/`+/g) ?? []).every((run) => run.length < fence.length)).toBe(true);
    }
  });
});

describe('tables', () => {
  it('are aligned', () => {
    expect(
      markdownTable(
        ['Property', 'Value'],
        [
          ['Name', '`shop`'],
          ['IPAM', '`overlay`'],
        ],
      ),
    ).toBe(
      [
        '| Property | Value     |',
        '| -------- | --------- |',
        '| Name     | `shop`    |',
        '| IPAM     | `overlay` |',
      ].join('\n'),
    );
  });

  it('fill what a row lacks', () => {
    expect(markdownTable(['A', 'B'], [['1']])).toBe('| A | B |\n| - | - |\n| 1 |   |');
  });

  it('may have no rows', () => {
    expect(markdownTable(['A'], [])).toBe('| A |\n| - |');
  });
});

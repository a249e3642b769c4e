import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followedBy, type TextChange } from '../../../server/src/core/text/change';
import { LineIndex } from '../../../server/src/core/text/line-index';
import { columnAt, lineEndOf, lineStartOf } from '../../../server/src/core/text/lines';
import { applyEdits } from '../../../server/src/core/text/range';

describe('positions of a text', () => {
  const text = 'a\nbc\r\n\r\nd😀e\rf';
  const lines = new LineIndex(text);

  it.each([
    [0, 0, 0],
    [1, 0, 1],
    [2, 1, 0],
    [4, 1, 2],
    [5, 1, 3],
    [6, 2, 0],
    [8, 3, 0],
    [11, 3, 3],
    [13, 4, 0],
    [14, 4, 1],
  ])('offset %i is line %i, character %i', (offset, line, character) => {
    expect(lines.positionAt(offset)).toEqual({ line, character });
    expect(lines.offsetAt({ line, character })).toBe(offset);
  });

  it('end at the text, and at the line', () => {
    expect(lines.lineCount).toBe(5);
    expect(lines.positionAt(-1)).toEqual({ line: 0, character: 0 });
    expect(lines.positionAt(99)).toEqual({ line: 4, character: 1 });
    expect(lines.offsetAt({ line: 0, character: 99 })).toBe(2);
    expect(lines.offsetAt({ line: 99, character: 0 })).toBe(text.length);
    expect(lines.lineStart(99)).toBe(text.length);
  });

  it('there and back is the same offset, whatever the text', () => {
    const texts = fc
      .array(fc.constantFrom('a', '\n', '\r', '\r\n', '😀', '\uFEFF'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(texts, fc.nat(40), (value, at) => {
        const index = new LineIndex(value);
        const offset = Math.min(at, value.length);
        expect(index.offsetAt(index.positionAt(offset))).toBe(offset);
      }),
    );
  });
});

describe('positions after changes', () => {
  const bits = fc
    .array(fc.constantFrom('a', '\n', '\r', '\r\n', 'bc'), { maxLength: 8 })
    .map((all) => all.join(''));
  const edits = fc.array(fc.record({ at: fc.nat(20), length: fc.nat(6), newText: bits }), {
    minLength: 1,
    maxLength: 4,
  });

  it('are those of the new text, change by change and for several at once', () => {
    fc.assert(
      fc.property(bits, edits, (first, all) => {
        const original = new LineIndex(first);
        let text = first;
        let lines = original;
        let sum: TextChange | undefined;
        for (const { at, length, newText } of all) {
          const start = Math.min(at, text.length);
          const end = Math.min(start + length, text.length);
          const change = { start, end, newEnd: start + newText.length };
          text = applyEdits(text, [{ range: { start, end }, newText }]);
          lines = lines.after(change, text);
          sum = sum === undefined ? change : followedBy(sum, change);
          const starts = (index: LineIndex) =>
            Array.from({ length: index.lineCount }, (_, line) => index.lineStart(line));
          const expected = starts(new LineIndex(text));
          expect(starts(lines)).toEqual(expected);
          expect(starts(original.after(sum, text))).toEqual(expected);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the line of an offset', () => {
  const text = '\uFEFFab\r\n  cd\nef';

  it('begins behind a byte order mark', () => {
    expect(lineStartOf(text, 0)).toBe(0);
    expect(lineStartOf(text, 2)).toBe(1);
    expect(columnAt(text, 2)).toBe(1);
  });

  it('begins behind the line end before it', () => {
    expect(lineStartOf(text, 7)).toBe(5);
    expect(columnAt(text, 7)).toBe(2);
    expect(lineStartOf(text, text.length)).toBe(10);
  });

  it('ends before its line end', () => {
    expect(lineEndOf(text, 1)).toBe(3);
    expect(lineEndOf(text, 6)).toBe(9);
    expect(lineEndOf(text, 11)).toBe(text.length);
    expect(lineEndOf(text, 3)).toBe(3);
  });
});

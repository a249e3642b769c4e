import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  overlaps,
  shiftEdits,
  shiftRange,
  touches,
} from '../../../server/src/core/text/range';

describe('edits', () => {
  it('are applied whatever their order', () => {
    const edits = [
      { range: { start: 4, end: 5 }, newText: 'E' },
      { range: { start: 0, end: 0 }, newText: '<' },
      { range: { start: 1, end: 3 }, newText: '' },
    ];
    expect(applyEdits('abcde', edits)).toBe('<adE');
    expect(applyEdits('abcde', [])).toBe('abcde');
  });

  it('at one place keep their order', () => {
    const at = { start: 1, end: 1 };
    expect(
      applyEdits('ab', [
        { range: at, newText: '1' },
        { range: at, newText: '2' },
      ]),
    ).toBe('a12b');
  });

  it('may put something in where another takes something out', () => {
    const out = { range: { start: 1, end: 3 }, newText: '' };
    const put = { range: { start: 1, end: 1 }, newText: 'x' };
    expect(applyEdits('abcd', [out, put])).toBe('axd');
    expect(applyEdits('abcd', [put, out])).toBe('axd');
  });

  it('that overlap an earlier one are left out', () => {
    const edits = [
      { range: { start: 0, end: 3 }, newText: 'x' },
      { range: { start: 2, end: 4 }, newText: 'y' },
    ];
    expect(applyEdits('abcde', edits)).toBe('xde');
  });

  it('move with their document', () => {
    expect(shiftEdits([{ range: { start: 1, end: 2 }, newText: 'x' }], 10)).toEqual([
      { range: { start: 11, end: 12 }, newText: 'x' },
    ]);
  });
});

describe('ranges', () => {
  it('move', () => {
    const range = { start: 1, end: 2 };
    expect(shiftRange(range, 0)).toBe(range);
    expect(shiftRange(range, 3)).toEqual({ start: 4, end: 5 });
  });

  it('touch their ends', () => {
    expect([0, 1, 3, 4].map((offset) => touches({ start: 1, end: 3 }, offset))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('overlap when they meet', () => {
    const range = { start: 2, end: 4 };
    expect(overlaps(range, { start: 4, end: 4 })).toBe(true);
    expect(overlaps(range, { start: 0, end: 2 })).toBe(true);
    expect(overlaps(range, { start: 5, end: 6 })).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../../server/src/cli/formatters/code-frame';
import { styleFor } from '../../../server/src/cli/terminal';

const options = { style: styleFor(false), paint: (text: string) => text, width: 60 };

function frame(text: string, from: number, to: number, width = 60): string[] {
  const range = { start: { line: 7, column: from }, end: { line: 7, column: to } };
  return codeFrame([{ number: 7, text }], range, { ...options, width });
}

describe('codeFrame', () => {
  it('marks the range', () => {
    expect(frame('  cidr: 10.0.0.0/8', 9, 19)).toEqual([
      '7 |   cidr: 10.0.0.0/8',
      '  |         ^^^^^^^^^^',
    ]);
  });

  it('marks the character at an empty range, also behind the end of the line', () => {
    expect(frame('spec:', 1, 1)).toEqual(['7 | spec:', '  | ^']);
    expect(frame('spec:', 6, 6)).toEqual(['7 | spec:', '  |      ^']);
    expect(frame('', 1, 1)).toEqual(['7 |', '  | ^']);
  });

  it('keeps the columns where characters are wide, joined or tabs', () => {
    expect(frame('名: 10.0.0.0/8', 4, 14)).toEqual(['7 | 名: 10.0.0.0/8', '  |     ^^^^^^^^^^']);
    expect(frame('e\u0301: x', 5, 6)).toEqual(['7 | e\u0301: x', '  |    ^']);
    expect(frame('\tcidr: x', 8, 9)).toEqual(['7 |     cidr: x', '  |           ^']);
    expect(frame('🔥: x', 5, 6)).toEqual(['7 | 🔥: x', '  |     ^']);
  });

  it('marks every line of a range, without the indentation of the further ones', () => {
    const range = { start: { line: 9, column: 5 }, end: { line: 12, column: 8 } };
    const source = [
      { number: 9, text: '    from:' },
      { number: 10, text: '      - a' },
      { number: 12, text: '      b   ' },
    ];
    expect(codeFrame(source, range, options)).toEqual([
      ' 9 |     from:',
      '   |     ^^^^^',
      '10 |       - a',
      '   |       ^^^',
      '.. |',
      '12 |       b',
      '   |       ^',
    ]);
  });

  it('cuts long lines around the marked place', () => {
    const text = `${'a'.repeat(500)}TARGET${'b'.repeat(500)}`;
    const [line = '', carets = ''] = frame(text, 501, 507, 40);
    expect(line.length).toBeLessThanOrEqual(40 + '7 | '.length);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('TARGET');
    expect(line.startsWith('7 | …a')).toBe(true);
    expect(line.endsWith('b…')).toBe(true);
  });

  it('shows as much as fits at either end of a long line', () => {
    const text = `${'a'.repeat(500)}END`;
    const [line = '', carets = ''] = frame(text, 501, 504, 40);
    expect(line.endsWith('aEND')).toBe(true);
    expect(carets.trimEnd().endsWith('^^^')).toBe(true);
    const [first = ''] = frame(text, 1, 2, 40);
    expect(first.startsWith('7 | aaa')).toBe(true);
  });

  it('is quick on a line of megabytes', () => {
    const text = 'x'.repeat(5_000_000);
    const range = { start: { line: 1, column: 2_500_000 }, end: { line: 1, column: 4_999_999 } };
    const lines = Array.from({ length: 500 }, () =>
      codeFrame([{ number: 1, text }], range, options),
    );
    expect(lines.every(([line = '']) => line.length <= 64)).toBe(true);
  });

  it('escapes what would steer the terminal and keeps the marks below it', () => {
    expect(frame('a\u001b[0mTARGET', 6, 12)).toEqual(['7 | a\\x1b[0mTARGET', '  |         ^^^^^^']);
  });
});

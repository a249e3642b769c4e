/** What is special about terminals: colours, widths of characters, and text that must not control them. */

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly green: (text: string) => string;
}

const codes = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, cyan: 36, green: 32 } as const;

export function styleFor(colour: boolean): Style {
  const paint = (code: number) => (text: string) =>
    colour && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text;
  return {
    bold: paint(codes.bold),
    dim: paint(codes.dim),
    red: paint(codes.red),
    yellow: paint(codes.yellow),
    blue: paint(codes.blue),
    cyan: paint(codes.cyan),
    green: paint(codes.green),
  };
}

interface OutputStream {
  readonly isTTY?: boolean;
}

/** FORCE_COLOR wins over NO_COLOR (https://no-color.org), as in Node itself; else only a terminal has colour. */
export function wantsColour(
  stream: OutputStream,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) {
    return forced !== '0' && forced.toLowerCase() !== 'false';
  }
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') {
    return false;
  }
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/**
 * Control characters, the marks that reorder text (they hide what a line says), separators that some
 * terminals break lines at, and halves of surrogate pairs.
 */
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udfff]/gu;

/** The text with everything that could steer a terminal, or mislead its reader, written as an escape. */
export function neutralise(text: string): string {
  return text.replace(unsafe, (character) => {
    switch (character) {
      case '\n':
        return '\\n';
      case '\r':
        return '\\r';
      case '\t':
        return '\\t';
      default: {
        const code = character.charCodeAt(0);
        const digits = code.toString(16);
        return code < 0x100 ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`;
      }
    }
  });
}

const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const emoji = /^\p{Emoji_Presentation}$/u;
/** East Asian Wide and Fullwidth of Unicode's UAX 11, joined to coarse blocks. */
const wideBlocks: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

/** Columns that one character takes on a terminal. */
export function characterWidth(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) {
    return 1;
  }
  if (zeroWidth.test(character)) {
    return 0;
  }
  const isWide = wideBlocks.some(([from, to]) => code >= from && code <= to);
  return isWide || emoji.test(character) ? 2 : 1;
}

export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    width += characterWidth(character);
  }
  return width;
}

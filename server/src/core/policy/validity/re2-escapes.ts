/** A piece of a regular expression that was read: where it ends, or what is wrong with it. */
export type Piece =
  | { readonly end: number; readonly codePoint: number }
  | { readonly problem: string };

/** The escapes for classes of characters; Go's `regexp` has no others of Perl's. */
export const perlClass = /\\[dDsSwW]/y;

/** The categories that have one letter. */
const shortCategories = 'CLMNPSZ';

/** Reads one character that stands for itself, or an escape of one, from the offset on. */
export function readCharacter(text: string, at: number): Piece {
  if (text.charAt(at) === '\\') {
    return readEscape(text, at);
  }
  const codePoint = text.codePointAt(at) ?? 0;
  return { end: at + String.fromCodePoint(codePoint).length, codePoint };
}

const controls: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);
const octal = /\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/y;
const hexadecimal = /\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/y;
const highestCodePoint = 0x10ffff;
const firstBeyondAscii = 0x80;

function readEscape(text: string, at: number): Piece {
  const escaped = text.codePointAt(at + 1);
  if (escaped === undefined) {
    return { problem: 'it ends with a backslash' };
  }
  const letter = String.fromCodePoint(escaped);
  const digits = matchAt(octal, text, at);
  if (digits !== null) {
    return { end: at + digits[0].length, codePoint: Number.parseInt(digits[1] ?? '', 8) };
  }
  const hex = matchAt(hexadecimal, text, at);
  const code = hex === null ? Number.NaN : Number.parseInt(hex[1] ?? hex[2] ?? '', 16);
  if (hex !== null && code <= highestCodePoint) {
    return { end: at + hex[0].length, codePoint: code };
  }
  const control = controls.get(letter);
  if (control !== undefined) {
    return { end: at + 2, codePoint: control };
  }
  return escaped < firstBeyondAscii && !/[a-zA-Z\d]/.test(letter)
    ? { end: at + 2, codePoint: escaped }
    : { problem: `"\\${letter}" is not a valid escape` };
}

/**
 * Reads a class by a property of Unicode such as `\pL` or `\p{Greek}`; undefined when there is none. Which names there
 * are depends on the version of Go, so that any name will do.
 */
export function readUnicodeClass(
  text: string,
  at: number,
): { readonly end: number } | { readonly problem: string } | undefined {
  if (!/^\\[pP]/.test(text.slice(at, at + 2))) {
    return undefined;
  }
  const next = text.charAt(at + 2);
  if (next !== '{') {
    return next !== '' && shortCategories.includes(next)
      ? { end: at + 3 }
      : { problem: `"${text.slice(at, at + 3)}" is not a known class` };
  }
  const end = text.indexOf('}', at);
  return end === -1 || end === at + 3
    ? { problem: `"${text.slice(at, at + 4)}" is not a known class` }
    : { end: end + 1 };
}

/** Matches a sticky pattern at the offset. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

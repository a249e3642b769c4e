/** What a piece of a string between its quotes and interpolations stands for: escapes of single-line strings replaced. */
export function replaceEscapes(piece: string): string {
  return piece.includes('\\')
    ? piece.replace(
        /\\(?:u\{([0-9a-fA-F]{1,6})\}|([\s\S]))/g,
        (whole, code?: string, simple?: string) =>
          code === undefined ? (simpleEscapes[simple ?? ''] ?? whole) : codePoint(code, whole),
      )
    : piece;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  $: '$',
  "'": "'",
  '\\': '\\',
};

function codePoint(hexadecimal: string, otherwise: string): string {
  const code = Number.parseInt(hexadecimal, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}

/** A multi-line string leaves out a line end directly behind its opening quotes. */
export function withoutFirstLineEnd(piece: string): string {
  return piece.replace(/^(?:\r\n|\n|\r)/, '');
}

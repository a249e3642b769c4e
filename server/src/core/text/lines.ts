/** Offset of the first character of the line that holds the offset; a byte order mark is no character of a line. */
export function lineStartOf(text: string, offset: number): number {
  // Searched from -1, `lastIndexOf` looks at the first character.
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.charCodeAt(0) === 0xfeff ? Math.min(1, offset) : start;
}

/** How many characters stand before the offset on its line. */
export function columnAt(text: string, offset: number): number {
  return offset - lineStartOf(text, offset);
}

/** Offset of the line's end, before its LF or CRLF. */
export function lineEndOf(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline === -1 ? text.length : newline;
  return end > offset && text.charAt(end - 1) === '\r' ? end - 1 : end;
}

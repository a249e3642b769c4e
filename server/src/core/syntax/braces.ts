import { lineStartOf } from '../text/lines';

/** How a language with braces writes the parts of a property. */
export interface BraceWriter<Literal> {
  key(name: string): string;
  value(literal: Literal): string;
}

/** `name: value` on lines of its own; several names make objects in objects. `indent` is that of its first line. */
export function nestedText<Literal>(
  names: readonly string[],
  literal: Literal,
  indent: string,
  text: string,
  writer: BraceWriter<Literal>,
): string {
  const [name = '', ...rest] = names;
  if (rest.length === 0) {
    return `${writer.key(name)}: ${writer.value(literal)}`;
  }
  const eol = lineEndingOf(text);
  const inner = indent + indentUnitOf(text);
  const body = nestedText(rest, literal, inner, text, writer);
  return `${writer.key(name)}: {${eol}${inner}${body}${eol}${indent}}`;
}

/** The same on one line. */
export function oneLineText<Literal>(
  names: readonly string[],
  literal: Literal,
  writer: BraceWriter<Literal>,
): string {
  const [name = '', ...rest] = names;
  return rest.length === 0
    ? `${writer.key(name)}: ${writer.value(literal)}`
    : `${writer.key(name)}: { ${oneLineText(rest, literal, writer)} }`;
}

/** Where a comma stands between two offsets, comments left out. */
export function commaBehind(text: string, start: number, end: number): number | undefined {
  const between = text
    .slice(start, end)
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
  const comma = between.indexOf(',');
  return comma === -1 ? undefined : start + comma;
}

/** The blanks at the start of the line that holds the offset. */
export function indentOf(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartOf(text, offset), offset))?.[0] ?? '';
}

/** By how much the file indents what stands in braces. */
export function indentUnitOf(text: string): string {
  return /\{[ \t]*\r?\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}

/** How the lines of the file end. */
export function lineEndingOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

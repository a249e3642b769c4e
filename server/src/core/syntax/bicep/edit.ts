import { lineEndOf, lineStartOf } from '../../text/lines';
import type { Range, TextEdit } from '../../text/range';
import {
  type BraceWriter,
  commaBehind,
  indentOf,
  indentUnitOf,
  lineEndingOf,
  nestedText,
  oneLineText,
} from '../braces';
import type { BicepFile, ObjectNode, PropertyNode } from './tree';

/** A value that can be written in place of another. */
export type BicepLiteral = string | number | boolean;

/** A literal as Bicep writes it; one line, whatever the text holds. */
export function literalText(value: BicepLiteral): string {
  if (typeof value !== 'string') {
    return String(value);
  }
  const escaped = value
    .replace(/[\\']/g, '\\$&')
    .replace(/\$(?=\{)/g, '\\$')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    // Other ends of lines would end the string.
    .replace(/[\u0085\u2028\u2029]/g, (end) => `\\u{${end.charCodeAt(0).toString(16)}}`);
  return `'${escaped}'`;
}

/** A name as it stands before the colon of a property. */
function keyText(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : literalText(name);
}

const writer: BraceWriter<BicepLiteral> = { key: keyText, value: literalText };

/** Writes a value over what stands in the range. */
export function replaceValue(range: Range, value: BicepLiteral): TextEdit {
  return { range, newText: literalText(value) };
}

/** Gives a property another name. */
export function renameMember({ key }: PropertyNode, name: string): TextEdit {
  return { range: { start: key.start, end: key.end }, newText: keyText(name) };
}

/**
 * Adds a property at the end of an object, in the manner of the others: on a line of its own, or behind a comma when the
 * object is written in one line. Several names make objects in objects. Comments stay where they are.
 */
export function insertMember(
  { tokens: { text } }: BicepFile,
  object: ObjectNode,
  names: readonly string[],
  value: BicepLiteral,
): TextEdit {
  const closing = object.end - 1;
  const eol = lineEndingOf(text);
  const last = object.members.at(-1);
  const closingLine = lineStartOf(text, closing);
  const base = indentOf(text, object.start);
  if (text.slice(closingLine, closing).trim() === '' && closingLine > object.start) {
    const indent = isFirstOnLine(text, last)
      ? indentOf(text, last.start)
      : base + indentUnitOf(text);
    const newText = indent + nestedText(names, value, indent, text, writer) + eol;
    return { range: { start: closingLine, end: closingLine }, newText };
  }
  if (last !== undefined) {
    const hasComma = commaBehind(text, last.end, closing) !== undefined;
    const at = hasComma ? trimmedEnd(text, closing) : last.end;
    const newText = `${hasComma ? '' : ','} ${oneLineText(names, value, writer)}`;
    return { range: { start: at, end: at }, newText };
  }
  const start = trimmedEnd(text, closing);
  const range = { start, end: closing };
  if (text.slice(object.end, lineEndOf(text, object.end)).trim() !== '') {
    return { range, newText: ` ${oneLineText(names, value, writer)} ` };
  }
  const indent = base + indentUnitOf(text);
  const written = nestedText(names, value, indent, text, writer);
  return { range, newText: `${eol}${indent}${written}${eol}${base}` };
}

/** Takes a property out of an object, with its line and the comment behind it when it has one for itself. */
export function removeMember(
  { tokens: { text } }: BicepFile,
  object: ObjectNode,
  member: PropertyNode,
): TextEdit {
  const lineStart = lineStartOf(text, member.start);
  const lineEnd = lineEndOf(text, member.end);
  const behind = text.slice(member.end, lineEnd);
  const isAlone =
    lineStart > object.start &&
    text.slice(lineStart, member.start).trim() === '' &&
    /^\s*,?\s*(?:\/\/.*)?$/.test(behind);
  if (isAlone) {
    const newline = text.indexOf('\n', lineEnd);
    return {
      range: { start: lineStart, end: newline === -1 ? lineEnd : newline + 1 },
      newText: '',
    };
  }
  const index = object.members.indexOf(member);
  const comma = commaBehind(text, member.end, object.members[index + 1]?.start ?? object.end - 1);
  if (comma !== undefined) {
    const blanks = /^[ \t]*/.exec(text.slice(comma + 1))?.[0].length ?? 0;
    return { range: { start: member.start, end: comma + 1 + blanks }, newText: '' };
  }
  const before = object.members[index - 1];
  const previous = before && commaBehind(text, before.end, member.start);
  return { range: { start: previous ?? member.start, end: member.end }, newText: '' };
}

function isFirstOnLine<T extends { readonly start: number }>(
  text: string,
  node: T | undefined,
): node is T {
  return node !== undefined && text.slice(lineStartOf(text, node.start), node.start).trim() === '';
}

function trimmedEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && /[ \t]/.test(text.charAt(at - 1))) {
    at--;
  }
  return at;
}

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
import { type JsonMember, type JsonNode, membersOf, rangeOf } from './json';

/** A value that can be written in place of another. */
export type JsonLiteral = string | number | boolean;

/** A literal of a template: a text that begins with a bracket must not become an expression. */
function literalText(value: JsonLiteral): string {
  const isBracketed = typeof value === 'string' && value.startsWith('[') && value.endsWith(']');
  return JSON.stringify(isBracketed ? `[${value}` : value);
}

const writer: BraceWriter<JsonLiteral> = {
  key: (name) => JSON.stringify(name),
  value: literalText,
};

/** Writes a value over what stands in the range. */
export function replaceValue(range: Range, value: JsonLiteral): TextEdit {
  return { range, newText: literalText(value) };
}

/** Gives a property another name. */
export function renameMember({ key }: JsonMember, name: string): TextEdit {
  return { range: rangeOf(key), newText: JSON.stringify(name) };
}

/**
 * Adds a property at the end of an object, in the manner of the others: on a line of its own, or behind the last when the
 * object is written in one line. Several names make objects in objects. Comments stay where they are.
 */
export function insertMember(
  text: string,
  object: JsonNode,
  names: readonly string[],
  value: JsonLiteral,
): readonly TextEdit[] {
  const eol = lineEndingOf(text);
  const closing = object.offset + object.length - 1;
  const last = membersOf(object).at(-1);
  const closingLine = lineStartOf(text, closing);
  const base = indentOf(text, object.offset);
  const hasLines = closingLine > object.offset && isBlank(text, closingLine, closing);
  if (last === undefined) {
    const at = hasLines ? closingLine : closing;
    const indent = base + indentUnitOf(text);
    const written = `${indent}${nestedText(names, value, indent, text, writer)}${eol}`;
    return [insert(at, hasLines ? written : `${eol}${written}${base}`)];
  }
  const end = endOf(last.node);
  const comma = commaBehind(text, end, closing);
  const addComma = comma === undefined ? [insert(end, ',')] : [];
  if (!hasLines) {
    const at = comma === undefined ? end : comma + 1;
    return [insert(at, `${comma === undefined ? ',' : ''} ${oneLineText(names, value, writer)}`)];
  }
  const indent = isBlank(text, lineStartOf(text, last.node.offset), last.node.offset)
    ? indentOf(text, last.node.offset)
    : base + indentUnitOf(text);
  const written = indent + nestedText(names, value, indent, text, writer) + eol;
  return [...addComma, insert(closingLine, written)];
}

/** Takes a property out of an object, with its comma, and with its line and the comment behind it when it has one for itself. */
export function removeMember(
  text: string,
  object: JsonNode,
  member: JsonMember,
): readonly TextEdit[] {
  const { offset } = member.node;
  const end = endOf(member.node);
  const all = membersOf(object);
  const index = all.findIndex(({ key }) => key.offset === member.key.offset);
  const next = all[index + 1]?.node.offset ?? object.offset + object.length - 1;
  const comma = commaBehind(text, end, next);
  const previous = all[index - 1];
  const before =
    previous === undefined || comma !== undefined
      ? undefined
      : commaBehind(text, endOf(previous.node), offset);
  const lineStart = lineStartOf(text, offset);
  const lineEnd = lineEndOf(text, end);
  const isAlone =
    lineStart > object.offset &&
    isBlank(text, lineStart, offset) &&
    /^\s*,?\s*(?:\/\/.*)?$/.test(text.slice(end, lineEnd));
  if (isAlone) {
    const newline = text.indexOf('\n', lineEnd);
    const line = { start: lineStart, end: newline === -1 ? lineEnd : newline + 1 };
    const beforeComma = before === undefined ? [] : [remove(before, before + 1)];
    return [...beforeComma, { range: line, newText: '' }];
  }
  if (comma === undefined) {
    return [remove(before ?? offset, end)];
  }
  const blanks = /^[ \t]*/.exec(text.slice(comma + 1, lineEndOf(text, comma)))?.[0].length ?? 0;
  return [remove(offset, comma + 1 + blanks)];
}

function insert(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

function remove(start: number, end: number): TextEdit {
  return { range: { start, end }, newText: '' };
}

function endOf({ offset, length }: JsonNode): number {
  return offset + length;
}

function isBlank(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === '';
}

import { lineStartOf } from '../../text/lines';
import type { TextEdit } from '../../text/range';
import type { YamlSequence } from './tree';

/**
 * Makes two neighbouring items of a list one map that has the entries of both; undefined when they are not written in
 * a way that lets their text stay as it is.
 */
export function joinWithNext(
  text: string,
  sequence: YamlSequence,
  index: number,
): readonly TextEdit[] | undefined {
  const first = sequence.items[index];
  const second = sequence.items[index + 1];
  if (first?.kind !== 'map' || second?.kind !== 'map') {
    return undefined;
  }
  const last = first.entries.at(-1);
  const next = second.entries[0];
  if (last === undefined || next === undefined || first.flow !== second.flow) {
    return undefined;
  }
  if (first.flow) {
    const between = { start: last.end, end: next.keyRange.start };
    const isPlain = /^[\s,]*\}[\s,]*(?:-[ \t]+)?\{\s*$/.test(
      text.slice(between.start, between.end),
    );
    const lineStart = lineStartOf(text, next.keyRange.start);
    const indent = text.slice(lineStart, next.keyRange.start);
    const isOnOwnLine = indent.trim() === '' && lineStart > first.range.start;
    const eol = text.charAt(lineStart - 2) === '\r' ? '\r\n' : '\n';
    const newText = isOnOwnLine ? `,${eol}${indent}` : ', ';
    return isPlain ? [{ range: between, newText }] : undefined;
  }
  // In blocks, the dash of the second is all that keeps them apart.
  const columnOf = (offset: number) => offset - lineStartOf(text, offset);
  const dash = text.lastIndexOf('-', next.keyRange.start - 1);
  const isAligned =
    columnOf(second.range.start) === columnOf(first.range.start) &&
    /^-[ \t]+$/.test(text.slice(dash, next.keyRange.start)) &&
    next.keyRange.start === second.range.start;
  return isAligned ? [{ range: { start: dash, end: dash + 1 }, newText: ' ' }] : undefined;
}

import { lineEndOf, lineStartOf } from '../../text/lines';
import type { Range, TextEdit } from '../../text/range';
import type { YamlNode, YamlSequence } from './tree';

/**
 * A piece of a block collection: an item with its dash, or an entry with its key, and the comment behind it on its last
 * line.
 */
export interface Piece extends Range {
  /** Behind the comment lines below that are indented as its content is; something new is to stand below them. */
  readonly below: number;
}

/** The column at which the keys or the dashes of a block collection stand. */
export function blockColumn(text: string, start: number): number {
  const lineStart = lineStartOf(text, start);
  // A list in a list begins on its line, and an anchor may stand before the first key.
  return /^[ \t]*(?:[-?][ \t]+)*/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
}

/** The piece of an entry that a key begins; undefined when it is written as `? key`, which nobody does. */
export function entryPiece(
  text: string,
  keyStart: number,
  end: number,
  value: YamlNode | undefined,
  column: number,
): Piece | undefined {
  const start = lineStartOf(text, keyStart) + column;
  const isPlain = /^(?:[&!]\S*\s+)*$/.test(text.slice(start, keyStart));
  return isPlain ? { start, ...endsOf(text, end, value, column) } : undefined;
}

/** The piece of the item at `index`; undefined when its dash cannot be found. */
export function itemPiece(
  text: string,
  sequence: YamlSequence,
  index: number,
  column: number,
): Piece | undefined {
  const range = sequence.itemRanges[index];
  const value = sequence.items[index];
  const previous = sequence.itemRanges[index - 1];
  if (range === undefined || value === undefined) {
    return undefined;
  }
  const start =
    previous === undefined
      ? sequence.range.start
      : dashBetween(text, previous.end, range.start, column);
  return start === undefined
    ? undefined
    : { start, ...endsOf(text, Math.max(range.end, start + 1), value, column) };
}

/** The dash at the column of a line that begins between the offsets. */
function dashBetween(text: string, from: number, to: number, column: number): number | undefined {
  // The item before may end at the dash: blanks and comments behind it count as part of it.
  const onLine = lineStartOf(text, from);
  const first = text.slice(onLine, from).trim() === '' ? onLine : text.indexOf('\n', from) + 1;
  for (let lineStart = first; lineStart > 0 && lineStart <= to; ) {
    const line = text.slice(lineStart, lineStart + column + 1);
    if (/^[ \t]*-$/.test(line) && line.length === column + 1) {
      return lineStart + column;
    }
    lineStart = text.indexOf('\n', lineStart) + 1;
  }
  return undefined;
}

function endsOf(
  text: string,
  contentEnd: number,
  value: YamlNode | undefined,
  column: number,
): { readonly end: number; readonly below: number } {
  if (keepsBlankLines(text, value)) {
    const isLineEnd = text.charAt(contentEnd - 1) === '\n';
    const end = isLineEnd ? lineEndOf(text, lineStartOf(text, contentEnd - 1)) : contentEnd;
    return { end, below: end };
  }
  const end = lastContent(text, contentEnd, column);
  let below = end;
  for (let next = text.indexOf('\n', below) + 1; next > 0; next = text.indexOf('\n', below) + 1) {
    const comment = /^[ \t]*(?=#)/.exec(text.slice(next, lineEndOf(text, next)));
    if (comment === null || comment[0].length <= column) {
      break;
    }
    below = lineEndOf(text, next);
  }
  return { end, below };
}

/** End of the line on which the content before `end` stops; the library may count comments of what surrounds it. */
function lastContent(text: string, end: number, column: number): number {
  let stop = text.slice(0, end).trimEnd().length;
  for (;;) {
    const lineStart = lineStartOf(text, stop);
    const comment = /^[ \t]*(?=#)/.exec(text.slice(lineStart, stop));
    if (comment === null || comment[0].length > column) {
      return lineEndOf(text, stop);
    }
    stop = text.slice(0, lineStart).trimEnd().length;
  }
}

/** Whether the last thing written in the node is a block scalar (`|+`) to which the blank lines behind it belong. */
function keepsBlankLines(text: string, node: YamlNode | undefined): boolean {
  let last = node;
  while (last?.kind === 'map' || last?.kind === 'sequence') {
    last =
      last.kind === 'map'
        ? last.entries.findLast(({ merged }) => !merged)?.value
        : last.items.at(-1);
  }
  return (
    last?.kind === 'scalar' &&
    last.style === 'block' &&
    /^[|>]\d?\+/.test(text.slice(last.range.start, last.range.start + 3))
  );
}

/**
 * Removes a piece, not the comments around it. What stands before it on its line (a `- `) stays for the piece that follows, and comments between
 * the two move above that line.
 */
export function removePiece(
  text: string,
  piece: Piece,
  next: number | undefined,
  eol: string,
): readonly TextEdit[] {
  const lineStart = lineStartOf(text, piece.start);
  const before = text.slice(lineStart, piece.start);
  if (before.trim() === '' && lineStart > 0 && text.charAt(lineStart - 1) === '\n') {
    return [{ range: linesOf(text, lineStart, piece.end), newText: '' }];
  }
  if (next === undefined) {
    return [{ range: { start: piece.start, end: piece.end }, newText: '' }];
  }
  const blanks = /^\s*/.exec(before)?.[0] ?? '';
  const between = text
    .slice(piece.end, next)
    .split(/\r?\n/)
    .map((line) => line.trim());
  if (between.some((line) => line !== '' && !line.startsWith('#'))) {
    // Lines of a template, which cannot move.
    return [];
  }
  const comments = between.filter((line) => line !== '').map((line) => `${blanks}${line}${eol}`);
  const removal = { range: { start: piece.start, end: next }, newText: '' };
  return comments.length === 0
    ? [removal]
    : [{ range: { start: lineStart, end: lineStart }, newText: comments.join('') }, removal];
}

/** The lines with one of their line ends: the one behind, or else the one before unless it ends a blank line. */
function linesOf(text: string, lineStart: number, end: number): Range {
  const newline = text.indexOf('\n', end);
  if (newline !== -1) {
    return { start: lineStart, end: newline + 1 };
  }
  const before = text.charAt(lineStart - 2) === '\r' ? lineStart - 2 : lineStart - 1;
  // A blank line may belong to a block scalar.
  return { start: text.charAt(before - 1) === '\n' ? lineStart : before, end };
}

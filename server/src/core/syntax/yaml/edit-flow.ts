import { lineEndOf, lineStartOf } from '../../text/lines';
import type { Range, TextEdit } from '../../text/range';

/** Changes between brackets: commas, lines of their own, and comments. Ranges of pieces are those of their content. */

/** Adds pieces behind the last one of a collection in brackets. */
export function appendToFlow(
  text: string,
  collection: Range,
  last: Range | undefined,
  added: readonly string[],
  eol: string,
): readonly TextEdit[] {
  if (last === undefined) {
    const inside = { start: collection.start + 1, end: collection.end - 1 };
    const isBlank = text.slice(inside.start, inside.end).trim() === '';
    const range = isBlank ? inside : { start: inside.start, end: inside.start };
    return [{ range, newText: added.join(', ') }];
  }
  const comma = commaBehind(text, last.end);
  const indent = ownLineIndent(text, last.start);
  const lineEnd = lineEndOf(text, comma ?? last.end);
  if (indent === undefined || lineEnd >= collection.end) {
    const glue = indent === undefined ? ', ' : `,${eol}${indent}`;
    return [insertion(last.end, added.map((piece) => `${glue}${piece}`).join(''))];
  }
  const lines = added.join(`,${eol}${indent}`);
  if (comma !== undefined) {
    return [insertion(lineEnd, `${eol}${indent}${lines},`)];
  }
  return lineEnd === last.end
    ? [insertion(last.end, `,${eol}${indent}${lines}`)]
    : [insertion(last.end, ','), insertion(lineEnd, `${eol}${indent}${lines}`)];
}

/** Takes out the piece at `index`; there must be others. */
export function removeFromFlow(
  text: string,
  collection: Range,
  pieces: readonly Range[],
  index: number,
): readonly TextEdit[] {
  const piece = pieces[index];
  if (piece === undefined) {
    return [];
  }
  const previous = pieces[index - 1];
  const start = contentBehind(text, previous?.end ?? collection.start + 1);
  const comma = commaBehind(text, piece.end);
  const end = comma === undefined ? piece.end : comma + 1;
  const lonely = lineRange(text, start, end);
  const removal =
    lonely !== undefined && lonely.end < collection.end
      ? lonely
      : { start, end: index === pieces.length - 1 ? piece.end : blanksBehind(text, end) };
  if (comma !== undefined && (index < pieces.length - 1 || removal === lonely)) {
    return [{ range: removal, newText: '' }];
  }
  // It was the last, so the comma before it goes, or stays when there is one behind it.
  const commaBefore = previous && commaBehind(text, previous.end);
  if (commaBefore === undefined) {
    return [{ range: removal, newText: '' }];
  }
  return text.slice(commaBefore + 1, removal.start).trim() === ''
    ? [{ range: { start: commaBefore, end: removal.end }, newText: '' }]
    : [
        { range: { start: commaBefore, end: commaBefore + 1 }, newText: '' },
        { range: removal, newText: '' },
      ];
}

/** Offset of the comma behind a piece, blanks and comments skipped. */
function commaBehind(text: string, from: number): number | undefined {
  const at = skipBlanks(text, from);
  return text.charAt(at) === ',' ? at : undefined;
}

/** Where the next piece begins, its anchor or tag included. */
function contentBehind(text: string, from: number): number {
  const at = skipBlanks(text, from);
  return text.charAt(at) === ',' ? skipBlanks(text, at + 1) : at;
}

function skipBlanks(text: string, from: number): number {
  const blanks = /(?:\s+|#[^\n]*)*/y;
  blanks.lastIndex = from;
  blanks.test(text);
  return blanks.lastIndex;
}

function blanksBehind(text: string, from: number): number {
  const blanks = /[ \t]*/y;
  blanks.lastIndex = from;
  blanks.test(text);
  return blanks.lastIndex;
}

/** The lines of the range, from the line end before to the last one's, when there is nothing else on them but a comment. */
function lineRange(text: string, start: number, end: number): Range | undefined {
  const lineStart = lineStartOf(text, start);
  const lineEnd = lineEndOf(text, end);
  const isAlone =
    lineStart > 0 &&
    text.slice(lineStart, start).trim() === '' &&
    /^[ \t]*(?:#.*)?$/.test(text.slice(end, lineEnd));
  const before = text.charAt(lineStart - 2) === '\r' ? lineStart - 2 : lineStart - 1;
  return isAlone ? { start: before, end: lineEnd } : undefined;
}

/** The blanks before the offset when nothing else stands on its line before it. */
function ownLineIndent(text: string, offset: number): string | undefined {
  const before = text.slice(lineStartOf(text, offset), offset);
  return before.trim() === '' && offset > before.length ? before : undefined;
}

function insertion(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

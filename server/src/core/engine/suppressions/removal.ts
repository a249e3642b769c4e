import { lineEndOf, lineStartOf } from '../../text/lines';
import type { Range, TextEdit } from '../../text/range';
import type { FixSafety } from '../finding';
import type { ScannedText } from './comment-syntax';
import { rangeAround } from './pieces';
import { inFile, type PlacedSuppression } from './placed';
import { firstCode, standsAlone, type Word } from './suppression';

/** Takes a comment out of its file: with its line when nothing else stands there, else with the blanks before it. */
export function removeComment(placed: PlacedSuppression): TextEdit {
  const range = rangeToRemove(placed.piece.text, placed.suppression.range);
  return { range: inFile(placed, range), newText: '' };
}

function rangeToRemove(text: string, range: Range): Range {
  if (!standsAlone(text, range)) {
    const end = lineEndOf(text, range.end);
    const isLast = text.slice(range.end, end).trim() === '';
    return isLast ? { start: blanksBefore(text, range.start), end } : range;
  }
  const start = lineStartOf(text, range.start);
  const newline = text.indexOf('\n', range.end);
  if (newline !== -1) {
    return { start, end: newline + 1 };
  }
  // The last line: it takes the line end before it along, so that the file ends as it did.
  const before = text.charAt(start - 2) === '\r' ? start - 2 : start - 1;
  return { start: text.charAt(start - 1) === '\n' ? before : start, end: text.length };
}

/** Takes words out of a comment that has others: with what separates them from the next, else from the previous. */
export function removeWords(placed: PlacedSuppression, words: readonly Word[]): TextEdit {
  const all = placed.suppression.items.flatMap((item) => item.words);
  const [first, last] = [words[0] as Word, words.at(-1) as Word];
  const next = all[all.indexOf(last) + 1];
  const previous = all[all.indexOf(first) - 1];
  const range =
    next === undefined
      ? { start: previous?.range.end ?? first.range.start, end: last.range.end }
      : { start: first.range.start, end: next.range.start };
  return { range: inFile(placed, range), newText: '' };
}

/**
 * Whether the comment can go without anybody being asked. Not in a template where its braces decide about the blanks
 * around it, or inside a string; and not where it ends a block scalar that keeps the empty lines behind it.
 */
export function removalSafety({ piece, suppression }: PlacedSuppression): FixSafety {
  const { text } = piece;
  const { comment } = suppression;
  const isAlone = standsAlone(text, comment.range);
  if (comment.kind === 'template') {
    const trimsNext = text.charAt(comment.range.end - 3) === '-';
    const isInString = rangeAround(piece.scanned().joined, comment.range.start) !== undefined;
    return isAlone && !trimsNext && !isInString ? 'safe' : 'suggestion';
  }
  const nextLine = text.indexOf('\n', comment.range.end) + 1;
  const isBeforeEmptyLine =
    nextLine > 0 && text.slice(nextLine, lineEndOf(text, nextLine)).trim() === '';
  return isAlone && isBeforeEmptyLine && followsString(piece.scanned(), comment.range.start)
    ? 'suggestion'
    : 'safe';
}

/** More than this between a string and a comment is not looked through. */
const nearby = 2_000;

function followsString({ joined, code }: ScannedText, offset: number): boolean {
  const string = joined.findLast(({ end }) => end <= offset);
  const from = Math.max(string?.end ?? offset, offset - nearby);
  return string !== undefined && firstCode(code, from, offset) === undefined;
}

function blanksBefore(text: string, offset: number): number {
  let start = offset;
  while (text.charAt(start - 1) === ' ' || text.charAt(start - 1) === '\t') {
    start--;
  }
  return start;
}

import type { YamlDocument } from '../../syntax/yaml/document';
import type { Range } from '../../text/range';
import type { Snapshot } from '../../workspace/snapshot';
import { suppressionMark } from './comment-syntax';
import { logicalLine, type Piece, pieceAt, piecesOf } from './pieces';
import { firstCode, type Suppression, type SuppressionScope } from './suppression';

/** A suppression comment in its file. */
export interface PlacedSuppression {
  readonly suppression: Suppression;
  readonly piece: Piece;
  /** The line it stands on, and the next one that says something; numbers as `logicalLine` gives them. */
  readonly ownLine: number;
  readonly nextLine: number | undefined;
  /** The piece that the next line is in. */
  readonly nextPiece: Piece | undefined;
}

/** Every suppression comment of a file, in the order of their places. */
export function placedSuppressions(snapshot: Snapshot): readonly PlacedSuppression[] {
  if (!mayBeSuppressed(snapshot)) {
    return [];
  }
  const pieces = piecesOf(snapshot);
  const codeFrom = codeSearch(pieces);
  return pieces.flatMap((piece, index) =>
    piece.suppressions().map((suppression) => {
      const next =
        suppression.nextCode === undefined
          ? codeFrom(index + 1)
          : piece.start + suppression.nextCode;
      const start = piece.start + suppression.comment.range.start;
      return {
        suppression,
        piece,
        ownLine: logicalLine(snapshot, pieces, start),
        nextLine: next === undefined ? undefined : logicalLine(snapshot, pieces, next),
        nextPiece: next === undefined ? undefined : pieceAt(pieces, next),
      };
    }),
  );
}

function mayBeSuppressed({ language, groups, text }: Snapshot): boolean {
  return language === 'yaml'
    ? groups.some(({ group }) => group.some(holdsMark))
    : text.includes(suppressionMark);
}

function holdsMark(document: YamlDocument): boolean {
  return document.text.includes(suppressionMark);
}

/** The line that a suppression of the given scope is for; undefined for a whole file, and when there is none. */
export function lineFor(
  { ownLine, nextLine }: PlacedSuppression,
  scope: SuppressionScope | undefined,
): number | undefined {
  switch (scope) {
    case 'line':
      return ownLine;
    case 'next-line':
      return nextLine;
    default:
      return undefined;
  }
}

/** A range of a suppression as a range of the file. */
export function inFile({ piece }: PlacedSuppression, { start, end }: Range): Range {
  return { start: piece.start + start, end: piece.start + end };
}

/** Tells the offset in the file of the first character that says something, from a piece on. */
function codeSearch(pieces: readonly Piece[]): (from: number) => number | undefined {
  const known = new Map<number, number | undefined>();
  return (from) => {
    let found: number | undefined;
    let index = from;
    for (; index < pieces.length && found === undefined && !known.has(index); index++) {
      const piece = pieces[index] as Piece;
      const code = firstCode(piece.scanned().code, 0, piece.text.length);
      found = code === undefined ? undefined : piece.start + code;
    }
    found ??= known.get(index);
    for (let each = from; each < index; each++) {
      known.set(each, found);
    }
    return found;
  };
}

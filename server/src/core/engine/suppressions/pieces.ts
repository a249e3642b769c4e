import type { YamlDocument } from '../../syntax/yaml/document';
import type { Range } from '../../text/range';
import type { Snapshot } from '../../workspace/snapshot';
import { armComments } from './arm-comments';
import { bicepComments } from './bicep-comments';
import { type CommentSyntax, type ScannedText, suppressionMark } from './comment-syntax';
import {
  batchComments,
  markdownComments,
  powershellComments,
  shellComments,
} from './script-comments';
import { readSuppressions, type Suppression } from './suppression';
import { yamlComments } from './yaml-comments';

/** A part of a file whose comments are read by themselves, once, so that an edit elsewhere does not touch it. */
export interface Piece {
  readonly start: number;
  readonly text: string;
  readonly isTemplate: boolean;
  /** Whether its findings are all there: false for a document that does not parse. */
  isJudged(): boolean;
  scanned(): ScannedText;
  suppressions(): readonly Suppression[];
}

/**
 * How a file writes comments; undefined when it has none, or its language is not known. JSON has none, but templates in it
 * may: those that do already may have more.
 */
export function commentSyntaxOf({ language, arm }: Snapshot): CommentSyntax | undefined {
  switch (language) {
    case 'json':
    case 'arm':
      return (arm?.comments.length ?? 0) > 0 ? armComments : undefined;
    case 'yaml':
      return yamlComments;
    case 'bicep':
    case 'bicep-params':
      return bicepComments;
    case 'shell':
      return shellComments;
    case 'powershell':
      return powershellComments;
    case 'batch':
      return batchComments;
    case 'markdown':
      return markdownComments;
    default:
      return undefined;
  }
}

/** The parts of a file, in order and without gaps; empty when its language has no comments. */
export function piecesOf(snapshot: Snapshot): readonly Piece[] {
  const syntax = commentSyntaxOf(snapshot);
  if (syntax === undefined) {
    return [];
  }
  return snapshot.language === 'yaml'
    ? snapshot.documents.map(({ document, start }) => pieceOf(document, start, syntax))
    : wholeFile(snapshot, syntax);
}

/** A file that has no documents is one piece. */
function wholeFile(snapshot: Snapshot, syntax: CommentSyntax): readonly Piece[] {
  const known = wholeFiles.get(snapshot);
  if (known !== undefined) {
    return known;
  }
  const { text } = snapshot;
  let scanned: ScannedText | undefined;
  const scan = () => {
    scanned ??= syntax.scan(text);
    return scanned;
  };
  let suppressions: readonly Suppression[] | undefined;
  const piece: Piece = {
    start: 0,
    text,
    isTemplate: false,
    isJudged: () => (snapshot.bicep?.problems ?? []).length === 0,
    scanned: scan,
    suppressions: () => {
      suppressions ??= suppressionsOf(text, scan);
      return suppressions;
    },
  };
  wholeFiles.set(snapshot, [piece]);
  return [piece];
}

/** Snapshots do not change, so neither do their comments. */
const wholeFiles = new WeakMap<Snapshot, readonly Piece[]>();

function pieceOf(document: YamlDocument, start: number, syntax: CommentSyntax): Piece {
  const { text, isTemplate } = document;
  const scanned = () => document.derived(() => syntax.scan(text), syntax);
  return {
    start,
    text,
    isTemplate,
    isJudged: () => document.problems.length === 0,
    scanned,
    suppressions: () => document.derived(() => suppressionsOf(text, scanned), readSuppressions),
  };
}

function suppressionsOf(text: string, scanned: () => ScannedText): readonly Suppression[] {
  return text.includes(suppressionMark) ? readSuppressions(text, scanned()) : [];
}

/** The piece that holds the offset; the last one for offsets behind the end. */
export function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return pieces[low];
}

/**
 * The line that an offset counts as being on, by its number. Lines that a string joins are one line, and
 * have the number of the first: only above it, or behind its end, is there room for a comment.
 */
export function logicalLine(snapshot: Snapshot, pieces: readonly Piece[], offset: number): number {
  const { lines } = snapshot;
  const line = lines.lineAt(offset);
  const piece = pieceAt(pieces, lines.lineStart(line));
  if (piece === undefined) {
    return line;
  }
  const start = lines.lineStart(line) - piece.start;
  const string = rangeAround(piece.scanned().joined, start);
  return string === undefined ? line : lines.lineAt(piece.start + string.start);
}

/** The range that begins before the offset and ends behind it; the ranges are in order. */
export function rangeAround(ranges: readonly Range[], offset: number): Range | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) > offset) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  const found = ranges[low];
  return found !== undefined && found.start < offset ? found : undefined;
}

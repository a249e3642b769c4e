import type { Finding, Fix } from '../engine/finding';
import { wholeFileRules } from '../engine/suppressions/apply';
import type { CommentSyntax } from '../engine/suppressions/comment-syntax';
import {
  commentSyntaxOf,
  logicalLine,
  type Piece,
  pieceAt,
  piecesOf,
} from '../engine/suppressions/pieces';
import {
  inFile,
  lineFor,
  type PlacedSuppression,
  placedSuppressions,
} from '../engine/suppressions/placed';
import { firstCode, suppressionWords } from '../engine/suppressions/suppression';
import { lineEndOf, lineStartOf } from '../text/lines';
import type { TextEdit } from '../text/range';
import { isProjectFile } from '../workspace/language';
import type { Snapshot } from '../workspace/snapshot';

/** An edit, or why there is none. */
type Outcome = TextEdit | { readonly disabledReason: string };

/**
 * "Disable for this line" and "Disable for this file", as comments in the file's own syntax; a comment that is there
 * already gets one more name. Where no comment can do it, the fix says why. Offsets refer to the snapshot's text, which
 * must be the one that the finding was made from.
 */
export function suppressionFixes(snapshot: Snapshot, finding: Finding): readonly Fix[] {
  const { rule } = finding;
  const syntax = commentSyntaxOf(snapshot);
  if (isProjectFile(snapshot.uri) || syntax === undefined) {
    const outcome = {
      disabledReason: isProjectFile(snapshot.uri)
        ? 'Mistakes in the project file must be corrected; no comment can disable them.'
        : 'This kind of file has no comments: disable the rule under "overrides" in aks-cilium.yaml.',
    };
    return [fixFor(rule, 'line', outcome), fixFor(rule, 'file', outcome)];
  }
  const placed = placedSuppressions(snapshot);
  return [
    fixFor(rule, 'line', forLine(snapshot, finding, placed, syntax)),
    fixFor(rule, 'file', forFile(snapshot, rule, placed, syntax)),
  ];
}

function fixFor(rule: string, scope: 'line' | 'file', outcome: Outcome): Fix {
  const common = { title: `Disable ${rule} for this ${scope}`, safety: 'suggestion' } as const;
  return 'disabledReason' in outcome
    ? { ...common, edits: [], disabledReason: outcome.disabledReason }
    : { ...common, edits: [outcome] };
}

function forLine(
  snapshot: Snapshot,
  { rule, range }: Finding,
  placed: readonly PlacedSuppression[],
  syntax: CommentSyntax,
): Outcome {
  if (wholeFileRules.has(rule)) {
    return { disabledReason: `${rule} can be disabled only for a whole file.` };
  }
  const pieces = piecesOf(snapshot);
  const line = logicalLine(snapshot, pieces, range.start);
  const existing = placed.find(
    (each) => lineFor(each, each.suppression.scope) === line && hasNames(each),
  );
  if (existing !== undefined) {
    return addName(existing, rule);
  }
  const { text, lines } = snapshot;
  const start = lines.lineStart(line) + (line === 0 && text.startsWith('\uFEFF') ? 1 : 0);
  const piece = pieceAt(pieces, start);
  if (piece === undefined || !saysSomething(piece, start, lines.lineStart(line + 1))) {
    return { disabledReason: 'There is nothing on this line that a comment could apply to.' };
  }
  const before = pieces[pieces.indexOf(piece) - 1];
  if (isInAction(text, start) || (start === piece.start && before && endsInString(before))) {
    return { disabledReason: 'There is no place for a comment above this line.' };
  }
  return newComment(text, start, rule, 'next-line', syntax);
}

/** A comment for the file stands on its first line: above everything that must come first, which may follow comments. */
function forFile(
  { text }: Snapshot,
  rule: string,
  placed: readonly PlacedSuppression[],
  syntax: CommentSyntax,
): Outcome {
  const existing = placed.find((each) => each.suppression.scope === 'file' && hasNames(each));
  return existing === undefined
    ? newComment(
        text,
        text.startsWith('\uFEFF') ? 1 : (syntax.fileStart?.(text) ?? 0),
        rule,
        'file',
        syntax,
      )
    : addName(existing, rule);
}

function hasNames({ suppression }: PlacedSuppression): boolean {
  return suppression.items.length > 0;
}

function addName(placed: PlacedSuppression, rule: string): Outcome {
  const { items, word } = placed.suppression;
  const { end } = inFile(placed, items.at(-1)?.range ?? word.range);
  return { range: { start: end, end }, newText: `, ${rule}` };
}

/** A line of its own above the one that starts at the offset, as far indented. */
function newComment(
  text: string,
  start: number,
  rule: string,
  scope: 'next-line' | 'file',
  syntax: CommentSyntax,
): Outcome {
  const content = `${suppressionWords[scope]} ${rule}`;
  const before = syntax.indent ?? /^[ \t]*/;
  const indent =
    scope === 'file' && syntax.indent !== undefined
      ? ''
      : (before.exec(text.slice(start, lineEndOf(text, start)))?.[0] ?? '');
  const at = { start, end: start };
  const write = (comment: string) => `${indent}${comment}${lineEndAt(text, start)}`;
  if (!isTrimmed(text, start)) {
    return { range: at, newText: write(syntax.write(content, scope, { text, start })) };
  }
  // A template takes out all blanks here, line ends included, so a comment that it leaves would swallow what follows.
  return text.includes('{%')
    ? { disabledReason: 'A comment here would change what the template renders.' }
    : { range: at, newText: write(`{{- /* ${content} */ -}}`) };
}

/** Whether an action before or behind the offset takes out the blanks in between. */
function isTrimmed(text: string, offset: number): boolean {
  let end = offset;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) {
    end--;
  }
  const next = firstCode(text, offset, text.length) ?? text.length;
  return (
    ['-}}', '-%}'].some((action) => text.endsWith(action, end)) ||
    ['{{-', '{%-'].some((action) => text.startsWith(action, next))
  );
}

/** Whether the offset is inside an action of a template that goes over several lines. */
function isInAction(text: string, offset: number): boolean {
  const opening = offset === 0 ? -1 : text.lastIndexOf('{{', offset - 1);
  return opening !== -1 && text.indexOf('}}', opening) >= offset;
}

function saysSomething(piece: Piece, start: number, end: number): boolean {
  const { code } = piece.scanned();
  const last = Math.min(end - piece.start, code.length);
  return firstCode(code, start - piece.start, last) !== undefined;
}

/** Whether a comment behind the piece would go on with a string: one that is not indented. */
function endsInString({ text, scanned }: Piece): boolean {
  const string = scanned().joined.at(-1);
  const lastLine = lineStartOf(text, text.trimEnd().length);
  return string !== undefined && string.end > lastLine && !/\s/.test(text.charAt(lastLine));
}

function lineEndAt(text: string, offset: number): string {
  const next = text.indexOf('\n', offset);
  const newline = next === -1 ? text.lastIndexOf('\n') : next;
  return newline > 0 && text.charAt(newline - 1) === '\r' ? '\r\n' : '\n';
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

import type { Range } from '../../text/range';

/**
 * Cuts a YAML stream into its documents; the pieces cover the text without gaps. `---` and `...` at the
 * start of a line end a document wherever they stand, in a block scalar too (YAML 1.2, 9.1.1), so
 * lines are all there is to look at; only a comment of a template may hold such lines. A piece holds its
 * directives and its own `---` line.
 */
export function splitDocuments(text: string): readonly Range[] {
  return [...piecesFrom(text, 0)];
}

/** The pieces from an offset on at which one begins, as they are found. `comments` are those of templates behind it, in order. */
export function* piecesFrom(
  text: string,
  offset: number,
  comments: Iterator<Range> = templateComments(text, offset),
): Generator<Range, void> {
  let start = offset;
  // Only directives and comments so far: a `---` that follows opens this piece's document.
  let isPrefix = true;
  let lineStart = offset === 0 && text.charCodeAt(0) === 0xfeff ? 1 : offset;
  let comment = comments.next();
  while (lineStart <= text.length) {
    const newline = text.indexOf('\n', lineStart);
    const next = newline === -1 ? text.length + 1 : newline + 1;
    while (comment.done !== true && comment.value.end <= lineStart) {
      comment = comments.next();
    }
    if (comment.done !== true && comment.value.start < lineStart) {
      isPrefix = false;
      lineStart = next;
      continue;
    }
    const first = text.charCodeAt(lineStart);
    if (first === DASH && isMarker(text, lineStart, DASH)) {
      if (!isPrefix) {
        yield { start, end: lineStart };
        start = lineStart;
      }
      isPrefix = false;
    } else if (first === DOT && isMarker(text, lineStart, DOT)) {
      const end = Math.min(next, text.length);
      yield { start, end };
      start = end;
      isPrefix = true;
    } else if (isPrefix && !isPrefixLine(text, lineStart, next)) {
      isPrefix = false;
    }
    lineStart = next;
  }
  if (start < text.length || start === 0) {
    yield { start, end: text.length };
  }
}

/** Whether a `---` in the document or behind it may be no marker, since a comment of a template begins in the document. */
export function mayHideMarkers({ text }: { readonly text: string }): boolean {
  return text.includes('{{') && text.includes('/*');
}

/** Comments of Go templates that go over several lines, in order. */
function* templateComments(text: string, from: number): Generator<Range, void> {
  for (let start = text.indexOf('{{', from); start !== -1; start = text.indexOf('{{', start + 2)) {
    const isComment = /^\{\{-?\s*\/\*/.test(text.slice(start, start + 40));
    const end = isComment ? text.indexOf('*/', start + 4) : -1;
    if (isComment && end === -1) {
      return;
    }
    if (end !== -1 && text.slice(start, end).includes('\n')) {
      yield { start, end };
      start = end;
    }
  }
}

const DASH = 45;
const DOT = 46;
const HASH = 35;
const PERCENT = 37;

function isMarker(text: string, at: number, character: number): boolean {
  if (text.charCodeAt(at + 1) !== character || text.charCodeAt(at + 2) !== character) {
    return false;
  }
  const after = text.charCodeAt(at + 3);
  return Number.isNaN(after) || isBlank(after);
}

/** Blank, comment or directive. */
function isPrefixLine(text: string, from: number, to: number): boolean {
  for (let index = from; index < to && index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (!isBlank(code)) {
      return code === HASH || (code === PERCENT && index === from);
    }
  }
  return true;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

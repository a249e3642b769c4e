/** A place in a text: 0-based UTF-16 offsets, half-open. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Replaces `range` of a text by `newText`. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** Moves a range by `by` characters, as from a document of a stream to the whole file. */
export function shiftRange(range: Range, by: number): Range {
  return by === 0 ? range : { start: range.start + by, end: range.end + by };
}

/** Moves every edit by `by` characters. */
export function shiftEdits(edits: readonly TextEdit[], by: number): readonly TextEdit[] {
  return edits.map((edit) => ({ range: shiftRange(edit.range, by), newText: edit.newText }));
}

/** Whether the offset lies in the range or at its end (a caret behind the last character counts). */
export function touches(range: Range, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** Whether two ranges share a character, or touch when one of them is empty. */
export function overlaps(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/**
 * Applies edits to a text and returns the new text. Edits may come in any order; two that overlap
 * are a mistake of the caller, and the later one (by position) is left out rather than mangling the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  // What is put in where something is taken out comes first, so that it is not left out.
  const ordered = [...edits].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
  const parts: string[] = [];
  let position = 0;
  for (const { range, newText } of ordered) {
    if (range.start < position) {
      continue;
    }
    parts.push(text.slice(position, range.start), newText);
    position = range.end;
  }
  parts.push(text.slice(position));
  return parts.join('');
}

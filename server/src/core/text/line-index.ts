import { shiftOf, type TextChange } from './change';

/** A 0-based line and a 0-based UTF-16 character in it. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Turns offsets of one text into positions and back. LF, CRLF and lone CR end a line. */
export class LineIndex {
  readonly #starts: Uint32Array;
  readonly #length: number;

  constructor(text: string, starts = Uint32Array.from(lineStarts(text, 0, text.length))) {
    this.#starts = starts;
    this.#length = text.length;
  }

  /** The index of the text that the change has made of this one; looks at the changed lines only. */
  after(change: TextChange, text: string): LineIndex {
    // A CR before the change may have become a line break of its own, or half of one.
    const first = this.lineAt(change.start - 1);
    const rest = this.lineAt(change.end) + 1;
    const shift = shiftOf(change);
    const changed = lineStarts(text, this.lineStart(first), change.newEnd);
    const behind = first + changed.length - rest;
    const starts = new Uint32Array(this.#starts.length + behind);
    starts.set(this.#starts.subarray(0, first));
    starts.set(changed, first);
    for (let line = rest; line < this.#starts.length; line++) {
      starts[line + behind] = (this.#starts[line] ?? 0) + shift;
    }
    return new LineIndex(text, starts);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The line that holds the offset; offsets outside the text count as its nearest end. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Offset of the line's first character; lines behind the last give the text's end. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.#length;
  }

  positionAt(offset: number): Position {
    const inside = Math.max(0, Math.min(offset, this.#length));
    const line = this.lineAt(inside);
    return { line, character: inside - this.lineStart(line) };
  }

  /** Offset of a position; characters behind the line's end give the next line's start at most. */
  offsetAt(position: Position): number {
    const start = this.lineStart(position.line);
    const next = this.lineStart(position.line + 1);
    return Math.max(start, Math.min(start + position.character, next));
  }
}

/** The start of the first line, and of those that follow line breaks before `to`. */
function lineStarts(text: string, from: number, to: number): number[] {
  const starts = [from];
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index);
    if (code === 13 && text.charCodeAt(index + 1) === 10) {
      continue;
    }
    if (code === 10 || code === 13) {
      starts.push(index + 1);
    }
  }
  return starts;
}

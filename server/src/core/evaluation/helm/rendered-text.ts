import type { Range } from '../../text/range';

/** A part of a rendered text, and what of the template it comes from. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly source: Range;
  /** Letter by letter as in the template. */
  readonly isLiteral: boolean;
}

/** A text made of parts of a template and of values in the place of its actions; every part knows where it comes from. */
export class RenderedText {
  readonly text: string;
  readonly #pieces: readonly Piece[];

  constructor(text: string, pieces: readonly Piece[]) {
    this.text = text;
    this.#pieces = pieces;
  }

  /**
   * The place in the template that a range of the rendered text comes from; for a value the action that printed it. What a
   * loop repeats comes from one place, so the range is never turned round.
   */
  toSource({ start, end }: Range): Range {
    const first = this.#sourceOf(start, start);
    const last = end > start ? this.#sourceOf(end - 1, end) : first;
    return {
      start: Math.min(first.start, last.start),
      end: end > start ? Math.max(first.end, last.end) : first.start,
    };
  }

  /** Whether the other text says the same and comes from the same places. */
  equals(other: RenderedText): boolean {
    return (
      this.text === other.text &&
      this.#pieces.length === other.#pieces.length &&
      this.#pieces.every(({ start, source }, index) => {
        const same = other.#pieces[index];
        return same?.start === start && same.source.start === source.start;
      })
    );
  }

  #sourceOf(offset: number, end: number): Range {
    const piece = this.#pieces[this.#pieceAt(offset)];
    if (piece === undefined) {
      return { start: 0, end: 0 };
    }
    const { source, start, isLiteral } = piece;
    if (!isLiteral) {
      return source;
    }
    const shift = source.start - start;
    return { start: offset + shift, end: end + shift };
  }

  /** The last piece that begins at the offset or before it. */
  #pieceAt(offset: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.start ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}

/** The template prints more than is reasonable. */
export class TooLong extends Error {}

/** Writes a rendered text from front to back. */
export class RenderedTextWriter {
  readonly #source: string;
  readonly #longest: number;
  readonly #parts: string[] = [];
  readonly #pieces: Piece[] = [];
  #length = 0;
  /** Where in the source the blanks go that the action before takes away. */
  #trimFrom = -1;

  /** `longest` is what the text may have in characters; `add` throws `TooLong` beyond. */
  constructor(source: string, longest: number) {
    this.#source = source;
    this.#longest = longest;
  }

  /** A part of the source as it is. */
  copy({ start, end }: Range): void {
    const text = this.#source.slice(start, end);
    const own = this.#trimFrom === start ? text.trimStart() : text;
    this.#add(own, { start: end - own.length, end }, true);
  }

  /** What is printed in the place of an action. */
  print(text: string, source: Range): void {
    this.#add(text, source, false);
  }

  /** Takes away the blanks at the end, down to the offset of the source, if the last part ends there. */
  trimBefore(offset: number): void {
    const piece = this.#pieces.at(-1);
    if (piece?.isLiteral !== true || piece.source.end !== offset) {
      return;
    }
    const text = this.#parts.at(-1) ?? '';
    const trimmed = text.trimEnd();
    this.#parts.pop();
    this.#pieces.pop();
    this.#length -= text.length;
    const { start } = piece.source;
    this.#add(trimmed, { start, end: start + trimmed.length }, true);
  }

  /** What is copied from the offset on begins without blanks. */
  trimBehind(offset: number): void {
    this.#trimFrom = offset;
  }

  finish(): RenderedText {
    return new RenderedText(this.#parts.join(''), this.#pieces);
  }

  #add(text: string, source: Range, isLiteral: boolean): void {
    if (text === '') {
      return;
    }
    const start = this.#length;
    this.#length += text.length;
    if (this.#length > this.#longest) {
      throw new TooLong();
    }
    this.#parts.push(text);
    this.#pieces.push({ start, end: this.#length, source, isLiteral });
  }
}

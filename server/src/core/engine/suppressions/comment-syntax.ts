import type { Range } from '../../text/range';

/** What every suppression comment begins with; texts without it need no closer look. */
export const suppressionMark = 'aks-cilium-disable';

/** A comment of a text. */
export interface Comment {
  /** With the characters that mark it as a comment. */
  readonly range: Range;
  /** What is said between those characters. */
  readonly content: Range;
  /** `template`: the program that renders the template takes it out; `line`: it stays in what is rendered. */
  readonly kind: 'line' | 'template';
}

/** A text as far as comments are concerned. Offsets refer to that text. */
export interface ScannedText {
  /** The comments that hold the mark, in the order of their places. */
  readonly comments: readonly Comment[];
  /**
   * The text with blanks in place of everything that says nothing by itself: comments, document
   * markers, template actions that print nothing. Offsets and line ends are those of the text.
   */
  readonly code: string;
  /**
   * Lines that belong together because a string goes on over their ends, from the start of the string to
   * behind it: no comment can stand between them. In order, without overlaps.
   */
  readonly joined: readonly Range[];
}

/** An offset in a text. */
export interface TextPlace {
  readonly text: string;
  readonly start: number;
}

/** How one language writes comments: all that suppressions know of a language. */
export interface CommentSyntax {
  /** Finds the comments of a text. Never throws; of a text that does not parse it finds what it can. */
  scan(text: string): ScannedText;
  /**
   * The content as a comment to the end of a line: above the line it is for, or for the whole file. It is to stand at an
   * offset of the text.
   */
  write(content: string, scope: 'next-line' | 'file', place: TextPlace): string;
  /** Where a comment for the whole file may stand, when that is not the beginning. */
  fileStart?(text: string): number;
  /** What a comment has in front as the line below has it, when that is more than blanks. */
  readonly indent?: RegExp;
}

/** A comment that begins with two slashes, or a slash and an asterisk, if it holds the mark. */
export function slashComment(text: string, range: Range): Comment | undefined {
  const source = text.slice(range.start, range.end);
  const isBlock = source.startsWith('/*');
  if (!(isBlock || source.startsWith('//')) || !source.includes(suppressionMark)) {
    return undefined;
  }
  const isClosed = isBlock && source.length > 3 && source.endsWith('*/');
  const content = { start: range.start + 2, end: range.end - (isClosed ? 2 : 0) };
  return { range, content, kind: 'line' };
}

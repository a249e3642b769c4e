import { tokenize } from '../../syntax/bicep/lexer';
import { TokenKind } from '../../syntax/bicep/tokens';
import type { Range } from '../../text/range';
import {
  type Comment,
  type CommentSyntax,
  type ScannedText,
  slashComment,
  suppressionMark,
} from './comment-syntax';

/** Comments of Bicep: `//` to the end of the line, and blocks. Its own `#disable-next-line` is for its own tools. */
export const bicepComments: CommentSyntax = {
  scan: scanBicep,
  write: (content) => `// ${content}`,
};

function scanBicep(text: string): ScannedText {
  const { count, kinds, starts, ends } = tokenize(text);
  const comments: Comment[] = [];
  const joined: Range[] = [];
  const parts: string[] = [];
  const strings: number[] = [];
  let position = 0;
  for (let index = 0; index < count; index++) {
    const start = starts[index] ?? 0;
    const end = ends[index] ?? 0;
    comments.push(...commentsIn(text, position, start));
    parts.push(blanked(text.slice(position, start)), text.slice(start, end));
    position = end;
    const kind = kinds[index];
    if (kind === TokenKind.StringHead) {
      strings.push(start);
    }
    const from =
      kind === TokenKind.String ? start : kind === TokenKind.StringTail ? strings.pop() : undefined;
    // Of a string in another one, the outer one tells.
    if (from !== undefined && strings.length === 0 && text.slice(from, end).includes('\n')) {
      joined.push({ start: from, end });
    }
  }
  return { comments, code: parts.join(''), joined };
}

/** The comments between two tokens that hold the mark. */
function commentsIn(text: string, from: number, to: number): readonly Comment[] {
  const gap = text.slice(from, to);
  if (!gap.includes(suppressionMark)) {
    return [];
  }
  return [...gap.matchAll(/\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|#[^\r\n]*/g)].flatMap((match) => {
    const start = from + match.index;
    return slashComment(text, { start, end: start + match[0].length }) ?? [];
  });
}

function blanked(gap: string): string {
  return gap.replace(/[^\s]/g, ' ');
}

import { commentsOf } from '../../syntax/arm/json';
import { type CommentSyntax, type ScannedText, slashComment } from './comment-syntax';

/** Comments of templates in JSON: `//` to the end of the line, and blocks. */
export const armComments: CommentSyntax = {
  scan: scanJson,
  write: (content) => `// ${content}`,
};

function scanJson(text: string): ScannedText {
  const ranges = commentsOf(text);
  const parts: string[] = [];
  let position = 0;
  for (const { start, end } of ranges) {
    parts.push(text.slice(position, start), text.slice(start, end).replace(/\S/g, ' '));
    position = end;
  }
  const comments = ranges.flatMap((range) => slashComment(text, range) ?? []);
  return { comments, code: parts.join('') + text.slice(position), joined: [] };
}

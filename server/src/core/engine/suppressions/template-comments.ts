import { type Comment, suppressionMark } from './comment-syntax';

interface Notation {
  readonly opening: string;
  readonly open: RegExp;
  readonly close: string;
  /** The whole end, from `close` on. */
  readonly end: RegExp;
}

/** Go templates (Helm) and Jinja. The blanks are limited, so that a text full of them costs no more than others. */
const notations: readonly Notation[] = [
  {
    opening: '{{',
    open: /\{\{-?[ \t]{0,8}\/\*/y,
    close: '*/',
    end: /\*\/[ \t]{0,8}-?\}\}/y,
  },
  { opening: '{#', open: /\{#-?/y, close: '#}', end: /#\}/y },
];

/** The comments of template languages that hold the mark of a suppression, in the order of their places. */
export function templateComments(text: string): readonly Comment[] {
  return notations
    .flatMap((notation) => [...find(text, notation)])
    .filter(({ content }) => text.slice(content.start, content.end).includes(suppressionMark))
    .sort((a, b) => a.range.start - b.range.start);
}

function* find(text: string, { opening, open, close, end }: Notation): Generator<Comment> {
  let start = text.indexOf(opening);
  while (start !== -1) {
    open.lastIndex = start;
    let next = start + opening.length;
    if (open.test(text)) {
      const contentStart = open.lastIndex;
      const contentEnd = text.indexOf(close, contentStart);
      if (contentEnd === -1) {
        return;
      }
      end.lastIndex = contentEnd;
      next = contentEnd + close.length;
      if (end.test(text)) {
        next = end.lastIndex;
        const trimmed = text.charAt(contentEnd - 1) === '-' ? contentEnd - 1 : contentEnd;
        const content = { start: contentStart, end: Math.max(contentStart, trimmed) };
        yield { range: { start, end: next }, content, kind: 'template' };
      }
    }
    start = text.indexOf(opening, next);
  }
}

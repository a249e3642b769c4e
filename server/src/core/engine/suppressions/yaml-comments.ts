import { type Hole, looksTemplated, readTemplate } from '../../syntax/yaml/template';
import { tokensOf, type YamlToken } from '../../syntax/yaml/tokens';
import type { Range } from '../../text/range';
import {
  type Comment,
  type CommentSyntax,
  type ScannedText,
  suppressionMark,
} from './comment-syntax';
import { templateComments } from './template-comments';

/** Comments of YAML: `#` where YAML says so, and in a template those of the template language as well. */
export const yamlComments: CommentSyntax = {
  scan: scanYaml,
  write: (content) => `# ${content}`,
};

function scanYaml(text: string): ScannedText {
  const template = looksTemplated(text) ? readTemplate(text) : undefined;
  const readable = template?.text ?? text;
  const comments: Comment[] = [];
  const commented: Range[] = [];
  const joined: Range[] = [];
  const parts: string[] = [];
  let lineStart = 0;
  let header: { readonly start: number; readonly lineStart: number } | undefined;
  for (const { type, start, end } of tokensOf(readable)) {
    const source = readable.slice(start, end);
    const range = { start, end };
    parts.push(silent.has(type) ? ' '.repeat(source.length) : source);
    if (type === 'comment') {
      commented.push(range);
      if (text.slice(start, end).includes(suppressionMark)) {
        comments.push({ range, content: { start: start + 1, end }, kind: 'line' });
      }
    } else if (type === 'block-scalar-header') {
      header = { start, lineStart };
    } else if (source.includes('\n') && strings.has(type)) {
      const string = header ?? { start, lineStart };
      addJoined(joined, { start: string.start, end }, string.lineStart);
    }
    header = type === 'scalar' ? undefined : header;
    const newline = source.lastIndexOf('\n');
    lineStart = newline === -1 ? lineStart : start + newline + 1;
  }
  return {
    comments:
      template === undefined
        ? comments
        : merged(comments, outside(templateComments(text), commented)),
    code: withHoles(parts.join(''), template?.holes ?? []),
    joined,
  };
}

type TokenType = YamlToken['type'];

const strings: ReadonlySet<TokenType> = new Set([
  'scalar',
  'single-quoted-scalar',
  'double-quoted-scalar',
] as const);

/** Tokens that say nothing by themselves. */
const silent: ReadonlySet<TokenType> = new Set([
  'byte-order-mark',
  'comment',
  'directive-line',
  'doc-end',
  'doc-start',
] as const);

/** Strings that follow each other on a line, such as a key and its value, join their lines to one. */
function addJoined(joined: Range[], range: Range, lineStart: number): void {
  const last = joined.at(-1);
  if (last !== undefined && lineStart < last.end) {
    joined[joined.length - 1] = { start: last.start, end: range.end };
  } else {
    joined.push(range);
  }
}

/** Makes visible where a template prints lines of its own. */
function withHoles(code: string, holes: readonly Hole[]): string {
  const parts: string[] = [];
  let position = 0;
  for (const { offset } of holes) {
    parts.push(code.slice(position, offset), 'x');
    position = offset + 1;
  }
  return parts.length === 0 ? code : parts.join('') + code.slice(position);
}

/** Without those that lie in one of the ranges; both lists are in order. */
function outside(comments: readonly Comment[], ranges: readonly Range[]): readonly Comment[] {
  let next = 0;
  return comments.filter(({ range }) => {
    while (next < ranges.length && (ranges[next]?.end ?? 0) <= range.start) {
      next++;
    }
    return range.start < (ranges[next]?.start ?? Number.POSITIVE_INFINITY);
  });
}

function merged(a: readonly Comment[], b: readonly Comment[]): readonly Comment[] {
  return [...a, ...b].sort((one, other) => one.range.start - other.range.start);
}

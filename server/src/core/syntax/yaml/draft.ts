import { Document, isScalar, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { lineStartOf } from '../../text/lines';
import type { Range } from '../../text/range';
import { forceQuotes, type PlainValue, type YamlStyle } from './style';
import { tokensOf } from './tokens';
import type { YamlNode } from './tree';

/**
 * A value that is to take the place of one that is written: like a plain value, but its parts know which part of the
 * text they come from, so that comments and style can go with them.
 */
export type Draft =
  | {
      readonly is: 'scalar';
      readonly value: string | number | boolean;
      readonly from?: YamlNode;
    }
  | { readonly is: 'list'; readonly items: readonly Draft[]; readonly from?: YamlNode }
  | { readonly is: 'map'; readonly entries: readonly DraftEntry[]; readonly from?: YamlNode };

/** An entry of a map; `from` is what is written for it now, from its key to the end of its value. */
export interface DraftEntry {
  readonly key: string;
  readonly value: Draft;
  readonly from?: Range;
}

/** A plain value as a draft that comes from nowhere. */
export function draftOf(value: PlainValue): Draft {
  if (Array.isArray(value)) {
    return { is: 'list', items: value.map((item: PlainValue) => draftOf(item)) };
  }
  return typeof value === 'object'
    ? {
        is: 'map',
        entries: Object.entries(value).map(([key, item]) => ({ key, value: draftOf(item) })),
      }
    : { is: 'scalar', value: value as string | number | boolean };
}

/** The draft without its origins. */
export function plainOf(draft: Draft): PlainValue {
  switch (draft.is) {
    case 'scalar':
      return draft.value;
    case 'list':
      return draft.items.map(plainOf);
    case 'map':
      return Object.fromEntries(draft.entries.map(({ key, value }) => [key, plainOf(value)]));
  }
}

/** A comment of a text, with its mark. */
export interface Comment extends Range {
  readonly text: string;
}

/** The comments between two offsets. */
export function commentsIn(text: string, { start, end }: Range): readonly Comment[] {
  return [...tokensOf(text)]
    .filter((token) => token.type === 'comment' && token.start >= start && token.end <= end)
    .map((token) => ({ ...token, text: text.slice(token.start, token.end).trimEnd() }));
}

/**
 * The draft as lines in block style, the first without indentation, the others `column` deep. What was written between
 * brackets still is, quotes stay, and every comment in `within` stands at the part that comes from where it stood, or at
 * the part around it. `lead` are comments to stand in front of everything.
 */
export function renderDraft(
  draft: Draft,
  text: string,
  within: Range,
  style: YamlStyle,
  column: number,
  lead: readonly string[] = [],
): string {
  const parts: Part[] = [];
  const document = new Document(undefined);
  const root = nodeOf(draft, text, parts);
  document.contents = root as unknown as Document['contents'];
  forceQuotes(document);
  const left = commentsIn(text, within).filter((comment) => !place(comment, text, within, parts));
  const first = [...lead, ...left.map((comment) => comment.text)].map(withoutMark).join('\n');
  if (first !== '') {
    const start = root instanceof YAMLMap ? root.items[0]?.key : root;
    addAbove(isScalar(start) ? start : (root as Above), first, 'first');
  }
  const rendered = document.toString({
    lineWidth: 0,
    indent: style.indent,
    indentSeq: style.indentSequences,
    flowCollectionPadding: style.paddedFlow,
  });
  return rendered
    .trimEnd()
    .split('\n')
    .map((line, index) => (index === 0 || line === '' ? line : `${' '.repeat(column)}${line}`))
    .join(style.eol);
}

/** A node of the library that comments can stand above, and the place it comes from. */
interface Part {
  readonly from: Range;
  readonly above: Above;
  readonly behind: Scalar | YAMLMap | YAMLSeq | undefined;
}
type Above = Scalar | YAMLMap | YAMLSeq;

function nodeOf(draft: Draft, text: string, parts: Part[]): Above {
  const { from } = draft;
  switch (draft.is) {
    case 'scalar': {
      const scalar = new Scalar(draft.value);
      const style = from?.kind === 'scalar' ? from.style : undefined;
      if (style === 'single-quoted' && typeof draft.value === 'string') {
        scalar.type = 'QUOTE_SINGLE';
      } else if (style === 'double-quoted' && typeof draft.value === 'string') {
        scalar.type = 'QUOTE_DOUBLE';
      }
      return scalar;
    }
    case 'list': {
      const list = new YAMLSeq();
      list.flow = isFlow(from) || draft.items.length === 0;
      for (const item of draft.items) {
        const node = nodeOf(item, text, parts);
        list.items.push(node);
        if (item.from !== undefined) {
          node.spaceBefore =
            list.items.length > 1 && isBehindBlankLine(text, item.from.range.start);
          parts.push({ from: item.from.range, above: node, behind: lastOf(node) });
        }
      }
      return list;
    }
    case 'map': {
      const map = new YAMLMap();
      map.flow = isFlow(from) || draft.entries.length === 0;
      for (const entry of draft.entries) {
        const key = new Scalar(entry.key);
        const value = nodeOf(entry.value, text, parts);
        map.items.push(new Pair(key, value));
        if (entry.from !== undefined) {
          key.spaceBefore = map.items.length > 1 && isBehindBlankLine(text, entry.from.start);
          parts.push({ from: entry.from, above: key, behind: lastOf(value) });
        }
      }
      return map;
    }
  }
}

function isFlow(from: YamlNode | undefined): boolean {
  return from !== undefined && 'flow' in from && from.flow;
}

/** What ends the line on which a value of one line stands. */
function lastOf(node: Above): Part['behind'] {
  if (node instanceof Scalar || node.flow === true) {
    return node;
  }
  const last = node.items.at(-1);
  const value = last instanceof Pair ? last.value : last;
  return node.items.length === 1 && value !== undefined ? lastOf(value as Above) : undefined;
}

/** Whether the line above the offset's, and above the comments over it, is blank. */
function isBehindBlankLine(text: string, offset: number): boolean {
  for (let start = lineStartOf(text, offset); start > 0; ) {
    const above = lineStartOf(text, start - 1);
    const line = text.slice(above, start).trim();
    if (!line.startsWith('#')) {
      return line === '';
    }
    start = above;
  }
  return false;
}

/** Puts a comment at its part; false when there is none. */
function place(comment: Comment, text: string, within: Range, parts: readonly Part[]): boolean {
  const lineStart = lineStartOf(text, comment.start);
  const before = text.slice(lineStart, comment.start).trimEnd();
  const content = withoutMark(comment.text);
  if (before.trim() !== '') {
    const part = innermost(parts, lineStart + before.length - 1);
    const isOneLine = part !== undefined && !contentOf(part.from, text).includes('\n');
    if (part?.behind !== undefined && isOneLine && part.behind.comment == null) {
      part.behind.comment = content;
    } else if (part !== undefined) {
      addAbove(part.above, content);
    }
    return part !== undefined;
  }
  const next = contentBehind(text, comment.end, within.end);
  // The outermost of the parts that begin there: a comment above a dash is about the whole item.
  const part =
    next === undefined
      ? undefined
      : (parts
          .filter(({ from }) => from.start === next)
          .sort((a, b) => b.from.end - a.from.end)[0] ?? innermost(parts, next));
  if (part !== undefined) {
    addAbove(part.above, content);
  }
  return part !== undefined;
}

/** The text of a place without the blank lines and comments below it, which the library may count as part of it. */
function contentOf({ start, end }: Range, text: string): string {
  const lines = text.slice(start, end).trimEnd().split('\n');
  const last = lines.findLastIndex((line, index) => index === 0 || /^\s*[^\s#]/.test(line));
  return lines.slice(0, last + 1).join('\n');
}

/** Where the next key or value begins, behind comments and dashes. */
function contentBehind(text: string, from: number, end: number): number | undefined {
  const behind = /^(?:\s+|#[^\n]*|-(?=\s))*/.exec(text.slice(from, end))?.[0].length ?? 0;
  return from + behind < end ? from + behind : undefined;
}

function innermost(parts: readonly Part[], offset: number): Part | undefined {
  return parts
    .filter(({ from }) => from.start <= offset && offset < from.end)
    .sort((a, b) => a.from.end - a.from.start - (b.from.end - b.from.start))[0];
}

function addAbove(node: Above, content: string, where: 'first' | 'last' = 'last'): void {
  const old = node.commentBefore;
  const lines = where === 'first' ? [content, old] : [old, content];
  node.commentBefore = lines.filter((line) => line != null).join('\n');
}

function withoutMark(comment: string): string {
  return comment.replace(/^#/, '');
}

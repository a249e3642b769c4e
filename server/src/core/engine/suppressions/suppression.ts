import { lineStartOf } from '../../text/lines';
import type { Range } from '../../text/range';
import { type Comment, type ScannedText, suppressionMark } from './comment-syntax';

export type SuppressionScope = 'line' | 'next-line' | 'file';

/** The comments there are, by what they are for. */
export const suppressionWords: Readonly<Record<SuppressionScope, string>> = {
  line: `${suppressionMark}-line`,
  'next-line': `${suppressionMark}-next-line`,
  file: `${suppressionMark}-file`,
};

/** A comment that says which findings its author has seen and accepts. Offsets refer to the scanned text. */
export interface Suppression {
  readonly comment: Comment;
  /** Undefined when the word is none of those there are. */
  readonly scope: SuppressionScope | undefined;
  /** The word that makes the comment one, such as `aks-cilium-disable-line`. */
  readonly word: Word;
  /** What stands between commas: a rule's name each, if the author made no mistake. Empty means every rule. */
  readonly items: readonly Item[];
  /** The whole comment; behind another comment, from its own `#` or `//` on. */
  readonly range: Range;
  /** The first character behind the comment's line that says something; undefined at the end of the text. */
  readonly nextCode: number | undefined;
}

export interface Word {
  readonly text: string;
  readonly range: Range;
}

export interface Item extends Word {
  readonly words: readonly Word[];
}

/** The suppression comments of a text, in the order of their places. */
export function readSuppressions(text: string, scanned: ScannedText): readonly Suppression[] {
  const suppressions: Suppression[] = [];
  // From the last to the first, so that no line is looked at twice however many comments are stacked.
  let knownFrom = text.length;
  let known: number | undefined;
  for (const comment of [...scanned.comments].reverse()) {
    const newline = text.indexOf('\n', comment.range.end);
    const nextLine = newline === -1 ? text.length : newline + 1;
    known = firstCode(scanned.code, nextLine, knownFrom) ?? known;
    knownFrom = nextLine;
    const suppression = readComment(text, comment, known);
    if (suppression !== undefined) {
      suppressions.push(suppression);
    }
  }
  return suppressions.reverse();
}

/** The first character in the range that is no blank. */
export function firstCode(code: string, from: number, to: number): number | undefined {
  for (let index = from; index < to; index++) {
    if (!isBlank(code.charCodeAt(index))) {
      return index;
    }
  }
  return undefined;
}

function readComment(
  text: string,
  comment: Comment,
  nextCode: number | undefined,
): Suppression | undefined {
  const offset = comment.content.start;
  const content = text.slice(offset, comment.content.end);
  const own = firstWord(content);
  const second = own === undefined ? secondComment(text, comment, content) : undefined;
  const start = own ?? second?.word;
  if (start === undefined) {
    return undefined;
  }
  const word = /^[\w-]+/.exec(content.slice(start))?.[0] ?? '';
  const wordEnd = start + word.length;
  const itemsStart = content.charAt(wordEnd) === ':' ? wordEnd + 1 : wordEnd;
  const reason = /(?:^|\s)--(?=\s|$)/.exec(content.slice(itemsStart));
  const itemsEnd = reason === null ? content.length : itemsStart + reason.index;
  const items = readItems(content.slice(itemsStart, itemsEnd), offset + itemsStart);
  return {
    comment,
    scope: scopes.find((each) => suppressionWords[each] === word),
    word: { text: word, range: { start: offset + start, end: offset + wordEnd } },
    items,
    range: second === undefined ? comment.range : { ...comment.range, start: offset + second.mark },
    nextCode,
  };
}

const scopes = Object.keys(suppressionWords) as SuppressionScope[];

/** Where the word begins, when it is the first of the comment. */
function firstWord(content: string): number | undefined {
  const start = /^[#/\s]*/.exec(content)?.[0].length ?? 0;
  return content.startsWith(suppressionMark, start) ? start : undefined;
}

/**
 * A line has room for one comment only, so behind what it says `# aks-cilium-disable-line` may follow, or `//` where comments
 * begin with that. Not in comments that have a line for themselves, nor with the other words: those explain how to write one.
 */
function secondComment(
  text: string,
  comment: Comment,
  content: string,
): { readonly mark: number; readonly word: number } | undefined {
  const word = content.indexOf(suppressionWords.line);
  const before = content.slice(0, Math.max(word, 0)).trimEnd();
  const hasSlashes = text.charAt(comment.range.start) === '/';
  const mark = before.length - trailing(before, hasSlashes ? '/' : '#');
  const isMarked = before.length - mark >= (hasSlashes ? 2 : 1);
  const isOwn = isMarked && /\s/.test(before.charAt(mark - 1));
  const isPossible = comment.kind === 'line' && !standsAlone(text, comment.range);
  return word !== -1 && isOwn && isPossible ? { mark, word } : undefined;
}

/** How many of the characters the text ends with. */
function trailing(text: string, character: string): number {
  let count = 0;
  while (text.charAt(text.length - 1 - count) === character) {
    count++;
  }
  return count;
}

function readItems(source: string, offset: number): readonly Item[] {
  const items: Item[] = [];
  let start = 0;
  for (const part of source.split(',')) {
    const words = [...part.matchAll(/\S+/g)].map((match): Word => {
      const wordStart = offset + start + match.index;
      return { text: match[0], range: { start: wordStart, end: wordStart + match[0].length } };
    });
    const [first, last] = [words[0], words.at(-1)];
    if (first !== undefined && last !== undefined) {
      const range = { start: first.range.start, end: last.range.end };
      items.push({ text: words.map((word) => word.text).join(' '), range, words });
    }
    start += part.length + 1;
  }
  return items;
}

/** Whether nothing but blanks stands beside the range on its lines. */
export function standsAlone(text: string, { start, end }: Range): boolean {
  const before = text.slice(lineStartOf(text, start), start);
  const newline = text.indexOf('\n', end);
  const after = text.slice(end, newline === -1 ? text.length : newline);
  return before.trim() === '' && after.trim() === '';
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

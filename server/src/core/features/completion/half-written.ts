import { lineEndOf, lineStartOf } from '../../text/lines';
import type { Range } from '../../text/range';

/** Stands for what is being written while the rest is read; a word that no file holds. */
export const caretMark = 'akscilium-caret';

/** A text in which a mark stands for what is being written, as a key or as a value. */
export interface PatchedText {
  readonly text: string;
  /** Where the mark begins in it. */
  readonly at: number;
  /** What would be replaced in the text as it is: a word, or nothing. */
  readonly word: Range;
  /** How deep the first character of what is written will stand. */
  readonly column: number;
  /** How deep the line is indented. */
  readonly indentation: number;
  /** To be written before and behind it. */
  readonly before: string;
  readonly behind: string;
  /** A dash was put before the mark, which has to be written too. */
  readonly needsDash: boolean;
  /** A colon follows already. */
  readonly hasColon: boolean;
  /** It stands between quotes. */
  readonly isQuoted: boolean;
  /** It is the value behind a key. */
  readonly isValue: boolean;
}

/** Nobody writes a word that far to the right. */
const longestLine = 500;

/**
 * The ways to read what is being written at the offset, the likeliest first: as a key, as a new item of a list, as a
 * value. None in the middle of something else, and before a word.
 */
export function patchedTexts(text: string, offset: number): readonly PatchedText[] {
  const line = readLine(text, offset);
  if (line === undefined) {
    return [];
  }
  const { lead, word, behind } = line;
  const isValue = /:[ \t]+["']?$/.test(lead);
  const isFlow = /[{[,][ \t]*["']?$/.test(lead) || isBetweenBrackets(text, word.start);
  const isBlock = /^[ \t]*(?:-[ \t]+)*-?["']?$/.test(lead);
  if (!isValue && !isFlow && !isBlock) {
    return [];
  }
  const variant = (needsDash: boolean) => patched(text, line, { needsDash, isValue });
  const mayNeedDash = !isValue && isBlock && !lead.includes('-') && behind.trim() === '';
  return mayNeedDash ? [variant(false), variant(true)] : [variant(false)];
}

interface HalfWritten {
  /** The line before the word. */
  readonly lead: string;
  readonly word: Range;
  /** The line behind the word, without a comment. */
  readonly behind: string;
}

function readLine(text: string, offset: number): HalfWritten | undefined {
  const start = lineStartOf(text, offset);
  if (offset - start > longestLine) {
    return undefined;
  }
  const end = Math.max(lineEndOf(text, start), offset);
  const [begun = ''] =
    /(?:[A-Za-z0-9_*/](?:[\w./*-]|:(?=\S))*)?$/.exec(text.slice(start, offset)) ?? [];
  const [rest = ''] = /^(?:[\w./*-]|:(?=[^\s,}\]]))*/.exec(text.slice(offset, end)) ?? [];
  // Nothing is being written before a word.
  if (begun === '' && rest !== '') {
    return undefined;
  }
  const word = { start: offset - begun.length, end: offset + rest.length };
  const behind = text.slice(word.end, end).replace(/[ \t]#.*$/, '');
  const isPlain = /^["']?[ \t]*(?:$|:(?:[ \t]|$)|[,}\]])/.test(behind);
  return isPlain ? { lead: text.slice(start, word.start), word, behind } : undefined;
}

function patched(
  text: string,
  { lead, word, behind }: HalfWritten,
  place: Pick<PatchedText, 'needsDash' | 'isValue'>,
): PatchedText {
  const quote = /["']$/.exec(lead)?.[0] ?? '';
  const isClosed = quote === '' || behind.startsWith(quote);
  const hasColon = /^["']?[ \t]*:(?:[ \t]|$)/.test(behind);
  const blank = /-$/.test(lead) ? ' ' : '';
  const dash = place.needsDash ? '- ' : '';
  const colon = place.isValue || hasColon || quote !== '' ? '' : ': ';
  const inserted = `${blank}${dash}${caretMark}${isClosed ? '' : quote}${colon}`;
  return {
    ...place,
    text: text.slice(0, word.start) + inserted + text.slice(word.end),
    at: word.start + blank.length + dash.length,
    word,
    column: lead.length - quote.length + blank.length,
    indentation: /^[ \t]*/.exec(lead)?.[0].length ?? 0,
    before: blank,
    behind: isClosed ? '' : quote,
    hasColon,
    isQuoted: quote !== '',
  };
}

/** Whether more brackets open than close in the lines above that belong together; a rough look, for a hint only. */
function isBetweenBrackets(text: string, offset: number): boolean {
  let depth = 0;
  for (let at = offset - 1, seen = 0; at >= 0 && seen < 2_000; at--, seen++) {
    const char = text.charAt(at);
    if (char === '}' || char === ']') {
      depth++;
    } else if (char === '{' || char === '[') {
      if (depth === 0) {
        return true;
      }
      depth--;
    } else if (char === '\n' && /^[A-Za-z-]/.test(text.slice(at + 1, at + 2))) {
      return false;
    }
  }
  return false;
}

import { matchAt, perlClass, readCharacter, readUnicodeClass } from './re2-escapes';

/** A longer expression is written by a program, and is let through. */
const longestChecked = 10_000;
const mostRepetitions = 1000;
const longestShown = 20;

/** A group that is open: what it is part of, and how much its contents repeat. */
interface Level {
  /** Whether something stands in front that can be repeated. */
  hasAtom: boolean;
  /** How often the last atom is repeated by counts, its own and those inside it. */
  atomSize: number;
  largest: number;
}

/**
 * What is wrong with a regular expression in the syntax of RE2, as Go compiles it: words that end a sentence, such as
 * `a "(" is not closed`. Undefined when nothing is, and where that depends on the version of Go.
 */
export function re2Problem(text: string): string | undefined {
  if (text.length > longestChecked) {
    return undefined;
  }
  const levels: [Level, ...Level[]] = [newLevel()];
  let lastRepeat = '';
  for (let at = 0; at < text.length; ) {
    const read = readNext(text, at, levels, lastRepeat);
    if ('problem' in read) {
      return read.problem;
    }
    lastRepeat = read.repeat ?? '';
    at = read.end;
  }
  return levels.length > 1 ? 'a "(" is not closed' : undefined;
}

function newLevel(): Level {
  return { hasAtom: false, atomSize: 1, largest: 1 };
}

type Step = { readonly end: number; readonly repeat?: string } | { readonly problem: string };

function readNext(text: string, at: number, levels: Level[], lastRepeat: string): Step {
  const level = levels.at(-1) ?? newLevel();
  switch (text.charAt(at)) {
    case '(':
      return openGroup(text, at, levels);
    case ')':
      return closeGroup(at, levels);
    case '|':
      level.hasAtom = false;
      level.atomSize = 1;
      return { end: at + 1 };
    case '[':
      return atom(level, readClass(text, at));
    case '*':
    case '+':
    case '?':
      return repeat(text, at, at + 1, level, lastRepeat, 1);
    case '{':
      return readCount(text, at, level, lastRepeat);
    case '\\':
      return readBackslash(text, at, level);
    default:
      return atom(level, readCharacter(text, at));
  }
}

function atom(level: Level, read: Step): Step {
  if ('end' in read) {
    level.hasAtom = true;
    level.atomSize = 1;
  }
  return 'end' in read ? { end: read.end } : read;
}

const named = /\(\?P?<([^>]*)>/y;
const flags = /\(\?([imsU]*)(?:-([imsU]+))?([:)])/y;

function openGroup(text: string, at: number, levels: Level[]): Step {
  if (text.charAt(at + 1) !== '?') {
    levels.push(newLevel());
    return { end: at + 1 };
  }
  const name = matchAt(named, text, at);
  if (name !== null && /^\w+$/.test(name[1] ?? '')) {
    levels.push(newLevel());
    return { end: at + name[0].length };
  }
  const flagged = matchAt(flags, text, at);
  if (flagged === null) {
    const begin = /^\(\?(?:<[=!]|P?.)?/su.exec(text.slice(at, at + 5))?.[0] ?? '(?';
    return { problem: `"${begin}" is not a supported group` };
  }
  if (flagged[3] === ':') {
    levels.push(newLevel());
  }
  return { end: at + flagged[0].length };
}

function closeGroup(at: number, levels: Level[]): Step {
  const group = levels.pop();
  const outer = levels.at(-1);
  if (group === undefined || outer === undefined) {
    return { problem: 'a ")" has no "("' };
  }
  outer.hasAtom = true;
  outer.atomSize = group.largest;
  outer.largest = Math.max(outer.largest, group.largest);
  return { end: at + 1 };
}

const counted = /\{(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\}/y;

/** Braces that hold no count stand for themselves. */
function readCount(text: string, at: number, level: Level, lastRepeat: string): Step {
  const match = matchAt(counted, text, at);
  if (match === null) {
    return atom(level, { end: at + 1 });
  }
  const least = Number(match[1]);
  const isOpen = match[2] !== undefined && match[3] === undefined;
  const most = match[2] === undefined ? least : Number(match[3] ?? least);
  if (Math.max(least, most) > mostRepetitions) {
    return { problem: `"${match[0]}" repeats more than ${mostRepetitions} times` };
  }
  if (least > most) {
    return { problem: `"${match[0]}" ends before it begins` };
  }
  const times = isOpen ? Math.max(least, 1) : most;
  return repeat(text, at, at + match[0].length, level, lastRepeat, times);
}

function repeat(
  text: string,
  at: number,
  behind: number,
  level: Level,
  lastRepeat: string,
  times: number,
): Step {
  // A question mark behind it makes it match as little as possible.
  const end = text.charAt(behind) === '?' ? behind + 1 : behind;
  const written = text.slice(at, end);
  if (lastRepeat !== '') {
    return { problem: `"${lastRepeat}${written}" repeats a repetition` };
  }
  if (!level.hasAtom) {
    return { problem: `"${written}" has nothing to repeat` };
  }
  // Nothing is left of what is repeated zero times.
  level.atomSize = times === 0 ? 1 : level.atomSize * times;
  if (times > 1 && level.atomSize > mostRepetitions) {
    return { problem: `"${written}" repeats more than ${mostRepetitions} times in all` };
  }
  level.largest = Math.max(level.largest, level.atomSize);
  return { end, repeat: written };
}

const position = /\\[AbBz]/y;

function readBackslash(text: string, at: number, level: Level): Step {
  if (text.startsWith('\\Q', at)) {
    const quoteEnd = text.indexOf('\\E', at + 2);
    const end = quoteEnd === -1 ? text.length : quoteEnd;
    level.hasAtom ||= end > at + 2;
    level.atomSize = end > at + 2 ? 1 : level.atomSize;
    return { end: quoteEnd === -1 ? end : end + 2 };
  }
  if (matchAt(position, text, at) !== null || matchAt(perlClass, text, at) !== null) {
    return atom(level, { end: at + 2 });
  }
  return atom(level, readUnicodeClass(text, at) ?? readCharacter(text, at));
}

const asciiClass = /\[:(\^?)(\w*):\]/y;
const asciiClasses =
  /^(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit)$/;

/** Reads a class in brackets; a `]` that comes first stands for itself. */
function readClass(text: string, at: number): Step {
  const first = text.charAt(at + 1) === '^' ? at + 2 : at + 1;
  for (let next = first; next < text.length; ) {
    if (text.charAt(next) === ']' && next > first) {
      return { end: next + 1 };
    }
    const read = readClassPart(text, next);
    if ('problem' in read) {
      return read;
    }
    next = read.end;
  }
  return { problem: 'a "[" is not closed' };
}

function readClassPart(text: string, at: number): Step {
  const groupEnd = text.startsWith('[:', at) ? text.indexOf(':]', at + 2) + 2 : 1;
  if (groupEnd > 1) {
    const name = matchAt(asciiClass, text, at)?.[2] ?? '';
    return asciiClasses.test(name)
      ? { end: groupEnd }
      : {
          problem: `"${text.slice(at, Math.min(groupEnd, at + longestShown))}" is not a known class`,
        };
  }
  const property = readUnicodeClass(text, at);
  if (property !== undefined) {
    return property;
  }
  if (matchAt(perlClass, text, at) !== null) {
    return { end: at + 2 };
  }
  const low = readCharacter(text, at);
  if ('problem' in low || text.charAt(low.end) !== '-' || /^\]?$/.test(text.charAt(low.end + 1))) {
    return low;
  }
  const high = readCharacter(text, low.end + 1);
  return 'problem' in high || high.codePoint >= low.codePoint
    ? high
    : { problem: `the range "${text.slice(at, high.end)}" runs backwards` };
}

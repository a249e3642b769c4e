import { readDollar } from './dollar';
import { assignedName, close, endCommand, endWord } from './posix-commands';
import { plainText, ShellScan } from './scan';
import type { ShellScript } from './tree';

/**
 * The commands of a script for sh, bash or zsh. Takes any text: what does not end where it should ends with the text, and
 * what no shell would take is read as it looks. Two habits of written guides are understood: blanks behind the backslash of
 * a continuation, and `<placeholder>` for something to fill in. Linear in the length of the text.
 */
export function scanPosix(text: string): ShellScript {
  const scan = new ShellScan(text);
  const heredocs: Heredoc[] = [];
  while (scan.position < text.length) {
    if (scan.frame.kind === 'quoted') {
      readQuoted(scan);
    } else {
      readCode(scan, heredocs);
    }
  }
  while (scan.frames.length > 1) {
    close(scan);
  }
  endCommand(scan, '');
  return scan.result();
}

/** A text that begins on the next line and ends with a line that says the word. */
interface Heredoc {
  readonly word: string;
  /** Tabs may stand before the word. */
  readonly isIndented: boolean;
}

const ordinary = /[^\s\\#'"$`();&|<>{}]+/y;
const quotedRun = /[^"\\$`]+/y;
const continuation = /\\[ \t]*\r?\n/y;

function readCode(scan: ShellScan, heredocs: Heredoc[]): void {
  const run = scan.match(ordinary);
  if (run !== undefined) {
    scan.addText(run[0]);
    scan.position += run[0].length;
    return;
  }
  const { text, position } = scan;
  switch (text.charAt(position)) {
    case '\n':
      endCommand(scan, '\n');
      scan.position++;
      skipHeredocs(scan, heredocs);
      return;
    case '\\':
      readBackslash(scan);
      return;
    case '#':
      readHash(scan);
      return;
    case "'":
      readSingleQuoted(scan, position + 1);
      return;
    case '"':
      scan.addText('');
      scan.push('quoted', '"');
      scan.position++;
      return;
    case '$':
      readDollar(scan, false);
      return;
    case '`':
      readBacktick(scan);
      return;
    case '(':
    case ')':
      readParenthesis(scan);
      return;
    case ';':
    case '&':
    case '|':
      readOperator(scan);
      return;
    case '<':
    case '>':
      readRedirection(scan, heredocs);
      return;
    case '{':
    case '}':
      readBrace(scan);
      return;
    default:
      endWord(scan);
      scan.position++;
  }
}

function readQuoted(scan: ShellScan): void {
  const run = scan.match(quotedRun);
  if (run !== undefined) {
    scan.addText(run[0]);
    scan.position += run[0].length;
    return;
  }
  switch (scan.text.charAt(scan.position)) {
    case '"':
      scan.frames.pop();
      scan.position++;
      return;
    case '$':
      readDollar(scan, true);
      return;
    case '`':
      readBacktick(scan);
      return;
    default:
      readQuotedBackslash(scan);
  }
}

function readQuotedBackslash(scan: ShellScan): void {
  const [, escaped] = scan.match(/\\(\r?\n|["$`\\])?/y) ?? [];
  scan.addText(escaped === undefined ? '\\' : escaped.trim());
  scan.position += 1 + (escaped?.length ?? 0);
}

function readBackslash(scan: ShellScan): void {
  const found = scan.match(continuation);
  if (found === undefined) {
    scan.addText(scan.text.charAt(scan.position + 1));
    scan.position = Math.min(scan.position + 2, scan.text.length);
    return;
  }
  // With blanks in between it cannot be meant to go on with the word.
  if (/[ \t]/.test(found[0])) {
    endWord(scan);
  }
  scan.position += found[0].length;
}

function readHash(scan: ShellScan): void {
  if (scan.list.word === undefined) {
    scan.comment(scan.lineEnd(scan.position));
  } else {
    scan.addText('#');
    scan.position++;
  }
}

/** A quote without an end is an apostrophe. */
function readSingleQuoted(scan: ShellScan, start: number): void {
  const end = scan.find("'", start);
  scan.addText(end === -1 ? "'" : scan.text.slice(start, end));
  scan.position = end === -1 ? start : end + 1;
}

/** Backticks cannot be nested as they are, so the second one ends what the first began. */
function readBacktick(scan: ShellScan): void {
  if (scan.isInBackticks) {
    while (scan.frame.closer !== '`') {
      close(scan);
    }
    close(scan);
  } else {
    scan.addPart({ kind: 'unknown', isQuoted: scan.frame.kind === 'quoted' });
    scan.push('list', '`');
  }
  scan.isInBackticks = !scan.isInBackticks;
  scan.position++;
}

function readParenthesis(scan: ShellScan): void {
  const { frame, text, position } = scan;
  if (text.charAt(position) === ')') {
    scan.position++;
    if (frame.closer === ')') {
      close(scan);
    } else {
      // The pattern of a branch of `case`.
      frame.word = undefined;
      frame.words.length = 0;
    }
    return;
  }
  const isFunction = text.charAt(position + 1) === ')';
  const { word } = frame;
  if (isFunction) {
    frame.word = undefined;
    frame.words.length = 0;
    scan.position += 2;
  } else if (word === undefined) {
    endCommand(scan, '(');
    scan.position++;
    scan.push('list', ')');
  } else if (assignedName(text, word.start, position)) {
    scan.position++;
    scan.push('array', ')');
  } else {
    scan.addText('(');
    scan.position++;
  }
}

function readOperator(scan: ShellScan): void {
  const [operator = ''] = scan.match(/&>>?|&&|\|\||\|&|[;&|]/y) ?? [];
  if (operator.startsWith('&>')) {
    endWord(scan);
    scan.frame.dropsNext = true;
  } else {
    endCommand(scan, operator);
  }
  scan.position += operator.length;
}

/** Nothing that ends in the number of a redirection: `<in 2>err`. */
const placeholder = /<[A-Za-z_](?:[^<>\n|;&()]*[^\s<>|;&()])?(?<!\s\d)>/y;
const heredoc = /<<(-?)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|\\?([\w.-]+))/y;

function readRedirection(scan: ShellScan, heredocs: Heredoc[]): void {
  const fill = scan.match(placeholder);
  if (fill !== undefined) {
    scan.addPart({ kind: 'unknown', isQuoted: false });
    scan.position += fill[0].length;
    return;
  }
  const isDescriptor = /^\d+$/.test(scan.list.word === undefined ? '' : plainOf(scan));
  if (isDescriptor) {
    scan.list.word = undefined;
  }
  endWord(scan);
  const document = scan.match(heredoc);
  if (document !== undefined && !scan.text.startsWith('<<<', scan.position)) {
    const [whole, dash, single, double, bare] = document;
    heredocs.push({ word: single ?? double ?? bare ?? '', isIndented: dash === '-' });
    scan.position += whole.length;
    return;
  }
  const [operator = '<'] = scan.match(/<<<|[<>]\(|>>|>\||[<>]&|[<>]/y) ?? [];
  if (operator.endsWith('(')) {
    scan.addPart({ kind: 'unknown', isQuoted: true });
    scan.push('list', ')');
  } else {
    scan.frame.dropsNext = true;
  }
  scan.position += operator.length;
}

function plainOf(scan: ShellScan): string {
  return plainText({ parts: scan.list.word?.parts ?? [] }) ?? '';
}

/** What a template fills in; else a block when it stands alone, and a character like others when not. */
function readBrace(scan: ShellScan): void {
  if (scan.text.startsWith('{{', scan.position)) {
    const end = scan.find('}}', scan.position);
    scan.addPart({ kind: 'unknown', isQuoted: false });
    scan.position = end === -1 ? scan.position + 2 : end + 2;
    return;
  }
  scan.addText(scan.text.charAt(scan.position));
  scan.position++;
}

function skipHeredocs(scan: ShellScan, heredocs: Heredoc[]): void {
  for (const { word, isIndented } of heredocs.splice(0)) {
    while (scan.position < scan.text.length) {
      const end = scan.lineEnd(scan.position);
      const line = scan.text.slice(scan.position, end);
      const newline = scan.text.indexOf('\n', end);
      scan.position = newline === -1 ? scan.text.length : newline + 1;
      if ((isIndented ? line.replace(/^\t+/, '') : line) === word) {
        break;
      }
    }
  }
}

import { readDollar } from './dollar';
import { assignedName, close, endCommand, endWord } from './posix-commands';
import { ShellScan } from './scan';
import {
  dropDescriptor,
  openQuoted,
  readAction,
  readHash,
  readPlaceholder,
  readSingleQuoted,
  readToEnd,
} from './shared-forms';
import type { ShellScript } from './tree';

/**
 * The commands of a script for sh, bash or zsh. Takes any text: what does not end where it should ends with the text, and
 * what no shell would take is read as it looks. Two habits of written guides are understood: blanks behind the backslash of
 * a continuation, and `<placeholder>` for something to fill in. Linear in the length of the text.
 */
export function scanPosix(text: string): ShellScript {
  const scan = new ShellScan(text);
  const heredocs: Heredoc[] = [];
  readToEnd(scan, readQuoted, (each) => readCode(each, heredocs));
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
  if (scan.takeText(ordinary)) {
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
      readSingleQuoted(scan);
      return;
    case '"':
      openQuoted(scan);
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
  if (scan.takeText(quotedRun)) {
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
    scan.takeEscaped();
    return;
  }
  // With blanks in between it cannot be meant to go on with the word.
  if (/[ \t]/.test(found[0])) {
    endWord(scan);
  }
  scan.position += found[0].length;
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
    scan.takeCharacter();
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

const heredoc = /<<(-?)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|\\?([\w.-]+))/y;

function readRedirection(scan: ShellScan, heredocs: Heredoc[]): void {
  if (readPlaceholder(scan)) {
    return;
  }
  dropDescriptor(scan, /^\d+$/);
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

/** What a template fills in; else a block when it stands alone, and a character like others when not. */
function readBrace(scan: ShellScan): void {
  if (!readAction(scan, '{{')) {
    scan.takeCharacter();
  }
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

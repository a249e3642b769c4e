import { endCommand, endWord } from './powershell-commands';
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
 * The commands of a PowerShell script. Takes any text: what does not end where it should ends with the text. Linear in the
 * length of the text.
 */
export function scanPowershell(text: string): ShellScript {
  const scan = new ShellScan(text);
  readToEnd(scan, readQuoted, readCode);
  while (scan.frames.length > 1) {
    close(scan);
  }
  endCommand(scan);
  return scan.result();
}

const ordinary = /[^\s`#'"$@(){};&|<>=+]+/y;
const quotedRun = /[^"`$]+/y;
const continuation = /`[ \t]*\r?\n/y;

function readCode(scan: ShellScan): void {
  const run = scan.match(ordinary);
  if (run !== undefined) {
    readRun(scan, run[0]);
    return;
  }
  const { text, position } = scan;
  switch (text.charAt(position)) {
    case '`':
      readBacktick(scan);
      return;
    case '#':
      readHash(scan);
      return;
    case "'":
      readText(scan);
      return;
    case '"':
      openQuoted(scan);
      return;
    case '$':
      readDollar(scan, false);
      return;
    case '@':
      readAt(scan);
      return;
    case '(':
    case '{':
      open(scan);
      return;
    case ')':
    case '}':
      readCloser(scan, text.charAt(position));
      return;
    case '<':
    case '>':
      readAngle(scan);
      return;
    case '=':
    case '+':
      readEquals(scan);
      return;
    case '\n':
    case ';':
    case '|':
    case '&':
      endCommand(scan);
      scan.position++;
      return;
    default:
      endWord(scan);
      scan.position++;
  }
}

/** A type in front of a variable says nothing of its value. */
function readRun(scan: ShellScan, run: string): void {
  const cast =
    scan.frame.words.length === 0 && scan.frame.word === undefined
      ? scan.match(/\[[\w.]+\][ \t]*(?=\$)/y)?.[0]
      : undefined;
  if (cast === undefined) {
    scan.addText(run);
  }
  scan.position += (cast ?? run).length;
}

function readQuoted(scan: ShellScan): void {
  if (scan.takeText(quotedRun)) {
    return;
  }
  const { text, position } = scan;
  switch (text.charAt(position)) {
    case '"':
      if (text.charAt(position + 1) === '"') {
        scan.addText('"');
        scan.position += 2;
      } else {
        scan.frames.pop();
        scan.position++;
      }
      return;
    case '$':
      readDollar(scan, true);
      return;
    default:
      scan.takeEscaped();
  }
}

function readBacktick(scan: ShellScan): void {
  const found = scan.match(continuation);
  if (found === undefined) {
    scan.takeEscaped();
  } else {
    endWord(scan);
    scan.position += found[0].length;
  }
}

/** A block of comments, something to fill in, or a redirection. */
function readAngle(scan: ShellScan): void {
  if (scan.text.startsWith('<#', scan.position)) {
    endWord(scan);
    const end = scan.find('#>', scan.position);
    scan.comment(end === -1 ? scan.text.length : end + 2);
    return;
  }
  if (readPlaceholder(scan)) {
    return;
  }
  dropDescriptor(scan, /^[\d*]$/);
  endWord(scan);
  const [operator = '>'] = scan.match(/>>|>&|[<>]/y) ?? [];
  scan.frame.dropsNext = true;
  scan.position += operator.length;
}

/** Twice in a text in single quotes one stands for itself: what follows goes on with the same text. */
function readText(scan: ShellScan): void {
  if (readSingleQuoted(scan) && scan.text.charAt(scan.position) === "'") {
    scan.addText("'");
  }
}

const variable =
  /\$(?:(?:env|global|script|local|private|using):)?(\w+)(?![\w:]*[.[]\w)|\$\{(\w+)\}/iy;

function readDollar(scan: ShellScan, isQuoted: boolean): void {
  if (scan.text.startsWith('$(', scan.position)) {
    scan.takeUnknown(2, true);
    scan.push('list', ')');
    return;
  }
  if (readAction(scan, '${{')) {
    return;
  }
  const found = scan.match(variable);
  if (found !== undefined) {
    const name = (found[1] ?? found[2] ?? '').toLowerCase();
    scan.addPart({ kind: 'variable', name, isQuoted });
    scan.position += found[0].length;
    return;
  }
  const [other = '$'] = scan.match(/\$[\w:]+/y) ?? [];
  scan.takeUnknown(other.length, isQuoted);
}

const hereString = /@(['"])[ \t]*\r?\n/y;

/** A text over several lines, a list, a table, or arguments from a variable. */
function readAt(scan: ShellScan): void {
  const found = scan.frame.word === undefined ? scan.match(hereString) : undefined;
  if (found !== undefined) {
    const end = scan.find(`\n${found[1]}@`, scan.position + found[0].length - 1);
    scan.addPart({ kind: 'unknown', isQuoted: true });
    scan.position = end === -1 ? scan.text.length : end + 3;
    return;
  }
  const next = scan.text.charAt(scan.position + 1);
  if (/\w/.test(next) && scan.frame.word === undefined) {
    scan.addPart({ kind: 'unknown', isQuoted: false });
  } else if (next !== '(' && next !== '{') {
    scan.addText('@');
  }
  scan.position++;
}

function open(scan: ShellScan): void {
  const opener = scan.text.charAt(scan.position);
  if (readAction(scan, '{{')) {
    return;
  }
  if (opener === '(') {
    scan.addPart({ kind: 'unknown', isQuoted: true });
  }
  scan.position++;
  scan.push('list', opener === '(' ? ')' : '}');
}

function readCloser(scan: ShellScan, closer: string): void {
  scan.position++;
  if (scan.frame.closer !== closer) {
    endWord(scan);
    return;
  }
  close(scan);
  if (closer === '}') {
    // What follows a block begins anew, and what stood before it (`if (...)`) was no command.
    scan.frame.word = undefined;
    scan.frame.words.length = 0;
  }
}

function close(scan: ShellScan): void {
  if (scan.frame.kind === 'list') {
    endCommand(scan);
  }
  scan.frames.pop();
}

/** `$name = value`; anywhere else the character is one like others. */
function readEquals(scan: ShellScan): void {
  const { frame } = scan;
  const [operator = ''] = scan.match(/[+]?=(?!=)/y) ?? [];
  const before = frame.word === undefined ? frame.words : [...frame.words, frame.word];
  const [first, second] = before;
  const [part, another] = first?.parts ?? [];
  const isAssignment =
    operator !== '' && second === undefined && another === undefined && part?.kind === 'variable';
  if (isAssignment && !part.isQuoted && frame.assigned === undefined) {
    const start = frame.words[0]?.range.start ?? frame.word?.start ?? 0;
    frame.assigned = { name: part.name, start, isWhole: operator === '=' };
    frame.words.length = 0;
    frame.word = undefined;
    scan.position += operator.length;
    return;
  }
  scan.takeCharacter();
}

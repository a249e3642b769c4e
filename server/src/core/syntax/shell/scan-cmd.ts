import { plainText, rangeOf, ShellScan } from './scan';
import { dropDescriptor, openQuoted, readAction, readPlaceholder, readToEnd } from './shared-forms';
import type { ShellScript, ShellWord } from './tree';

/**
 * The commands of a script for the command prompt of Windows. Takes any text. Linear in the length of the text. Blanks behind the
 * caret of a continuation, and `<placeholder>` for something to fill in, are understood as in guides for other shells.
 */
export function scanCmd(text: string): ShellScript {
  const scan = new ShellScan(text);
  readToEnd(scan, readQuoted, readCode);
  scan.frames.length = 1;
  endCommand(scan, '');
  return scan.result();
}

const ordinary = /[^\s^"%!&|<>():@{]+/y;
const quotedRun = /[^"%!\r\n]+/y;
const continuation = /\^[ \t]*\r?\n/y;
const remark = /(?:@[ \t]*)?(?:rem(?=\s|$)|::)[^\r\n]*/iy;
const label = /:[^\r\n]*/y;

function readCode(scan: ShellScan): void {
  if (scan.frame.word === undefined && scan.frame.words.length === 0 && readLine(scan)) {
    return;
  }
  if (scan.takeText(ordinary)) {
    return;
  }
  const { text, position } = scan;
  switch (text.charAt(position)) {
    case '^':
      readCaret(scan);
      return;
    case '"':
      openQuoted(scan);
      return;
    case '%':
    case '!':
      readVariable(scan, false);
      return;
    case '\n':
    case '&':
    case '|':
      readSeparator(scan);
      return;
    case '(':
    case ')':
      readParenthesis(scan);
      return;
    case '<':
    case '>':
      readRedirection(scan);
      return;
    case '@':
      // In front of a command it only says that it is not shown.
      if (scan.frame.word !== undefined || scan.frame.words.length > 0) {
        scan.addText('@');
      }
      scan.position++;
      return;
    case ':':
      scan.takeCharacter();
      return;
    case '{':
      if (!readAction(scan, '{{')) {
        scan.takeCharacter();
      }
      return;
    default:
      endWord(scan);
      scan.position++;
  }
}

/** What is a line by itself: a remark, or a label, from which on nobody knows how often a line runs. */
function readLine(scan: ShellScan): boolean {
  const found = scan.match(remark);
  if (found !== undefined) {
    scan.comment(scan.position + found[0].length);
    return true;
  }
  const target = scan.match(label);
  if (target !== undefined) {
    scan.blocks++;
    scan.position += target[0].length;
  }
  return target !== undefined;
}

/** A text in quotes ends with its line at the latest. */
function readQuoted(scan: ShellScan): void {
  if (scan.takeText(quotedRun)) {
    return;
  }
  const character = scan.text.charAt(scan.position);
  if (character === '%' || character === '!') {
    readVariable(scan, true);
    return;
  }
  scan.frames.pop();
  scan.position += character === '"' ? 1 : 0;
}

function readCaret(scan: ShellScan): void {
  const found = scan.match(continuation);
  if (found === undefined) {
    scan.takeEscaped();
  } else {
    // The next line goes on with the same word; in practice it is indented.
    endWord(scan);
    scan.position += found[0].length;
  }
}

const variable = /%([A-Za-z_]\w*)%/y;
const other = /%%?~?[\w*]+(?::[^%\r\n]*%)?|![A-Za-z_]\w*!/y;

function readVariable(scan: ShellScan, isQuoted: boolean): void {
  const name = scan.match(variable);
  if (name !== undefined) {
    scan.addPart({ kind: 'variable', name: (name[1] ?? '').toLowerCase(), isQuoted });
    scan.position += name[0].length;
    return;
  }
  const [unknown] = scan.match(other) ?? [];
  if (unknown === undefined) {
    scan.takeCharacter();
  } else {
    scan.takeUnknown(unknown.length, isQuoted);
  }
}

function readSeparator(scan: ShellScan): void {
  const [operator = ''] = scan.match(/&&|\|\||[&|\n]/y) ?? [];
  endCommand(scan, operator);
  scan.position += operator.length;
}

/** A block of commands, as a branch has it; anywhere else a character like others. */
function readParenthesis(scan: ShellScan): void {
  const isOpening = scan.text.charAt(scan.position) === '(';
  const [first] = scan.frame.words;
  const startsBlock =
    scan.frame.word === undefined &&
    (first === undefined || /^(?:if|else|for)$/i.test(plainText(first) ?? ''));
  if (isOpening && !startsBlock) {
    scan.addText('(');
  } else if (isOpening) {
    // What stood before it was the condition.
    scan.frame.words.length = 0;
    scan.blocks++;
  } else if (scan.blocks > 0) {
    endCommand(scan, '');
    scan.blocks--;
  } else {
    scan.addText(')');
  }
  scan.position++;
}

function readRedirection(scan: ShellScan): void {
  if (readPlaceholder(scan)) {
    return;
  }
  dropDescriptor(scan, /^\d$/);
  endWord(scan);
  const [operator = '>'] = scan.match(/>>|[<>]&\d|[<>]/y) ?? [];
  scan.frame.dropsNext = !/\d$/.test(operator);
  scan.position += operator.length;
}

function endWord(scan: ShellScan): void {
  const { frame } = scan;
  const word = scan.takeWord();
  if (word === undefined) {
    return;
  }
  const text = (plainText(word) ?? '').toLowerCase();
  if (frame.words.length > 0 || !silent.has(text)) {
    frame.words.push(word);
  } else if (text !== 'call') {
    frame.joiner = '&&';
  }
}

/** Say how the command behind them is run; all but the first also that it may not be. */
const silent = new Set(['call', 'do', 'else']);

function endCommand(scan: ShellScan, operator: string): void {
  endWord(scan);
  const { frame } = scan;
  const words = frame.words.splice(0);
  const isConditional = /^if$/i.test(words[0] === undefined ? '' : (plainText(words[0]) ?? ''));
  const start = isConditional ? words.findIndex((word) => isBehindCondition(word)) : 0;
  const isAlone = !isConditional && !/^(?:&&|\|\||\|)/.test(frame.joiner) && operator !== '|';
  frame.joiner = operator;
  frame.dropsNext = false;
  const command = start === -1 ? [] : words.slice(start);
  const [first, ...others] = command;
  if (first === undefined) {
    return;
  }
  if (/^setx?$/i.test(plainText(first) ?? '')) {
    assign(scan, others, isAlone && !scan.isNested);
  } else {
    const isNested = scan.isNested || isConditional;
    scan.commands.push({ range: rangeOf(command), words: command, isNested });
  }
}

/** How long a condition is depends on what it asks for; these are the commands that matter. */
function isBehindCondition(word: ShellWord): boolean {
  return /^(?:az(?:\.cmd)?|setx?)$/i.test(plainText(word) ?? '');
}

const assignment = /^([A-Za-z_]\w*)=/;

/** `set name=value`; with blanks in it, or asked of somebody (`set /p`), the value is not known. */
function assign(scan: ShellScan, words: readonly ShellWord[], isCertain: boolean): void {
  const word = words.find((each) => !/^\//.test(plainText(each) ?? ''));
  const [first, ...others] = word?.parts ?? [];
  const [, name] = (first?.kind === 'text' && assignment.exec(first.text)) || [];
  if (word === undefined || first?.kind !== 'text' || name === undefined) {
    return;
  }
  const text = first.text.slice(name.length + 1);
  const isQuoted = scan.text.charAt(word.range.start) === '"';
  const range = {
    start: word.range.start + name.length + (isQuoted ? 2 : 1),
    end: word.range.end - (isQuoted ? 1 : 0),
  };
  scan.assignments.push({
    name: name.toLowerCase(),
    range: word.range,
    value: words.length === 1 ? { range, parts: [{ kind: 'text', text }, ...others] } : undefined,
    isCertain,
  });
}

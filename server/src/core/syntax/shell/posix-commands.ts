import { plainText, rangeOf, type ShellScan } from './scan';
import type { ShellWord } from './tree';

/** Ends what the innermost frame is about. */
export function close(scan: ShellScan): void {
  const { frame } = scan;
  if (frame.kind === 'list') {
    endCommand(scan, '');
  } else if (frame.kind === 'array') {
    endWord(scan);
  }
  scan.frames.pop();
  if (frame.kind === 'array') {
    scan.addPart({ kind: 'unknown', isQuoted: true });
  }
}

/** Ends a word, which may be one of the shell's own, or the target of a redirection. */
export function endWord(scan: ShellScan): void {
  const { frame } = scan;
  const word = scan.takeWord();
  const isFirst = frame.kind === 'list' && frame.words.length === 0;
  if (word && (!isFirst || !readKeyword(scan, scan.text.slice(word.range.start, word.range.end)))) {
    frame.words.push(word);
  }
}

const opening = new Set(['if', 'for', 'while', 'until', 'case', 'select', '{']);
const closing = new Set(['fi', 'done', 'esac', '}']);
/** Say how the command behind them is run, and nothing of what it is. */
const silent = new Set(['then', 'do', 'else', 'elif', '!', 'time', 'sudo', 'exec', 'nohup', 'env']);

/** Whether the first word of a command is one of the shell's own. */
function readKeyword(scan: ShellScan, word: string): boolean {
  if (opening.has(word)) {
    scan.blocks++;
    return word !== 'for' && word !== 'select';
  }
  if (closing.has(word)) {
    scan.blocks = Math.max(0, scan.blocks - 1);
    return true;
  }
  scan.frame.dropsNext = word === 'function';
  return silent.has(word) || word === 'function';
}

/** Ends a command at an operator, or at the end: notes what it runs, or the variables it sets. */
export function endCommand(scan: ShellScan, operator: string): void {
  endWord(scan);
  const { frame } = scan;
  if (frame.kind === 'array') {
    return;
  }
  const words = frame.words.splice(0);
  const isAlone = !/^(?:&&|\|\||\|)/.test(frame.joiner) && !/^(?:\||&$)/.test(operator);
  frame.joiner = operator;
  frame.dropsNext = false;
  const first = words.findIndex((word) => assignedName(scan.text, word.range.start) === undefined);
  const rest = first === -1 ? [] : words.slice(first);
  const name = rest[0] && plainText(rest[0]);
  if (rest.length === 0) {
    assignAll(scan, words, isAlone);
  } else if (declaring.has(name ?? '')) {
    assignAll(scan, rest.slice(1), isAlone);
  } else if (setting.has(name ?? '')) {
    // Of a loop only the first word is a variable.
    const last = name === 'for' || name === 'select' ? 2 : rest.length;
    assignAll(scan, rest.slice(1, last), false);
  } else {
    scan.commands.push({ range: rangeOf(rest), words: rest, isNested: scan.isNested });
  }
}

const declaring = new Set(['export', 'declare', 'local', 'readonly', 'typeset']);
/** Give variables values that only running them tells. */
const setting = new Set([
  'for',
  'select',
  'read',
  'unset',
  'mapfile',
  'readarray',
  'getopts',
  'printf',
]);

const assignment = /([A-Za-z_]\w*)(\+?=)/y;

/** The name before a `=` at the offset; with `end`, only when nothing follows it. */
export function assignedName(text: string, start: number, end?: number): string | undefined {
  assignment.lastIndex = start;
  const found = assignment.exec(text);
  return found !== null && (end === undefined || assignment.lastIndex === end)
    ? found[1]
    : undefined;
}

function assignAll(scan: ShellScan, words: readonly ShellWord[], isAlone: boolean): void {
  for (const word of words) {
    assign(scan, word, isAlone);
  }
}

function assign(scan: ShellScan, word: ShellWord, isAlone: boolean): void {
  assignment.lastIndex = word.range.start;
  const [whole = '', name = plainText(word), operator = ''] = assignment.exec(scan.text) ?? [];
  if (name === undefined || !/^[A-Za-z_]\w*$/.test(name) || (whole === '' && isAlone)) {
    return;
  }
  const [first, ...others] = word.parts;
  const text = first?.kind === 'text' ? first.text.slice(whole.length) : '';
  scan.assignments.push({
    name,
    range: word.range,
    value:
      operator === '='
        ? {
            range: { start: word.range.start + whole.length, end: word.range.end },
            parts: [{ kind: 'text', text }, ...others],
          }
        : undefined,
    isCertain: isAlone && !scan.isNested && operator === '=',
  });
}

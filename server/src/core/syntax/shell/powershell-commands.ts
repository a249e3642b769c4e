import { type Frame, plainText, rangeOf, type ShellScan } from './scan';
import type { ShellWord } from './tree';

/** Ends a word, which may be the target of a redirection. */
export function endWord(scan: ShellScan): void {
  const word = scan.takeWord();
  if (word !== undefined) {
    scan.frame.words.push(word);
  }
}

const silent = new Set(['return', 'else', 'try', 'finally', 'do']);

/** Ends a command: notes what it runs, or the variable it sets. */
export function endCommand(scan: ShellScan): void {
  endWord(scan);
  const { frame } = scan;
  const { assigned } = frame;
  const words = frame.words.splice(0);
  frame.assigned = undefined;
  frame.dropsNext = false;
  if (assigned === undefined) {
    noteLoop(scan, words);
  } else if (assign(scan, assigned, words)) {
    return;
  }
  const command = silent.has(words[0] === undefined ? '' : (plainText(words[0]) ?? ''))
    ? words.slice(1)
    : words;
  if (command.length > 0) {
    scan.commands.push({ range: rangeOf(command), words: command, isNested: scan.isNested });
  }
}

/** Whether the variable got a value that is written, and not what a command gives. */
function assign(
  scan: ShellScan,
  { name, start, isWhole }: NonNullable<Frame['assigned']>,
  words: readonly ShellWord[],
): boolean {
  const [value, second] = words;
  const isText = value !== undefined && second === undefined && isValue(scan.text, value);
  scan.assignments.push({
    name,
    range: { start, end: words.at(-1)?.range.end ?? scan.position },
    value: isText && isWhole ? value : undefined,
    isCertain: isWhole && !scan.isNested,
  });
  return isText;
}

/** A single word is a value in quotes, as a number and as a variable; else it is a command. */
function isValue(text: string, { range, parts }: ShellWord): boolean {
  return parts[0]?.kind === 'variable' || /["'@\d]/.test(text.charAt(range.start));
}

/** `foreach ($x in ...)` gives the variable values of its own. */
function noteLoop(scan: ShellScan, [first, second]: readonly ShellWord[]): void {
  const [part] = first?.parts ?? [];
  if (first && part?.kind === 'variable' && second && plainText(second) === 'in') {
    scan.assignments.push({
      name: part.name,
      range: first.range,
      value: undefined,
      isCertain: false,
    });
  }
}

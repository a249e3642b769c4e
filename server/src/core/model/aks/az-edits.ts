import { endInFile, type PlacedScript } from '../../syntax/shell/embedded';
import { lineStartOf } from '../../text/lines';
import type { Range, TextEdit } from '../../text/range';
import type { SettingEdit } from './aks-cluster';
import type { AzEdits, AzFlag } from './az-command';
import type { PlacedWord } from './az-commands';

interface Written {
  readonly words: readonly PlacedWord[];
  readonly flags: readonly AzFlag[];
  readonly script: PlacedScript;
  readonly fileText: string;
}

/** The edits of one command. */
export function azEdits(written: Written): AzEdits {
  const { flags } = written;
  return {
    set: (name, value) => {
      const flag = flags.findLast((each) => each.name === name);
      return flag === undefined ? append(written, name, value) : replaceValue(flag, value);
    },
    remove: (name) => ({
      edits: flags.filter((flag) => flag.name === name).map((flag) => removal(written, flag)),
    }),
    replace: ({ whole }, text) => ({ edits: [{ range: whole, newText: text }] }),
  };
}

function replaceValue({ range, values }: AzFlag, value: string | undefined): SettingEdit {
  const [first] = values;
  if (value === undefined) {
    return { disabledReason: 'The flag is there already.' };
  }
  if (first === undefined || first.state === 'absent') {
    return { edits: [{ range: { start: range.end, end: range.end }, newText: ` ${value}` }] };
  }
  return { edits: [{ range: first.range, newText: value }] };
}

/** Behind the last word: on a line of its own when the command has several. */
function append(
  { words, script, fileText }: Written,
  name: string,
  value: string | undefined,
): SettingEdit {
  const last = words.at(-1);
  const previous = words[0];
  if (last === undefined || previous === undefined) {
    return { disabledReason: 'There is no command.' };
  }
  const { end } = last.inFile;
  const text = value === undefined ? name : `${name} ${value}`;
  const separator = lineSeparator({ words, script, fileText }) ?? ' ';
  return { edits: [{ range: { start: end, end }, newText: `${separator}${text}` }] };
}

const continuationMarks = { cmd: '^', posix: '\\', powershell: '`' } as const;

/** What goes between two words on different lines, as it stands between those that are; undefined when none are. */
function lineSeparator({ words, script, fileText }: Omit<Written, 'flags'>): string | undefined {
  const onNewLine = words.findLast((word, index) => {
    const before = words[index - 1];
    return before !== undefined && isBroken(script, before.range.end, word.range.start);
  });
  if (onNewLine === undefined) {
    return undefined;
  }
  const { start } = onNewLine.inFile;
  const lineStart = lineStartOf(fileText, start);
  const indent = fileText.slice(lineStart, start);
  const lineEnd = fileText.charAt(lineStart - 2) === '\r' ? '\r\n' : '\n';
  const mark = continuationMarks[script.dialect];
  return /^[ \t>]*$/.test(indent) ? ` ${mark}${lineEnd}${indent}` : undefined;
}

/** In a folded scalar lines of the file are one line for the shell. */
function isBroken({ text }: PlacedScript, from: number, to: number): boolean {
  return text.slice(from, to).includes('\n');
}

/** With what separates it from the word before; from the next one when only that stands on the same line. */
function removal({ words, script }: Written, { whole }: AzFlag): TextEdit {
  const first = words.findIndex(({ inFile: range }) => range.start >= whole.start);
  const next = words.findIndex(({ inFile: range }) => range.start >= whole.end);
  const before = words[first - 1] as PlacedWord;
  const own = words[first] as PlacedWord;
  const last = words[next === -1 ? words.length - 1 : next - 1] as PlacedWord;
  const following = words[next];
  const startsLine = isBroken(script, before.range.end, own.range.start);
  const isFollowed =
    following !== undefined && !isBroken(script, last.range.end, following.range.start);
  const range: Range =
    startsLine && isFollowed
      ? { start: whole.start, end: following.inFile.start }
      : { start: endOf(script, before), end: whole.end };
  return { range, newText: '' };
}

function endOf(script: PlacedScript, { range }: PlacedWord): number {
  return endInFile(script, range.end);
}

import { cliFlag, cliFlags, formerCliFlags } from '../../knowledge/cli';
import {
  type AzCommandName,
  azCommandNames,
  clusterFlagPaths,
  neighbouringCliFlags,
  otherCliNames,
  poolFlagPaths,
  shortCliFlags,
} from '../../knowledge/cli-names';
import { type PlacedScript, rangeInFile } from '../../syntax/shell/embedded';
import { type ResolvedCommand, type ResolvedWord, readScript } from '../../syntax/shell/resolve';
import type { Range } from '../../text/range';
import type { AzCommand, AzFlag } from './az-command';
import { azEdits } from './az-edits';
import { absentSetting, type Setting } from './setting';

/** A word of a command: where it stands in the script and in the file. */
export interface PlacedWord extends ResolvedWord {
  readonly inFile: Range;
}

/** The commands of the Azure CLI in a script that matter here. `fileText` is the text of the file that holds it. */
export function azCommandsIn(
  script: PlacedScript,
  uri: string,
  fileText: string,
): readonly AzCommand[] {
  const { commands } = readScript(script.text, script.dialect);
  const found: AzCommand[] = [];
  const next = nextOutside(commands);
  let cliVersion = stepVersion(script);
  for (const [index, command] of commands.entries()) {
    cliVersion = pinnedBy(command, script) ?? cliVersion;
    const name = nameOf(command);
    if (name !== undefined) {
      // A line of flags by itself belongs to the command above: the author forgot that lines do not go on by themselves.
      const isCut = /^-|^\^$/.test(commands[next[index] ?? -1]?.words[0]?.lead ?? '');
      found.push(commandFrom({ name, command, script, uri, fileText, isCut, cliVersion }));
    }
  }
  return found;
}

/** Of each command, the index of the next one that is not inside of it. */
function nextOutside(commands: readonly ResolvedCommand[]): readonly number[] {
  const next: number[] = [];
  for (let index = commands.length - 1; index >= 0; index--) {
    const end = commands[index]?.range.end ?? 0;
    let other = index + 1;
    // What is behind an inner command is the first that may be outside, so no command is passed often.
    while ((commands[other]?.range.start ?? end) < end) {
      other = next[other] ?? commands.length;
    }
    next[index] = other;
  }
  return next;
}

/** Package managers of Python and Debian take a version behind the name. */
const pin = /^azure-cli==?(\d+\.\d+\.\d+)/;

/** The version that a command installs; unknown with the extension for previews, which has flags before the CLI has them. */
function pinnedBy({ words }: ResolvedCommand, script: PlacedScript): Setting<string> | undefined {
  for (const { text = '', range } of words) {
    if (text === 'aks-preview') {
      return { state: 'unknown', range: rangeInFile(script, range) };
    }
    const version = pin.exec(text)?.[1];
    if (version !== undefined) {
      return { state: 'known', value: version, range: rangeInFile(script, range) };
    }
  }
  return undefined;
}

function stepVersion({ cliVersion }: PlacedScript): Setting<string> {
  return cliVersion === undefined
    ? absentSetting
    : { state: 'known', value: cliVersion.text, range: cliVersion.range };
}

function nameOf({ words }: ResolvedCommand): AzCommandName | undefined {
  const [program, ...rest] = words.slice(0, 5).map(({ text }) => text);
  return program !== undefined && /^(?:.*[\\/])?az(?:\.cmd)?$/.test(program)
    ? azCommandNames.find((name) => {
        const parts = name.split(' ');
        return parts.every((part, index) => rest[index] === part);
      })
    : undefined;
}

interface Source {
  readonly name: AzCommandName;
  readonly command: ResolvedCommand;
  readonly script: PlacedScript;
  readonly uri: string;
  readonly fileText: string;
  readonly isCut: boolean;
  readonly cliVersion: Setting<string>;
}

function commandFrom({
  name,
  command,
  script,
  uri,
  fileText,
  isCut,
  cliVersion,
}: Source): AzCommand {
  const words = command.words.map(
    (word): PlacedWord => ({ ...word, inFile: rangeInFile(script, word.range) }),
  );
  const named = words.slice(0, name.split(' ').length + 1);
  const range = spanOf(named);
  const read = readFlags(words.slice(named.length), script, uri);
  const { flags } = read;
  const isComplete = read.isComplete && !isCut;
  const find = (flagName: string) => flags.findLast((each) => each.name === flagName);
  return {
    name,
    uri,
    range,
    isComplete,
    flags,
    flag: find,
    has: (flagName) => (find(flagName) ? 'yes' : isComplete ? 'no' : 'unknown'),
    text: (flagName) =>
      find(flagName)?.values[0] ??
      (find(flagName) || !isComplete ? { state: 'unknown', range } : absentSetting),
    cliVersion,
    edits: azEdits({ words, flags, script, fileText }),
  };
}

function readFlags(
  words: readonly PlacedWord[],
  script: PlacedScript,
  uri: string,
): { readonly flags: readonly AzFlag[]; readonly isComplete: boolean } {
  const flags: { name: string; range: Range; whole: Range; values: Setting<string>[] }[] = [];
  let isComplete = true;
  for (const word of words) {
    const [written] = /^--?[A-Za-z][\w-]*/.exec(word.lead) ?? [];
    const current = flags.at(-1);
    if (written !== undefined && (word.text !== undefined || word.lead !== written)) {
      const flag = openFlag(word, written, script, uri);
      flags.push(flag);
      isComplete &&= !isUnclear(flag.name);
    } else if (written !== undefined) {
      isComplete = false;
    } else if (current === undefined || (word.mayBeMany && !wantsValue(current))) {
      isComplete = false;
    } else {
      // A synopsis is no command: what stands in brackets may be left out.
      isComplete &&= !/^\[|^\.\.\.$|^…$/.test(word.lead);
      current.values.push(flagValue(word, current.name, script, uri));
      current.whole = { start: current.whole.start, end: word.inFile.end };
    }
  }
  return { flags, isComplete };
}

function openFlag(word: PlacedWord, written: string, script: PlacedScript, uri: string) {
  const name = fullName(written);
  const { start } = word.range;
  const range = rangeInFile(script, { start, end: start + written.length });
  const assigned = word.lead.charAt(written.length) === '=';
  const value = {
    ...word,
    text: word.text?.slice(written.length + 1),
    inFile: rangeInFile(script, { start: start + written.length + 1, end: word.range.end }),
  };
  const values = assigned ? [flagValue(value, name, script, uri)] : [];
  return { name, range, whole: word.inFile, values };
}

/** Whether the next word is the flag's value, whatever it is. */
function wantsValue({ name, values }: Pick<AzFlag, 'name' | 'values'>): boolean {
  return (
    values.length === 0 &&
    !(/^--(?:enable|disable|no|yes|generate)\b/.test(name) && name !== '--enable-addons')
  );
}

function flagValue(
  { text, inFile: range, origin: from }: Pick<PlacedWord, 'text' | 'inFile' | 'origin'>,
  flag: string,
  script: PlacedScript,
  uri: string,
): Setting<string> {
  if (text === undefined) {
    return { state: 'unknown', range };
  }
  // A list is checked word by word, and its words may stand in one.
  const values = isList(flag) ? [] : (cliFlag(flag)?.values ?? []);
  const spelled = values.find((each) => each.toLowerCase() === text.toLowerCase());
  return {
    state: 'known',
    value: spelled ?? text,
    range,
    ...(from === undefined
      ? {}
      : {
          origin: {
            uri,
            range: rangeInFile(script, from.range),
            kind: 'variable',
            name: from.name,
          },
        }),
  };
}

function isList(flag: string): boolean {
  return clusterFlagPaths.some((each) => each.flag === flag && each.type === 'list');
}

const knownNames: ReadonlySet<string> = new Set([
  ...cliFlags.map(({ name }) => name),
  ...formerCliFlags.map(({ name }) => name),
  ...otherCliNames.keys(),
  ...clusterFlagPaths.map(({ flag }) => flag),
  ...poolFlagPaths.map(({ flag }) => flag),
  ...neighbouringCliFlags,
]);

/** The CLI takes any beginning that is the beginning of one flag only. */
function fullName(written: string): string {
  const long = shortCliFlags.get(written) ?? otherCliNames.get(written) ?? written;
  if (knownNames.has(long) || !long.startsWith('--') || long.length < shortest) {
    return long;
  }
  const candidates = [...knownNames].filter((name) => name.startsWith(long));
  const [only = long, another] = candidates;
  return another === undefined ? (otherCliNames.get(only) ?? only) : long;
}

/** A beginning of several flags, or one so short that it may also be that of a flag unknown here. */
function isUnclear(name: string): boolean {
  return !knownNames.has(name) && [...knownNames].some((each) => each.startsWith(name));
}

// A shorter one may also begin one of the flags that nothing here knows of.
const shortest = '--network-d'.length;

function spanOf(words: readonly PlacedWord[]): Range {
  return { start: words[0]?.inFile.start ?? 0, end: words.at(-1)?.inFile.end ?? 0 };
}

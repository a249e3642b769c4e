import { type AzCommandName, clusterFlagPaths } from '../../knowledge/cli-names';
import { commandsByScript } from '../../model/aks/az-files';
import { pathTo } from '../../syntax/bicep/find';
import type { BicepFile } from '../../syntax/bicep/tree';
import { lineEndOf, lineStartOf } from '../../text/lines';
import { type Range, touches } from '../../text/range';
import type { Snapshot } from '../../workspace/snapshot';
import { armWordAt } from './arm-word';
import { bicepWordAt } from './bicep-word';
import type { ClusterWord, SettingPlace } from './word';

/** A place where a value of a setting or of a flag can be written. */
export interface ValuePlace {
  readonly of:
    | { readonly kind: 'setting'; readonly setting: SettingPlace }
    | { readonly kind: 'flag'; readonly flag: string; readonly command: AzCommandName };
  /** What is there already, with its quotes, and is replaced; on the line of the caret. */
  readonly range: Range;
  /** The value as it is written there. */
  readonly write: (value: string) => string;
}

/** Nobody writes a value that far to the right. */
const longestLine = 2000;
/** Nor that far behind its flag. */
const longestGap = 100;

/** The place of a value at the offset; undefined elsewhere. Takes any text: what is being written does not parse. */
export function valuePlaceAt(snapshot: Snapshot, offset: number): ValuePlace | undefined {
  const { text, language, bicep, arm } = snapshot;
  const line = { start: lineStartOf(text, offset), end: lineEndOf(text, offset) };
  if (line.end - line.start > longestLine) {
    return undefined;
  }
  const before = text.slice(line.start, offset);
  const after = text.slice(offset, line.end);
  if (bicep !== undefined) {
    return language === 'bicep'
      ? (memberPlace(before, after, offset, inBicep(bicep)) ??
          itemPlace(before, after, offset, (at) => listAround(bicep, at)))
      : undefined;
  }
  return arm === undefined
    ? flagPlace(snapshot, offset)
    : memberPlace(before, after, offset, {
        ...json,
        wordAt: (at) => armWordAt(arm, at),
      });
}

/** How members of objects are written, up to the caret and behind it. */
interface MemberSyntax {
  /** The name, the quote that is open, and what is typed. */
  readonly before: RegExp;
  readonly quote: string;
  readonly wordAt: (offset: number) => ClusterWord | undefined;
}

const inBicep = (file: BicepFile): MemberSyntax => ({
  before: /('?[A-Za-z_]\w*'?)\s*:\s*('?)([\w.-]*)$/,
  quote: "'",
  wordAt: (offset) => bicepWordAt(file, offset),
});

const json = { before: /("[A-Za-z_]\w*")\s*:\s*("?)([\w.-]*)$/, quote: '"' } as const;

function memberPlace(
  before: string,
  after: string,
  offset: number,
  { before: pattern, quote, wordAt }: MemberSyntax,
): ValuePlace | undefined {
  const match = pattern.exec(before);
  if (match === null) {
    return undefined;
  }
  const [whole, , open = '', typed = ''] = match;
  // The first character of a name is inside of it, whatever stands in front.
  const word = wordAt(offset - whole.length + 1);
  return word?.kind === 'name' && !isList(word.path)
    ? {
        of: { kind: 'setting', setting: word },
        range: replaced(open + typed, after, offset, quote, open !== ''),
        write: (value) => `${quote}${value}${quote}`,
      }
    : undefined;
}

function itemPlace(
  before: string,
  after: string,
  offset: number,
  listAt: (offset: number) => SettingPlace | undefined,
): ValuePlace | undefined {
  const [, open = '', typed = ''] = /(?:^|[\s[,])('?)([\w.-]*)$/.exec(before) ?? [];
  const setting = listAt(offset);
  return setting && isList(setting.path)
    ? {
        of: { kind: 'setting', setting },
        range: replaced(open + typed, after, offset, "'", open !== ''),
        write: (value) => `'${value}'`,
      }
    : undefined;
}

/** The setting whose list is around the offset. */
function listAround(file: BicepFile, offset: number): SettingPlace | undefined {
  const path = pathTo(file, offset);
  const index = path.findLastIndex(({ kind }) => kind === 'array');
  const [member, array] = [path[index - 1], path[index]];
  if (member?.kind !== 'member' || array?.start === offset) {
    return undefined;
  }
  const word = bicepWordAt(file, member.key.start);
  return word?.kind === 'name' ? word : undefined;
}

function replaced(
  typed: string,
  after: string,
  offset: number,
  quote: string,
  isOpen: boolean,
): Range {
  const rest = (isOpen ? new RegExp(`^[\\w.-]*${quote}?`) : restUnquoted[quote])?.exec(after);
  return { start: offset - typed.length, end: offset + (rest?.[0].length ?? 0) };
}

/** Behind a caret outside of quotes may stand a whole value. */
const restUnquoted: Readonly<Record<string, RegExp>> = {
  "'": /^(?:'[\w.-]*'|[\w.-]*)/,
  '"': /^(?:"[\w.-]*"|[\w.-]*)/,
};

const lists: ReadonlySet<string> = new Set(
  clusterFlagPaths.flatMap(({ path, type }) => (type === 'list' ? [path.toLowerCase()] : [])),
);

function isList(path: string): boolean {
  return lists.has(path.toLowerCase());
}

function flagPlace(snapshot: Snapshot, offset: number): ValuePlace | undefined {
  const { text, language } = snapshot;
  for (const { name: command, flags } of commandsByScript(snapshot).flat()) {
    for (const { name: flag, range, values } of flags) {
      const [value] = values;
      const written = value === undefined || value.state === 'absent' ? undefined : value.range;
      const isBehind = range.end < offset && offset <= range.end + longestGap;
      const place =
        written === undefined && isBehind && /^[ \t]+$/.test(text.slice(range.end, offset))
          ? { start: offset, end: offset }
          : written;
      // A variable is not to be written over.
      if (place && touches(place, offset) && !/[$`(]/.test(text.slice(place.start, place.end))) {
        return {
          of: { kind: 'flag', flag, command },
          range: place,
          // A bare comma makes a list in PowerShell, which may also stand in guides and pipelines.
          write: (each) => (each.includes(',') && language !== 'shell' ? `"${each}"` : each),
        };
      }
    }
  }
  return undefined;
}

import type { Origin, Place, StaticValue } from '../../evaluation/value';
import type { Range } from '../../text/range';
import type { Traced } from '../traced';

/** What is known besides the value itself. */
interface SettingPlaces {
  /** Where its name is written in the file at hand. */
  readonly keyRange?: Range;
  /** Where the value is written, when that is elsewhere: a variable, a default, a file of parameters. */
  readonly origin?: Origin;
  /** Parameters whose defaults it rests on. Another file may give them other values. */
  readonly defaults?: readonly string[];
  /** What the text of an unknown setting ends with: `/virtualNetworks/net/subnets/nodes`. */
  readonly ending?: string;
}

/** Why a setting has its value. */
export type Grounds = Pick<SettingPlaces, 'origin' | 'defaults'>;

/**
 * A setting of a cluster. Ranges lie in the file at hand: a value that comes from another one has the range where it
 * enters, and its `origin`.
 */
export type Setting<T> = Traced<T> & SettingPlaces;

export const absentSetting: Setting<never> = { state: 'absent' };

/** Reads one value of a certain kind; undefined for a value of another kind. */
type Read<T> = (value: StaticValue) => T | undefined;

export const asText: Read<string> = (value) => (value.kind === 'text' ? value.value : undefined);
export const asBoolean: Read<boolean> = (value) =>
  value.kind === 'boolean' ? value.value : undefined;
export const asNumber: Read<number> = (value) =>
  value.kind === 'number' ? value.value : undefined;

/** A list of texts; undefined unless it is known to its end. */
export const asTexts: Read<readonly string[]> = (value) => {
  if (value.kind !== 'list' || !value.isComplete) {
    return undefined;
  }
  const texts = value.items.map(asText);
  return texts.every((text) => text !== undefined) ? (texts as readonly string[]) : undefined;
};

/**
 * A value as a setting. Null is absent, as it is for Azure; an empty text is, too, since templates write it for "not
 * set". `enclosing` is the innermost place of the file at hand around it.
 */
export function settingFrom<T>(
  value: StaticValue,
  read: Read<T>,
  uri: string,
  enclosing: Range,
  key: Place | undefined,
): Setting<T> {
  const range = value.place.uri === uri ? value.place.range : enclosing;
  const written = value.origins?.at(-1);
  const isElsewhere = value.place.uri !== uri;
  const origin: Origin | undefined =
    written ?? (isElsewhere ? { ...value.place, kind: 'module argument', name: '' } : undefined);
  const defaults = defaultsWithin(value);
  const places: SettingPlaces = {
    ...(key?.uri === uri ? { keyRange: key.range } : {}),
    ...(origin === undefined ? {} : { origin }),
    ...(defaults.length === 0 ? {} : { defaults }),
  };
  if (value.kind === 'null' || (value.kind === 'text' && value.value === '')) {
    // It rests on a default: somebody else may give a value.
    return value.defaults === undefined ? absentSetting : { state: 'unknown', range, ...places };
  }
  if (value.kind === 'unknown' || value.kind === 'choice') {
    const ending = value.kind === 'unknown' ? value.ending : undefined;
    return { state: 'unknown', range, ...places, ...(ending === undefined ? {} : { ending }) };
  }
  const found = read(value);
  return found === undefined
    ? { state: 'invalid', range, ...places }
    : { state: 'known', value: found, range, ...places };
}

/** A list rests on what its items rest on. */
function defaultsWithin(value: StaticValue): readonly string[] {
  const items = value.kind === 'list' ? value.items : [];
  return [...new Set([value, ...items].flatMap(({ defaults }) => defaults ?? []))];
}

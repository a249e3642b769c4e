import { entryOf, type ObjectEntry, restingOn, type StaticValue } from '../../evaluation/value';
import type { Range } from '../../text/range';
import type { Settings } from './aks-cluster';
import {
  absentSetting,
  asBoolean,
  asNumber,
  asText,
  asTexts,
  type Setting,
  settingFrom,
} from './setting';

/** A value found below another, and the innermost place of the file at hand around it. */
interface Found {
  readonly value: StaticValue;
  readonly entry: ObjectEntry | undefined;
  readonly enclosing: Range;
}

/** The settings below a value. `enclosing` is where the value stands in the file `uri`. */
export function settingsBelow(root: StaticValue, uri: string, enclosing: Range): Settings {
  const find = (path: string) => findBelow(root, path.split('.'), uri, enclosing);
  const read = <T>(path: string, as: (value: StaticValue) => T | undefined): Setting<T> => {
    const found = find(path);
    if (found === 'absent') {
      return absentSetting;
    }
    if (found === 'unknown') {
      return { state: 'unknown', range: enclosing };
    }
    return settingFrom(found.value, as, uri, found.enclosing, found.entry?.key);
  };
  return {
    text: (path) => read(path, asText),
    boolean: (path) => read(path, asBoolean),
    number: (path) => read(path, asNumber),
    texts: (path) => read(path, asTexts),
    has: (path) => {
      const found = find(path);
      if (found === 'absent' || found === 'unknown') {
        return found === 'absent' ? 'no' : 'unknown';
      }
      return isThere(found.value);
    },
    keyRange: (path) => {
      const found = find(path);
      const key = typeof found === 'string' ? undefined : found.entry?.key;
      return key?.uri === uri ? key.range : undefined;
    },
    value: (path) => {
      const found = find(path);
      return typeof found === 'string' ? undefined : found.value;
    },
  };
}

function isThere(value: StaticValue): 'yes' | 'no' | 'unknown' {
  switch (value.kind) {
    case 'null':
      return 'no';
    case 'unknown':
      return value.isSet === true ? 'yes' : 'unknown';
    case 'choice':
      return 'unknown';
    default:
      // Templates write an empty text for "not set".
      return value.kind === 'text' && value.value === '' ? 'no' : 'yes';
  }
}

/** The entry at a path and where it stands; `unknown` when something that is not known may supply it. */
export function findBelow(
  root: StaticValue,
  path: readonly string[],
  uri: string,
  enclosing: Range,
): Found | 'absent' | 'unknown' {
  let found: Found = { value: root, entry: undefined, enclosing };
  /** What is inside rests on what the whole rests on. */
  const step = (value: StaticValue, entry: ObjectEntry | undefined, around: Range): Found => ({
    value: restingOn(value, found.value.defaults),
    entry,
    enclosing: value.place.uri === uri ? value.place.range : around,
  });
  for (const name of path) {
    const { value } = found;
    if (value.kind === 'null') {
      return value.defaults === undefined ? 'absent' : 'unknown';
    }
    if (value.kind === 'list' && /^\d+$/.test(name)) {
      const item = value.items[Number(name)];
      if (item === undefined) {
        return value.isComplete ? 'absent' : 'unknown';
      }
      found = step(item, undefined, found.enclosing);
      continue;
    }
    if (value.kind !== 'object') {
      return 'unknown';
    }
    const entry = entryOf(value, name);
    if (entry === undefined) {
      return value.isComplete ? 'absent' : 'unknown';
    }
    const inside = entry.key.uri === uri ? entry.key.range : found.enclosing;
    found = step(entry.value, entry, inside);
  }
  return found;
}

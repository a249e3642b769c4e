import { type Place, type StaticValue, unknownValue } from '../../evaluation/value';
import type { CliFlagPath } from '../../knowledge/cli-names';
import type { AzCommand, AzFlag } from './az-command';
import type { Setting } from './setting';

/** A part of the object that is being put together. */
interface Branch {
  readonly key: Place;
  readonly inner: Map<string, Branch>;
  value: StaticValue | undefined;
}

/** The properties that the flags of a command set, as the object that a template would write. */
export function valueFromFlags(command: AzCommand, paths: readonly CliFlagPath[]): StaticValue {
  const { uri, range, isComplete } = command;
  const root: Branch = { key: { uri, range }, inner: new Map(), value: undefined };
  for (const flag of command.flags) {
    const target = paths.find((each) => each.flag === flag.name);
    if (target !== undefined) {
      put(root, target.path.split('.'), flagValue(flag, target, uri), { uri, range: flag.range });
    }
  }
  return objectFrom(root, isComplete);
}

function put(root: Branch, path: readonly string[], value: StaticValue, key: Place): void {
  let branch = root;
  for (const name of path) {
    const inner = branch.inner.get(name) ?? { key, inner: new Map(), value: undefined };
    branch.inner.set(name, inner);
    branch = inner;
  }
  branch.value = value;
}

function objectFrom({ key, inner, value }: Branch, isComplete: boolean): StaticValue {
  return (
    value ?? {
      kind: 'object',
      place: key,
      isComplete,
      entries: [...inner].map(([name, branch]) => ({
        name,
        key: branch.key,
        value: objectFrom(branch, isComplete),
      })),
    }
  );
}

function flagValue(
  { values, range }: AzFlag,
  { means, type }: CliFlagPath,
  uri: string,
): StaticValue {
  const [first] = values;
  const place = {
    uri,
    range: first === undefined || first.state === 'absent' ? range : first.range,
  };
  const text = first?.state === 'known' ? first.value : undefined;
  if (means !== undefined) {
    return meantBy(means, first, place);
  }
  if (type === 'list') {
    return listOf(values, place);
  }
  if (type === 'file') {
    return { ...unknownValue(place, 'a file'), isSet: true };
  }
  if (text === undefined) {
    return unknownValue(place, 'a variable of the script');
  }
  const from = originsOf(first);
  if (type !== 'number') {
    return { kind: 'text', value: text, place, ...from };
  }
  return /^\d+$/.test(text)
    ? { kind: 'number', value: Number(text), place, ...from }
    : { kind: 'text', value: text, place, ...from };
}

/** What a flag says by being there; some take `true` or `false` as well. */
function meantBy(
  means: boolean | string,
  first: Setting<string> | undefined,
  place: Place,
): StaticValue {
  if (typeof means === 'string') {
    return { kind: 'text', value: means, place };
  }
  const text = first?.state === 'known' ? first.value : undefined;
  return first === undefined || text !== undefined
    ? { kind: 'boolean', value: /^false$/i.test(text ?? '') ? !means : means, place }
    : unknownValue(place, 'a variable of the script');
}

/** Lists are written as several words, or as one with commas. */
function listOf(values: readonly Setting<string>[], place: Place): StaticValue {
  const items = values.flatMap((each): readonly StaticValue[] =>
    each.state === 'known'
      ? each.value
          .split(',')
          .map((value) => ({ kind: 'text', value: value.trim(), place, ...originsOf(each) }))
      : [unknownValue(place, 'a variable of the script')],
  );
  const isComplete = values.every(({ state }) => state === 'known');
  return { kind: 'list', items, isComplete, place };
}

function originsOf(setting: Setting<string> | undefined): Pick<StaticValue, 'origins'> {
  return setting !== undefined && setting.state !== 'absent' && setting.origin !== undefined
    ? { origins: [setting.origin] }
    : {};
}

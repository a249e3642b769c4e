import {
  entriesOf,
  entryOf,
  isWholly,
  type ListValue,
  type ObjectEntry,
  type ObjectValue,
  type Place,
  type Plain,
  type StaticValue,
  sameValue,
  textOf,
} from '../value';
import { asText, longestList, printed, textAt } from './scalars';

type PlainObject = Pick<ObjectValue, 'kind' | 'entries' | 'isComplete'>;

/** Objects are merged, later entries win; lists are joined without repetitions. */
export function union(values: readonly StaticValue[], isDeep = true): Plain | undefined {
  if (values.length > 0 && values.every(({ kind }) => kind === 'list')) {
    return unionOfLists(values as readonly ListValue[]);
  }
  return values.reduce<Plain | undefined>((merged, value) => merge(merged, value, isDeep), {
    kind: 'object',
    entries: [],
    isComplete: true,
  });
}

/** The items of lists, each once; items that are not wholly known are kept, since nobody knows what they equal. */
function unionOfLists(lists: readonly ListValue[]): Plain {
  const seen = new Set<string>();
  const all = lists.flatMap(({ items: inner }) => inner).slice(0, longestList);
  const items = all.filter(
    (item) => !isWholly(item) || (!seen.has(textOf(item)) && seen.add(textOf(item))),
  );
  return { kind: 'list', items, isComplete: lists.every(({ isComplete }) => isComplete) };
}

/**
 * An object with the entries of a value merged in. What may be an object makes choices of them; undefined when the first
 * is none.
 */
function merge(into: Plain | undefined, value: StaticValue, isDeep: boolean): Plain | undefined {
  if (into?.kind !== 'object') {
    return undefined;
  }
  if (value.kind === 'object') {
    return mergeObjects(into, value, isDeep);
  }
  if (value.kind === 'null') {
    return into;
  }
  const options =
    value.kind === 'choice' ? value.options.filter(({ kind }) => kind !== 'null') : undefined;
  if (options?.every((option): option is ObjectValue => option.kind === 'object') !== true) {
    // Anything may be added or changed.
    return { ...into, entries: into.entries.map(unsure), isComplete: false };
  }
  return options.reduce<Pick<ObjectValue, 'kind' | 'entries' | 'isComplete'>>(
    (merged, option) => perhapsMerged(merged, option),
    into,
  );
}

/** Later entries win; with `isDeep`, objects in both are merged in turn. Names compare without case, as Azure does it. */
function mergeObjects(into: PlainObject, value: ObjectValue, isDeep: boolean): PlainObject {
  const entries = new Map(into.entries.map((entry) => [entry.name.toLowerCase(), entry]));
  if (!value.isComplete) {
    for (const [name, entry] of entries) {
      entries.set(name, unsure(entry));
    }
  }
  for (const entry of entriesOf(value)) {
    const before = entries.get(entry.name.toLowerCase());
    const isNested = isDeep && before?.value.kind === 'object' && entry.value.kind === 'object';
    entries.set(
      entry.name.toLowerCase(),
      isNested
        ? { ...entry, value: nested(before.value as ObjectValue, entry.value as ObjectValue) }
        : entry,
    );
  }
  return {
    kind: 'object',
    entries: [...entries.values()],
    isComplete: into.isComplete && value.isComplete,
  };
}

/** Two objects merged at all depths, where the later one is written. */
function nested(before: ObjectValue, after: ObjectValue): StaticValue {
  // Each entry keeps what it rests on by itself.
  const from = { ...before, entries: entriesOf(before) };
  return { ...mergeObjects(from, after, true), place: after.place };
}

/** The entries of an object that may or may not be merged in become choices. */
function perhapsMerged(into: PlainObject, option: ObjectValue): PlainObject {
  const entries = new Map(into.entries.map((entry) => [entry.name.toLowerCase(), entry]));
  for (const entry of option.entries) {
    const before = entries.get(entry.name.toLowerCase());
    const absent: StaticValue = { kind: 'null', place: entry.key };
    const options = [before?.value ?? absent, entry.value];
    entries.set(entry.name.toLowerCase(), {
      ...entry,
      value: { kind: 'choice', options, place: entry.value.place },
    });
  }
  const all = option.isComplete ? [...entries.values()] : [...entries.values()].map(unsure);
  return { kind: 'object', entries: all, isComplete: into.isComplete && option.isComplete };
}

/** The entry with a value that is not known any more. */
function unsure(entry: ObjectEntry): ObjectEntry {
  const { place } = entry.value;
  return { ...entry, value: { kind: 'unknown', reason: 'merged with something unknown', place } };
}

/**
 * `contains(container, item)`: part of a text, key of an object, item of a list. Undefined when what is known does not
 * tell.
 */
export function contains(
  container: StaticValue | undefined,
  item: StaticValue | undefined,
): Plain | undefined {
  if (container === undefined || item === undefined) {
    return undefined;
  }
  if (container.kind === 'text' && item.kind === 'text') {
    return { kind: 'boolean', value: container.value.includes(item.value) };
  }
  if (container.kind === 'object' && item.kind === 'text') {
    const found = entryOf(container, item.value) !== undefined;
    return found || container.isComplete ? { kind: 'boolean', value: found } : undefined;
  }
  if (container.kind === 'list') {
    const answers = container.items.map((each) => sameValue(each, item));
    if (answers.includes('yes')) {
      return { kind: 'boolean', value: true };
    }
    return container.isComplete && !answers.includes('unknown')
      ? { kind: 'boolean', value: false }
      : undefined;
  }
  return undefined;
}

/** `empty(value)` for null, texts, lists and objects. Undefined when what is known does not tell. */
export function empty(value: StaticValue | undefined): Plain | undefined {
  switch (value?.kind) {
    case 'null':
      return { kind: 'boolean', value: true };
    case 'text':
      return { kind: 'boolean', value: value.value === '' };
    case 'list':
      return value.items.length > 0 || value.isComplete
        ? { kind: 'boolean', value: value.items.length === 0 }
        : undefined;
    case 'object':
      return value.entries.length > 0 || value.isComplete
        ? { kind: 'boolean', value: value.entries.length === 0 }
        : undefined;
    default:
      return undefined;
  }
}

/** `length(value)`: characters, items or entries. Undefined when some of them are not known. */
export function length(value: StaticValue | undefined): Plain | undefined {
  if (value?.kind === 'text') {
    return { kind: 'number', value: value.value.length };
  }
  if (value?.kind === 'list' && value.isComplete) {
    return { kind: 'number', value: value.items.length };
  }
  return value?.kind === 'object' && value.isComplete
    ? { kind: 'number', value: value.entries.length }
    : undefined;
}

/** `concat(...)`: lists one behind the other, else texts. Undefined when a part is not known. */
export function concat(values: readonly StaticValue[]): Plain | undefined {
  if (values.length > 0 && values.every(({ kind }) => kind === 'list')) {
    const lists = values as readonly ListValue[];
    return {
      kind: 'list',
      items: lists.flatMap(({ items: inner }) => inner).slice(0, longestList),
      isComplete: lists.every(({ isComplete }) => isComplete),
    };
  }
  const texts = values.map(printed);
  return texts.includes(undefined) ? undefined : asText(texts.join(''));
}

/** `first(value)` and `last(value)`: a character, or an item, which is null for an empty list. */
export function atEnd(value: StaticValue | undefined, index: 0 | -1): Plain | undefined {
  if (value?.kind === 'text') {
    return { kind: 'text', value: value.value.at(index) ?? '' };
  }
  const isSure =
    value?.kind === 'list' && (value.isComplete || (index === 0 && value.items.length > 0));
  return isSure ? (value.items.at(index) ?? { kind: 'null' }) : undefined;
}

/** What `take` and `skip` leave of a text or list. Offsets below zero count as zero; undefined when one is not known. */
export function slice(
  value: StaticValue | undefined,
  start: number | undefined,
  end: number | undefined,
): Plain | undefined {
  if (start === undefined || (end === undefined && start === 0)) {
    return undefined;
  }
  if (value?.kind === 'text') {
    return { kind: 'text', value: value.value.slice(Math.max(0, start), end) };
  }
  return value?.kind === 'list' && value.isComplete
    ? { kind: 'list', items: value.items.slice(Math.max(0, start), end), isComplete: true }
    : undefined;
}

/** `range(start, count)`. Undefined for more numbers than any cluster needs. */
export function range(
  start: number | undefined,
  count: number | undefined,
  place: Place,
): Plain | undefined {
  if (start === undefined || count === undefined || count < 0 || count > longestList) {
    return undefined;
  }
  const items = Array.from(
    { length: count },
    (_, index): StaticValue => ({ kind: 'number', value: start + index, place }),
  );
  return { kind: 'list', items, isComplete: true };
}

/** `flatten(list)`: the items of the lists in a list. Undefined when one of them is no list. */
export function flatten(list: StaticValue | undefined): Plain | undefined {
  if (list?.kind !== 'list' || !list.items.every(({ kind }) => kind === 'list')) {
    return undefined;
  }
  const inner = list.items as readonly ListValue[];
  return {
    kind: 'list',
    items: inner.flatMap(({ items: each }) => each).slice(0, longestList),
    isComplete: list.isComplete && inner.every(({ isComplete }) => isComplete),
  };
}

/** `intersection(...)` of lists that are wholly known; undefined for others, objects among them. */
export function intersection(values: readonly StaticValue[]): Plain | undefined {
  const [first, ...rest] = values;
  if (
    first?.kind !== 'list' ||
    !values.every((value) => value.kind === 'list' && isWholly(value))
  ) {
    return undefined;
  }
  const items = first.items.filter((item) =>
    rest.every(
      (other) =>
        other.kind === 'list' && other.items.some((each) => sameValue(each, item) === 'yes'),
    ),
  );
  return { kind: 'list', items, isComplete: true };
}

/** `items(object)`: its entries in the order of their names, each with `key` and `value`. */
export function items(object: StaticValue | undefined, place: Place): Plain | undefined {
  if (object?.kind !== 'object' || !object.isComplete) {
    return undefined;
  }
  const sorted = [...object.entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    kind: 'list',
    isComplete: true,
    items: sorted.map(
      (entry): StaticValue => ({
        kind: 'object',
        isComplete: true,
        place: entry.value.place,
        entries: [
          { name: 'key', key: entry.key, value: textAt(entry.name, place) },
          { name: 'value', key: entry.key, value: entry.value },
        ],
      }),
    ),
  };
}

/** `createObject('name', value, ...)`. A name that is not known leaves the object incomplete. */
export function createObject(values: readonly StaticValue[]): Plain {
  const entries: ObjectEntry[] = [];
  let isComplete = true;
  for (let index = 0; index + 1 < values.length; index += 2) {
    const key = values[index];
    const value = values[index + 1];
    if (key?.kind === 'text' && value !== undefined) {
      entries.push({ name: key.value, key: key.place, value });
    } else {
      isComplete = false;
    }
  }
  return { kind: 'object', entries, isComplete };
}

import {
  entryOf,
  isNull,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  type YamlSequence,
  type YamlUnknown,
} from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';

// Trees do not change: each function returns another one, or the same node where it has nothing to do. What is new in a
// tree is not written in its document; it gets the range `at` there.

/** A string that is not written in the document. */
export function newString(text: string, at: Range): YamlScalar {
  return { kind: 'scalar', range: at, shared: true, style: 'plain', value: text, text };
}

/** A value that cannot be told. Its range is empty, so that nobody takes the text there for what it says. */
export function newUnknown({ start }: Range): YamlUnknown {
  return { kind: 'unknown', range: { start, end: start }, shared: true, reason: 'placeholder' };
}

/** A map without entries. */
export function newMap(at: Range): YamlMap {
  return {
    kind: 'map',
    range: at,
    shared: true,
    flow: false,
    entries: [],
    mergeKeys: [],
    open: false,
  };
}

/** A node of another document. */
export function transplanted(node: YamlNode, at: Range): YamlNode {
  switch (node.kind) {
    case 'map':
      return {
        ...newMap(at),
        entries: node.entries.map(({ name, value }) => newEntry(name, transplanted(value, at), at)),
        open: node.open,
      };
    case 'sequence':
      return {
        ...node,
        range: at,
        shared: true,
        items: node.items.map((item) => transplanted(item, at)),
        itemRanges: node.items.map(() => at),
      };
    case 'scalar':
      return { ...node, range: at, shared: true };
    default:
      return newUnknown(at);
  }
}

function newEntry(name: string | undefined, value: YamlNode, at: Range): YamlEntry {
  return {
    name,
    keyRange: at,
    value,
    valueRange: at,
    end: at.end,
    duplicate: false,
    merged: true,
  };
}

/** The map with that value under the name, in the place of the one there is. */
export function withEntry(map: YamlMap, name: string, value: YamlNode, at: Range): YamlMap {
  const entry = entryOf(map, name);
  if (entry === undefined) {
    return { ...map, entries: [...map.entries, newEntry(name, value, at)] };
  }
  return entry.value === value
    ? map
    : {
        ...map,
        entries: map.entries.map((each) => (each === entry ? { ...each, value } : each)),
      };
}

/** The map without the entry. */
export function withoutEntry(map: YamlMap, name: string): YamlMap {
  const entries = map.entries.filter((entry) => entry.name !== name);
  return entries.length === map.entries.length ? map : { ...map, entries };
}

/** The list with other items; those that it had keep their places. */
export function withItems(list: YamlSequence, items: readonly YamlNode[], at: Range): YamlSequence {
  const isSame =
    items.length === list.items.length && items.every((item, index) => item === list.items[index]);
  return isSame
    ? list
    : { ...list, items, itemRanges: items.map((_, index) => list.itemRanges[index] ?? at) };
}

/**
 * Changes what the keys lead to, item by item in lists on the way; missing maps are made only if `create`. `change` gets
 * undefined for what is not there, and returns what is to be there.
 */
export function changedAt(
  node: YamlNode,
  path: readonly string[],
  create: boolean,
  at: Range,
  change: (node: YamlNode | undefined) => YamlNode | undefined,
): YamlNode {
  const [key, ...rest] = path;
  if (key === undefined) {
    return change(node) ?? node;
  }
  if (node.kind === 'sequence') {
    const items = node.items.map((item) => changedAt(item, path, create, at, change));
    return withItems(node, items, at);
  }
  if (node.kind !== 'map') {
    return node;
  }
  const value = entryOf(node, key)?.value;
  if (value !== undefined && !isNull(value)) {
    return withEntry(node, key, changedAt(value, rest, create, at, change), at);
  }
  if (!create) {
    return node;
  }
  const made =
    rest.length === 0 ? change(undefined) : changedAt(newMap(at), rest, create, at, change);
  return made === undefined ? node : withEntry(node, key, made, at);
}

/** The same shape, of which nothing else is known: every map may have other entries, every list other items. */
export function loosened(node: YamlNode): YamlNode {
  switch (node.kind) {
    case 'map': {
      // What is no part of the shape may be gone.
      const shape = node.entries.filter(({ value }) => isShape(value));
      const entries = shape.map((entry) => ({ ...entry, value: loosened(entry.value) }));
      return { ...node, entries, open: true };
    }
    case 'sequence':
      return { ...node, items: [], itemRanges: [], open: true };
    default:
      return newUnknown(node.range);
  }
}

function isShape({ kind }: YamlNode): boolean {
  return kind === 'map' || kind === 'sequence';
}

/**
 * A part that is merged into something: its maps have other entries, too. So have its lists and what they hold, if lists
 * are merged.
 */
export function opened(node: YamlNode, mergesLists: boolean): YamlNode {
  if (node.kind === 'map') {
    const entries = node.entries.map((entry) => ({
      ...entry,
      value: opened(entry.value, mergesLists),
    }));
    return { ...node, entries, open: true };
  }
  return node.kind === 'sequence' && mergesLists
    ? { ...node, items: node.items.map((item) => opened(item, true)), open: true }
    : node;
}

/**
 * What is true of both trees: where they differ, the value is unknown, and maps and lists may hold more. What is the same
 * is taken from the first.
 */
export function common(a: YamlNode, b: YamlNode): YamlNode {
  if (a === b) {
    return a;
  }
  if (a.kind === 'map' && b.kind === 'map') {
    return commonMap(a, b);
  }
  if (a.kind === 'sequence' && b.kind === 'sequence') {
    const items = a.items.flatMap((item, index) => {
      const other = b.items[index];
      return other === undefined ? [] : [common(item, other)];
    });
    const open = a.open || b.open || a.items.length !== b.items.length;
    return { ...withItems(a, items, a.range), open };
  }
  const isEqual = a.kind === 'scalar' && b.kind === 'scalar' && a.value === b.value;
  return isEqual ? a : newUnknown(a.range);
}

function commonMap(a: YamlMap, b: YamlMap): YamlMap {
  const entries = a.entries.flatMap((entry) => {
    const other = entry.name === undefined ? undefined : entryOf(b, entry.name);
    return other === undefined ? [] : [{ ...entry, value: common(entry.value, other.value) }];
  });
  return { ...a, entries, open: a.open || b.open || !haveSameNames(a, b) };
}

function haveSameNames(a: YamlMap, b: YamlMap): boolean {
  const has = (map: YamlMap) => (each: YamlEntry) =>
    each.name !== undefined && entryOf(map, each.name) !== undefined;
  return a.entries.every(has(b)) && b.entries.every(has(a));
}

/** Maps of texts, labels above all: what is in them is read, but seldom anything that a finding is about. */
const labelMaps: ReadonlySet<string> = new Set([
  'labels',
  'matchLabels',
  'selector',
  'annotations',
  'data',
]);

/**
 * The tree that is written, as far as it is true of the one that is deployed: what is changed is unknown, and what is added
 * may be there. Labels are those that are deployed.
 */
export function masked(written: YamlNode, deployed: YamlNode): YamlNode {
  if (written === deployed) {
    return written;
  }
  if (written.kind === 'sequence' && deployed.kind === 'sequence') {
    return maskedList(written, deployed);
  }
  if (written.kind !== 'map' || deployed.kind !== 'map') {
    return common(written, deployed);
  }
  const entries = written.entries.map((entry) => ({
    ...entry,
    value: maskedValue(entry, deployed),
  }));
  const added = deployed.entries.filter(
    ({ name }) => name !== undefined && labelMaps.has(name) && entryOf(written, name) === undefined,
  );
  const all = { ...written, entries: [...entries, ...added] };
  return { ...all, open: written.open || deployed.open || !haveSameNames(all, deployed) };
}

/**
 * Items that are changed are masked one by one, also when they stand in another order; of a list that has others, those in
 * both are left.
 */
function maskedList(written: YamlSequence, deployed: YamlSequence): YamlSequence {
  const left = new Set(deployed.items);
  if (written.items.length !== deployed.items.length || deployed.open) {
    const items = written.items.filter((item) => left.has(item));
    return { ...withItems(written, items, written.range), open: true };
  }
  const own = new Set(written.items);
  const changed = deployed.items.filter((item) => !own.has(item)).values();
  const items = written.items.map((item) =>
    left.has(item) ? item : masked(item, changed.next().value ?? loosened(item)),
  );
  return withItems(written, items, written.range);
}

function maskedValue({ name, value }: YamlEntry, parent: YamlMap): YamlNode {
  const deployed = name === undefined ? undefined : entryOf(parent, name)?.value;
  if (name === undefined || deployed === undefined) {
    // What is written there must not be written once more.
    return newUnknown(value.range);
  }
  if (name === 'metadata') {
    return withNameOf(deployed, masked(value, deployed));
  }
  const areLabels = labelMaps.has(name) && isFlat(value) && isFlat(deployed);
  if (!areLabels || value.kind !== 'map' || deployed.kind !== 'map') {
    return masked(value, deployed);
  }
  const isWhole = value.entries.every((each) => each.name && entryOf(deployed, each.name));
  return { ...deployed, range: value.range, open: deployed.open || !isWhole };
}

/** By its name an object is told from others, whose names are those that are deployed. */
function withNameOf(deployed: YamlNode, metadata: YamlNode): YamlNode {
  const name = deployed.kind === 'map' ? entryOf(deployed, 'name')?.value : undefined;
  return name === undefined || metadata.kind !== 'map'
    ? metadata
    : withEntry(metadata, 'name', name, name.range);
}

function isFlat(node: YamlNode): boolean {
  return node.kind === 'map' && node.entries.every(({ value }) => value.kind !== 'map');
}

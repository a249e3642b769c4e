import type { YamlMap, YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import { absent, type Field, mapTraced, readNode, readString, type Traced } from './traced';

/** A map from strings to strings: labels, annotations, a `nodeSelector`, the data of a ConfigMap. */
export interface StringMap {
  readonly node: YamlMap;
  readonly range: Range;
  /** In the order they are written; of a key that stands there twice, the last. */
  readonly entries: readonly StringEntry[];
  /** No template can add entries. */
  readonly isComplete: boolean;
}

export interface StringEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: Traced<string>;
  readonly field: Field;
}

/** The map in the field `name`; entries whose key a template writes are left out. */
export function readStrings(parent: YamlNode | undefined, name: string): Traced<StringMap> {
  return mapTraced(readNode(parent, name), (node) =>
    node.kind === 'map' ? stringMapOf(node) : undefined,
  );
}

function stringMapOf(node: YamlMap): StringMap {
  const byKey = new Map<string, StringEntry>();
  for (const entry of node.entries) {
    if (entry.name !== undefined) {
      byKey.set(entry.name, {
        key: entry.name,
        keyRange: entry.keyRange,
        value: readString(node, entry.name),
        field: { keyRange: entry.keyRange, node: entry.value, entry },
      });
    }
  }
  return { node, range: node.range, entries: [...byKey.values()], isComplete: !node.open };
}

/** The entry of that key, if it is written. */
export function stringEntry(map: Traced<StringMap>, key: string): StringEntry | undefined {
  return map.state === 'known' ? map.value.entries.find((entry) => entry.key === key) : undefined;
}

/** The value of a key; unknown when a template may supply it, absent when it is surely not there. */
export function stringAt(map: Traced<StringMap>, key: string): Traced<string> {
  if (map.state !== 'known') {
    return map;
  }
  const entry = stringEntry(map, key);
  if (entry !== undefined) {
    return entry.value;
  }
  return map.value.isComplete ? absent : { state: 'unknown', range: map.range };
}

import type { Range } from '../../text/range';

/**
 * The tree of one YAML document. Offsets refer to the document's own text, so a tree stays valid when
 * the document moves in its file. Aliases are resolved: an aliased node stands in several places of
 * the tree and has the range where it is written. Walked in full it is at most some hundred times the text.
 */
export type YamlNode = YamlMap | YamlSequence | YamlScalar | YamlUnknown;

interface NodeBase {
  /** From the first character to behind the last of the value itself. */
  readonly range: Range;
  /** Written once and used in several places through an alias, so an edit would change all of them. */
  readonly shared: boolean;
}

export interface YamlMap extends NodeBase {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly YamlEntry[];
  /** Where its merge keys (`<<: *x`) are written, the key and the value. */
  readonly mergeKeys: readonly Range[];
  /** A template or an unresolved merge may add further entries. */
  readonly open: boolean;
}

export interface YamlEntry {
  /** The key's text; undefined when it is templated or no scalar. */
  readonly name: string | undefined;
  readonly keyRange: Range;
  readonly value: YamlNode;
  /** Where the value is written: differs from the value's own range for an alias. */
  readonly valueRange: Range;
  /** Behind what is written here: the value, or the alias that stands for it. */
  readonly end: number;
  /** The same key stood earlier in the map. */
  readonly duplicate: boolean;
  /** Came in through a merge key, so it is written elsewhere. */
  readonly merged: boolean;
}

export interface YamlSequence extends NodeBase {
  readonly kind: 'sequence';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
  /** Where each item is written in this list; differs from the item's own range for an alias. */
  readonly itemRanges: readonly Range[];
  /** A template may add further items. */
  readonly open: boolean;
}

export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single-quoted' | 'double-quoted' | 'block';
  /** What a consumer of the YAML gets. */
  readonly value: string | number | boolean | null;
  /** The value as text: unquoted and unescaped for strings, as written for numbers. */
  readonly text: string;
}

/** A place whose value this program cannot know. */
export interface YamlUnknown extends NodeBase {
  readonly kind: 'unknown';
  readonly reason: 'template' | 'placeholder' | 'alias';
}

/** A complaint of the parser. */
export interface YamlProblem {
  readonly message: string;
  readonly range: Range;
}

/** The map's last entry of that name (the one that counts), or undefined. */
export function entryOf(map: YamlMap, name: string): YamlEntry | undefined {
  return map.entries.length < manyEntries
    ? map.entries.findLast((entry) => entry.name === name)
    : indexOf(map).get(name);
}

/** Hardly any map has so many; those that do, such as the data of a ConfigMap, have thousands. */
const manyEntries = 64;

const indexes = new WeakMap<YamlMap, ReadonlyMap<string, YamlEntry>>();

function indexOf(map: YamlMap): ReadonlyMap<string, YamlEntry> {
  const known =
    indexes.get(map) ??
    new Map(
      map.entries.flatMap((entry) => (entry.name === undefined ? [] : [[entry.name, entry]])),
    );
  indexes.set(map, known);
  return known;
}

/** Whether the node is missing, or is written but empty (`key:`), which Kubernetes treats alike. */
export function isNull(node: YamlNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

import {
  entryOf,
  isNull,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlSequence,
} from '../syntax/yaml/tree';
import type { Range } from '../text/range';

/**
 * A value of the field and what is known of it: *known* with the place it is written, *unknown* (a template
 * or a placeholder decides it), *invalid* (written, but not of the kind Kubernetes takes), or *absent*.
 */
export type Traced<T> =
  | { readonly state: 'known'; readonly value: T; readonly range: Range }
  | { readonly state: 'unknown'; readonly range: Range }
  | { readonly state: 'invalid'; readonly range: Range }
  | { readonly state: 'absent' };

export const absent = { state: 'absent' } as const;

/** The value when it is known. */
export function known<T>(traced: Traced<T>): T | undefined {
  return traced.state === 'known' ? traced.value : undefined;
}

/** A key of a map as it is written. */
export interface Field {
  readonly keyRange: Range;
  readonly node: YamlNode;
  readonly entry: YamlEntry;
}

/** The field of that name, if it is written at all (an empty value counts). */
export function fieldOf(node: YamlNode | undefined, name: string): Field | undefined {
  if (node?.kind !== 'map') {
    return undefined;
  }
  const entry = entryOf(node, name);
  return entry && { keyRange: entry.keyRange, node: entry.value, entry };
}

/** The node in which to read on; unknown when a template may write it, undefined when it is surely not there. */
export function nodeOf(parent: YamlNode | undefined, name: string): YamlNode | undefined {
  const node = fieldOf(parent, name)?.node;
  const mayAppear = parent?.kind === 'unknown' || (parent?.kind === 'map' && parent.open);
  return node === undefined && mayAppear
    ? { kind: 'unknown', range: parent.range, shared: false, reason: 'template' }
    : node;
}

/** The node of a field: absent when missing or null, unknown when a template may supply it. */
export function readNode(parent: YamlNode | undefined, name: string): Traced<YamlNode> {
  const node = nodeOf(parent, name);
  if (node?.kind === 'unknown') {
    return { state: 'unknown', range: node.range };
  }
  return node === undefined || isNull(node)
    ? absent
    : { state: 'known', value: node, range: node.range };
}

/** A field that Kubernetes takes as a string. */
export function readString(parent: YamlNode | undefined, name: string): Traced<string> {
  return mapTraced(readNode(parent, name), stringOf);
}

/** The string a node stands for; undefined for anything that is not written as a string. */
export function stringOf(node: YamlNode): string | undefined {
  return node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** A field that Kubernetes takes as a boolean. */
export function readBoolean(parent: YamlNode | undefined, name: string): Traced<boolean> {
  return mapTraced(readNode(parent, name), (node) =>
    node.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined,
  );
}

/** A list field; `null` is absent as in the API, an empty list is not. */
export function readList(parent: YamlNode | undefined, name: string): Traced<YamlSequence> {
  return mapTraced(readNode(parent, name), (node) => (node.kind === 'sequence' ? node : undefined));
}

/** Applies `read` to a known value; undefined from it means that the value is of the wrong kind. */
export function mapTraced<A, B>(traced: Traced<A>, read: (value: A) => B | undefined): Traced<B> {
  if (traced.state !== 'known') {
    return traced;
  }
  const value = read(traced.value);
  return value === undefined
    ? { state: 'invalid', range: traced.range }
    : { state: 'known', value, range: traced.range };
}

/** A node as a string; unknown under a template, invalid when it is no string. */
export function tracedString(node: YamlNode): Traced<string> {
  if (node.kind === 'unknown') {
    return { state: 'unknown', range: node.range };
  }
  const value = stringOf(node);
  return value === undefined
    ? { state: 'invalid', range: node.range }
    : { state: 'known', value, range: node.range };
}

/** A field that Kubernetes takes as a whole number. */
export function readInteger(parent: YamlNode | undefined, name: string): Traced<number> {
  return mapTraced(readNode(parent, name), (node) =>
    node.kind === 'scalar' && typeof node.value === 'number' && Number.isInteger(node.value)
      ? node.value
      : undefined,
  );
}

/** A field that Kubernetes takes as a port's number or its name. */
export function readPort(parent: YamlNode | undefined, name: string): Traced<number | string> {
  return mapTraced(readNode(parent, name), (node) =>
    node.kind === 'scalar' && (typeof node.value === 'string' || Number.isInteger(node.value))
      ? (node.value as number | string)
      : undefined,
  );
}

/** A field that holds an object. */
export function readMap(parent: YamlNode | undefined, name: string): Traced<YamlMap> {
  return mapTraced(readNode(parent, name), (node) => (node.kind === 'map' ? node : undefined));
}

/** The items of a list field, each read with `read`. */
export interface TracedItems<T> {
  readonly list: Traced<YamlSequence>;
  readonly items: readonly T[];
  /** No template can add items. */
  readonly isComplete: boolean;
}

/** A list field with its items; no items when it is not written or is no list. */
export function readItems<T>(
  parent: YamlNode | undefined,
  name: string,
  read: (node: YamlNode) => T,
): TracedItems<T> {
  const list = readList(parent, name);
  return {
    list,
    items: known(list)?.items.map(read) ?? [],
    isComplete: list.state === 'absent' || (list.state === 'known' && !list.value.open),
  };
}

import { YamlDocument } from '../syntax/yaml/document';
import * as yaml from '../syntax/yaml/edit';
import { type PlainValue, renderScalar, styleOf } from '../syntax/yaml/style';
import { standInOneBlock } from '../syntax/yaml/template-blocks';
import type { YamlEntry, YamlMap, YamlNode, YamlSequence } from '../syntax/yaml/tree';
import { applyEdits, type Range, type TextEdit } from '../text/range';
import type { KubernetesObject } from './kubernetes-object';

export type { PlainValue };

/** Edits, or why they cannot be made here. */
export type EditResult =
  | { readonly edits: readonly TextEdit[] }
  | { readonly disabledReason: string };

/** Why a part that an alias uses elsewhere is left alone. */
export const sharedPart = {
  disabledReason:
    'This part is written once and used in several places through a YAML alias; change it by hand.',
} as const;
/** Why a part that a template writes is left alone. */
export const templatedPart = {
  disabledReason: 'A template writes this part; change it by hand.',
} as const;
const templateAround = {
  disabledReason: 'Template actions surround this part; change it by hand.',
} as const;
const unusualPart = {
  disabledReason:
    'This part is written in a way that only its author can change; change it by hand.',
} as const;

/** Adds items behind the last one of a list. */
export function appendItems(
  object: KubernetesObject,
  list: YamlSequence,
  values: readonly PlainValue[],
): EditResult {
  return list.shared
    ? sharedPart
    : checked(object, list.range.start, yaml.appendItems(textOf(object), list, values));
}

/** Adds a field to a map that does not have it, behind its last one. */
export function appendField(
  object: KubernetesObject,
  map: YamlMap,
  name: string,
  value: PlainValue,
): EditResult {
  return map.shared
    ? sharedPart
    : checked(object, map.range.start, yaml.appendEntry(textOf(object), map, name, value));
}

/** Takes a field out of a map; a map without any is left as `{}`. */
export function removeField(
  object: KubernetesObject,
  map: YamlMap,
  { merged, keyRange, value, end }: YamlEntry,
): EditResult {
  const removed = { start: keyRange.start, end };
  const entry = map.entries.find((other) => other.keyRange === keyRange);
  if (map.shared || merged || entry === undefined || isUsedOutside(value, removed)) {
    return sharedPart;
  }
  return checked(object, map.range.start, yaml.removeEntry(textOf(object), map, entry));
}

/** Takes the item at `index` out of a list, which keeps at least one other. */
export function removeItem(
  object: KubernetesObject,
  list: YamlSequence,
  index: number,
): EditResult {
  const item = list.items[index];
  const range = list.itemRanges[index];
  if (item === undefined || range === undefined) {
    return templatedPart;
  }
  return list.shared || isUsedOutside(item, range)
    ? sharedPart
    : checked(object, list.range.start, yaml.removeItem(textOf(object), list, index));
}

/** Writes another value, or the first, behind a key. */
export function replaceFieldValue(
  object: KubernetesObject,
  entry: YamlEntry,
  value: PlainValue,
): EditResult {
  return entry.merged || entry.value.shared || isUsedOutside(entry.value, entry.valueRange)
    ? sharedPart
    : checked(object, entry.keyRange.start, yaml.replaceEntryValue(textOf(object), entry, value));
}

/** Writes another value or key in place of a scalar, in quotes where it had them and is no number. */
export function replaceScalar(object: KubernetesObject, range: Range, value: string): EditResult {
  const isQuoted = /^["']/.test(textOf(object).slice(range.start, range.end));
  const quote = textOf(object).charAt(range.start);
  if (/^\d+$/.test(value)) {
    return { edits: [{ range, newText: value }] };
  }
  const newText = isQuoted ? inQuotes(value, quote) : renderScalar(value, false);
  return { edits: [{ range, newText }] };
}

/** Adds an object as a document of its own behind the one that holds `object`. */
export function appendObject(object: KubernetesObject, value: PlainValue): EditResult {
  const text = textOf(object);
  return styleOf(text).quoted
    ? { disabledReason: 'A JSON file holds one object; put the new one in a separate file.' }
    : checked(object, object.range.start, yaml.appendDocument(text, value));
}

function inQuotes(value: string, quote: string): string {
  return quote === '"' ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}

/** Whether the node, which is to go with the range, holds an anchor that is used elsewhere. */
function isUsedOutside(node: YamlNode, removed: Range): boolean {
  const pending = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    // What an alias stands for is written elsewhere, and stays.
    const isWithin = removed.start <= next.range.start && next.range.end <= removed.end;
    if (next.shared && isWithin) {
      return true;
    }
    for (const child of isWithin ? childrenOf(next) : []) {
      pending.push(child);
    }
  }
  return false;
}

function childrenOf(node: YamlNode): readonly YamlNode[] {
  if (node.kind === 'map') {
    return node.entries.map(({ value }) => value);
  }
  return node.kind === 'sequence' ? node.items : [];
}

/**
 * The edits as a result: none at all are refused, and in a template those that would stand in another branch than
 * the offset `anchor`, or leave it unreadable.
 */
export function checked(
  object: KubernetesObject,
  anchor: number,
  edits: readonly TextEdit[],
): EditResult {
  const { document } = object;
  if (edits.length === 0) {
    return document.isTemplate ? templateAround : unusualPart;
  }
  if (!document.isTemplate) {
    return { edits };
  }
  const isReadable = () => new YamlDocument(applyEdits(document.text, edits)).problems.length === 0;
  return standInOneBlock(document.text, anchor, edits) && isReadable() ? { edits } : templateAround;
}

function textOf(object: KubernetesObject): string {
  return object.document.text;
}

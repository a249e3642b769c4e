import { breakInnerList } from '../syntax/yaml/break-list';
import { divideItem } from '../syntax/yaml/divide';
import { renderFlow, styleOf } from '../syntax/yaml/style';
import type { YamlEntry, YamlNode, YamlSequence } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import {
  appendField,
  checked,
  type EditResult,
  type PlainValue,
  removeField,
  replaceFieldValue,
  replaceScalar,
  sharedPart,
  templatedPart,
} from './document-edits';
import type { KubernetesObject } from './kubernetes-object';
import { type Field, fieldOf } from './traced';

/** Makes several items of one, each with a part of its fields; fields of several parts are copied as they are written. */
export function divideListItem(
  object: KubernetesObject,
  list: YamlSequence,
  index: number,
  parts: readonly (readonly YamlEntry[])[],
): EditResult {
  const item = list.items[index];
  const merged = item?.kind === 'map' && item.entries.some((entry) => entry.merged);
  if (item === undefined || list.shared || item.shared || merged) {
    return sharedPart;
  }
  return checked(object, item.range.start, divideItem(object.document.text, list, index, parts));
}

/** Makes several items of one, so that the list in one of its fields holds at most `size` items in each. */
export function breakListItem(
  object: KubernetesObject,
  list: YamlSequence,
  index: number,
  { entry, node }: Field,
  size: number,
): EditResult {
  const item = list.items[index];
  if (item === undefined || list.shared || item.shared || node.shared || entry.merged) {
    return sharedPart;
  }
  const { text } = object.document;
  return checked(object, item.range.start, breakInnerList(text, list, index, entry, size));
}

/** Writes another name and another value in place of a field. */
export function replaceField(
  object: KubernetesObject,
  { entry }: Field,
  name: string,
  value: PlainValue,
): EditResult {
  const result = replaceFieldValue(object, entry, value);
  const key = replaceScalar(object, entry.keyRange, name);
  return 'edits' in result && 'edits' in key ? { edits: [...key.edits, ...result.edits] } : result;
}

/** Writes another name in place of that of a field. */
export function renameField(
  object: KubernetesObject,
  { entry, node }: Field,
  name: string,
): EditResult {
  return entry.merged || node.shared ? sharedPart : replaceScalar(object, entry.keyRange, name);
}

/** Writes a text in quotes in place of a scalar, whatever it looks like without them. */
export function writeText(object: KubernetesObject, range: Range, value: string): EditResult {
  return checked(object, range.start, [{ range, newText: JSON.stringify(value) }]);
}

/** Writes a list into a field of a map: in place of what is there, or behind the last entry. */
export function writeListInMap(
  object: KubernetesObject,
  node: YamlNode,
  name: string,
  value: readonly PlainValue[],
): EditResult {
  if (node.kind !== 'map' || node.open) {
    return templatedPart;
  }
  const field = fieldOf(node, name);
  return field === undefined
    ? appendField(object, node, name, value)
    : replaceFieldValue(object, field.entry, value);
}

/** Takes a field out of a map. */
export function removeFromMap(object: KubernetesObject, node: YamlNode, name: string): EditResult {
  const field = fieldOf(node, name);
  return node.kind !== 'map' || field === undefined
    ? templatedPart
    : removeField(object, node, field.entry);
}

/** Writes a scalar in place of another, or a small map on one line in place of an item that is none. */
export function writeInstead(
  object: KubernetesObject,
  place: Range,
  value: string | { readonly [key: string]: string },
): EditResult {
  const { text } = object.document;
  const written = text.slice(place.start, place.end).trimEnd();
  const range = { start: place.start, end: place.start + written.length };
  if (written.includes('\n') || /(?:^|\s)#/.test(written)) {
    return { disabledReason: 'This part spans several lines; change it by hand.' };
  }
  const isScalar = typeof value === 'string' && !/^[{[]/.test(written) && !written.includes(': ');
  return isScalar
    ? replaceScalar(object, range, value)
    : checked(object, range.start, [{ range, newText: renderFlow(value, styleOf(text)) }]);
}

import { renderBlock, renderFlow, styleOf } from '../syntax/yaml/style';
import type { YamlNode } from '../syntax/yaml/tree';
import { lineEndOf, lineStartOf } from '../text/lines';
import type { Range } from '../text/range';
import type { CiliumEntry } from './cilium-entry';
import { checked, removeField, replaceFieldValue } from './document-edits';
import {
  type EditResult,
  type PlainValue,
  replaceScalar,
  sharedPart,
  templatedPart,
} from './edits';
import type { KubernetesObject } from './kubernetes-object';
import { isSharedInside } from './list-edits';
import { type Field, fieldOf } from './traced';

/** Writes another selector in place of an item of `fromEndpoints` or `toEndpoints`. */
export function replaceEndpoint(
  object: KubernetesObject,
  entry: CiliumEntry,
  selector: Range,
  value: PlainValue,
): EditResult {
  const field = entry.members.get('Endpoints');
  const list = field?.node;
  if (field === undefined || list?.kind !== 'sequence') {
    return templatedPart;
  }
  const index = list.items.findIndex(({ range }) => range.start === selector.start);
  const item = list.items[index];
  // An alias stands for a selector that is written elsewhere.
  const isHere = item?.range.start === list.itemRanges[index]?.start;
  if (item === undefined || item.shared || list.shared || field.entry.merged || !isHere) {
    return sharedPart;
  }
  const { text } = object.document;
  return text.slice(item.range.start, item.range.end).includes('\n')
    ? { disabledReason: 'The selector spans several lines; change it by hand.' }
    : { edits: [{ range: item.range, newText: renderFlow(value, styleOf(text)) }] };
}

/** Writes another key or value in place of a scalar of a part, such as a selector or an HTTP rule. */
export function replaceInPart(
  object: KubernetesObject,
  part: YamlNode,
  range: Range,
  value: string,
): EditResult {
  const isHere = part.range.start <= range.start && range.end <= part.range.end;
  return isHere && !isSharedInside(part) ? replaceScalar(object, range, value) : sharedPart;
}

/** Takes a field out of an item of a section. */
export function removeFromEntry(
  object: KubernetesObject,
  { node }: CiliumEntry,
  name: string,
): EditResult {
  const field = fieldOf(node, name);
  return node.kind === 'map' && field !== undefined
    ? removeField(object, node, field.entry)
    : templatedPart;
}

/** Writes a rule in place of an item of a section that says nothing. */
export function fillEntry(
  object: KubernetesObject,
  { node }: CiliumEntry,
  value: PlainValue,
): EditResult {
  if (node.shared) {
    return sharedPart;
  }
  const { text } = object.document;
  return { edits: [{ range: node.range, newText: renderFlow(value, styleOf(text)) }] };
}

/** Writes a map in place of an empty one behind a key: on lines of its own where the key stands in block style. */
export function fillField(
  object: KubernetesObject,
  { entry, node }: Field,
  value: PlainValue,
): EditResult {
  const { text } = object.document;
  const style = styleOf(text);
  const before = text.slice(lineStartOf(text, entry.keyRange.start), entry.keyRange.start);
  const behind = text.slice(entry.valueRange.end, lineEndOf(text, entry.valueRange.end));
  const isEmpty = text.slice(entry.valueRange.start, entry.valueRange.end) === '{}';
  const isBlock = /^ *(?:- +)*$/.test(before) && /^\s*(?:#.*)?$/.test(behind) && !style.quoted;
  if (!isEmpty || !isBlock || node.shared || entry.merged) {
    return replaceFieldValue(object, entry, value);
  }
  const column = before.length + style.indent;
  const lines = `${style.eol}${' '.repeat(column)}${renderBlock(value, style, column)}`;
  const end = entry.valueRange.end + behind.trimEnd().length;
  const removed = text.slice(entry.valueRange.start - 1, entry.valueRange.start) === ' ' ? 1 : 0;
  return checked(object, entry.keyRange.start, [
    { range: { start: entry.valueRange.start - removed, end: entry.valueRange.end }, newText: '' },
    { range: { start: end, end }, newText: lines },
  ]);
}

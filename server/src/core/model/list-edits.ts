import * as yaml from '../syntax/yaml/edit';
import { joinWithNext } from '../syntax/yaml/join';
import type { YamlMap, YamlNode, YamlSequence } from '../syntax/yaml/tree';
import type { Range, TextEdit } from '../text/range';
import type { CiliumPortRule, CiliumSection } from './cilium-policy';
import {
  appendField,
  appendItems,
  checked,
  type EditResult,
  type PlainValue,
  replaceScalar,
  sharedPart,
  templatedPart,
} from './document-edits';
import type { KubernetesObject } from './kubernetes-object';
import type { NetworkPolicy, Peer, PolicyRule } from './network-policy';
import { fieldOf, known } from './traced';

/** Takes a field out of one item of a list and adds items behind it. */
export function replaceByItems(
  object: KubernetesObject,
  list: YamlSequence,
  item: YamlNode,
  name: string,
  items: readonly PlainValue[],
): EditResult {
  const field = fieldOf(item, name);
  if (item.kind !== 'map' || field === undefined) {
    return templatedPart;
  }
  if (list.shared || item.shared || field.entry.merged || isSharedInside(field.node)) {
    return sharedPart;
  }
  const { text } = object.document;
  const removed = yaml.removeEntry(text, item, field.entry);
  const added = yaml.appendItems(text, upTo(list, item), items);
  return removed.length === 0 || added.length === 0
    ? templatedPart
    : checked(object, item.range.start, insertedIntoRemoved(text, removed, added));
}

/** The last line of an item may go while others are put below it; the two are then one edit. */
function insertedIntoRemoved(
  text: string,
  removed: readonly TextEdit[],
  added: readonly TextEdit[],
): readonly TextEdit[] {
  const [insertion] = added;
  const at = insertion?.range.start ?? 0;
  const line = removed.find(({ range }) => range.start < at && at < range.end);
  if (insertion === undefined || line === undefined) {
    return [...removed, ...added];
  }
  const lineEnd = text.slice(at, line.range.end);
  const newText = `${line.newText}${insertion.newText.replace(/^\r?\n/, '')}${lineEnd}`;
  return [...removed.filter((edit) => edit !== line), { range: line.range, newText }];
}

/** The list as if the item were its last. */
function upTo(list: YamlSequence, item: YamlNode): YamlSequence {
  const end = list.items.indexOf(item) + 1;
  return { ...list, items: list.items.slice(0, end), itemRanges: list.itemRanges.slice(0, end) };
}

/** Writes a text into a field of a map: in place of the one that is there, or behind the last entry. */
export function writeField(
  object: KubernetesObject,
  map: YamlMap,
  name: string,
  value: string,
): EditResult {
  const field = fieldOf(map, name);
  if (map.shared || field?.entry.merged === true || field?.node.shared === true) {
    return sharedPart;
  }
  if (field === undefined) {
    return appendField(object, map, name, value);
  }
  return field.node.kind === 'scalar'
    ? replaceScalar(object, field.node.range, value)
    : templatedPart;
}

/** Adds entries to a section of a Cilium policy. */
export function addEntries(
  object: KubernetesObject,
  section: CiliumSection,
  entries: readonly PlainValue[],
): EditResult {
  const list = known(section.list);
  return list === undefined ? templatedPart : appendItems(object, list, entries);
}

/** Makes two neighbouring peers of a rule one, which then asks for both. */
export function joinPeers(policy: NetworkPolicy, rule: PolicyRule, first: Peer): EditResult {
  const list = known(rule.peersList);
  if (list === undefined) {
    return templatedPart;
  }
  const items = [list, list.items[first.index], list.items[first.index + 1]];
  if (items.some((node) => node?.shared !== false)) {
    return sharedPart;
  }
  const edits = joinWithNext(policy.object.document.text, list, first.index);
  return edits === undefined
    ? { disabledReason: 'The two are written differently; join them by hand.' }
    : checked(policy.object, list.range.start, edits);
}

/** Writes a port's number in place of its name; the ports of Cilium policies are texts. */
export function writePortNumber(item: YamlNode, number: number, isText: boolean): EditResult {
  const field = fieldOf(item, 'port');
  if (field === undefined || field.node.kind !== 'scalar') {
    return templatedPart;
  }
  const { node, entry } = field;
  if (item.shared || node.shared || entry.merged) {
    return sharedPart;
  }
  const quote = node.style === 'single-quoted' ? "'" : '"';
  const newText = isText ? `${quote}${number}${quote}` : `${number}`;
  return { edits: [{ range: node.range, newText }] };
}

/** Writes another key or value in place of a scalar of a peer. */
export function replaceInPeer(
  object: KubernetesObject,
  peer: Peer,
  range: Range,
  value: string,
): EditResult {
  return isSharedInside(peer.node) ? sharedPart : replaceScalar(object, range, value);
}

/** Adds a field to a peer. */
export function addToPeer(
  object: KubernetesObject,
  { node }: Peer,
  name: string,
  value: PlainValue,
): EditResult {
  return node.kind !== 'map' || node.open ? templatedPart : appendField(object, node, name, value);
}

/** Adds an item to the `ports` of a rule. */
export function addPort(
  object: KubernetesObject,
  { portsList }: PolicyRule,
  port: PlainValue,
): EditResult {
  const list = known(portsList);
  return list === undefined ? templatedPart : appendItems(object, list, [port]);
}

/** Adds an item to the `ports` of an item of `toPorts`. */
export function addCiliumPort(
  object: KubernetesObject,
  { node }: CiliumPortRule,
  port: PlainValue,
): EditResult {
  const list = fieldOf(node, 'ports')?.node;
  return list?.kind === 'sequence' ? appendItems(object, list, [port]) : templatedPart;
}

/** Whether any part of the node is written elsewhere. */
export function isSharedInside(node: YamlNode): boolean {
  if (node.shared) {
    return true;
  }
  switch (node.kind) {
    case 'map':
      return node.entries.some(({ merged, value }) => merged || isSharedInside(value));
    case 'sequence':
      return node.items.some(isSharedInside);
    default:
      return false;
  }
}

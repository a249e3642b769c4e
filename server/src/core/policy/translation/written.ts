import { fieldOf } from '../../model/traced';
import type { Draft, DraftEntry } from '../../syntax/yaml/draft';
import type { YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';

/** Where a field is written, for an entry that takes its place; nothing when it is not. */
export function placeOfField(
  parent: YamlNode | undefined,
  name: string,
): { readonly from?: Range } {
  const field = fieldOf(parent, name);
  return field === undefined ? {} : { from: { start: field.keyRange.start, end: field.entry.end } };
}

/** What was written between brackets gets lines of its own: it has become longer. */
export function onLines(node: YamlNode): YamlNode {
  return node.kind === 'map' ? { ...node, flow: false } : node;
}

/** What stands there, as it stands there. */
export function copyOf(node: YamlNode): Draft {
  switch (node.kind) {
    case 'map':
      return {
        is: 'map',
        from: node,
        entries: node.entries.map(({ name = '', value, keyRange, end }) => ({
          key: name,
          value: copyOf(value),
          from: { start: keyRange.start, end },
        })),
      };
    case 'sequence':
      return { is: 'list', from: node, items: node.items.map(copyOf) };
    case 'scalar':
      return {
        is: 'scalar',
        from: node,
        value: typeof node.value === 'string' ? node.value : (node.value ?? ''),
      };
    case 'unknown':
      return { is: 'scalar', value: '', from: node };
  }
}

/** A requirement of a selector with another key. */
export function withKey(item: Draft, rename: (key: string) => string): Draft {
  const renamed = (entry: DraftEntry): DraftEntry =>
    entry.key === 'key' && entry.value.is === 'scalar'
      ? { ...entry, value: { ...entry.value, value: rename(String(entry.value.value)) } }
      : entry;
  return item.is === 'map' ? { ...item, entries: item.entries.map(renamed) } : item;
}

import { type Range, touches } from '../../text/range';
import type { YamlNode } from './tree';

/** A key, or a scalar value of a key, and the keys that lead to it; list items have no part in the path. */
export interface WordAt {
  readonly path: readonly string[];
  readonly range: Range;
  /** The scalar itself, or the value of the key. */
  readonly node: YamlNode;
  readonly isKey: boolean;
}

/** The key or the scalar at an offset of the document; undefined on punctuation, comments and blanks. */
export function pathAt(root: YamlNode, offset: number): WordAt | undefined {
  const path: string[] = [];
  let node: YamlNode | undefined = root;
  while (node !== undefined) {
    if (node.kind === 'scalar') {
      return touches(node.range, offset)
        ? { path, range: node.range, node, isKey: false }
        : undefined;
    }
    let next: YamlNode | undefined;
    if (node.kind === 'sequence') {
      const index = node.itemRanges.findIndex((range) => touches(range, offset));
      next = node.items[index];
    } else if (node.kind === 'map') {
      const entry = node.entries.findLast(
        ({ keyRange, end, merged }) => !merged && keyRange.start <= offset && offset <= end,
      );
      if (entry?.name !== undefined) {
        path.push(entry.name);
        if (touches(entry.keyRange, offset)) {
          return { path, range: entry.keyRange, node: entry.value, isKey: true };
        }
        next = entry.value;
      }
    }
    // An aliased node is written elsewhere, so its range does not hold the offset.
    node = next !== undefined && touches(next.range, offset) ? next : undefined;
  }
  return undefined;
}

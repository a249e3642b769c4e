import { entryOf, type YamlMap, type YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { loosened, withEntry } from './tree-changes';

/** The field that the keys lead to may have any value, and may be there where it is not. */
export function loosenedAt(node: YamlNode, path: readonly string[], at: Range): YamlNode {
  const [key, ...rest] = path;
  const value = node.kind === 'map' && key !== undefined ? entryOf(node, key)?.value : undefined;
  if (node.kind !== 'map' || key === undefined) {
    return loosened(node);
  }
  return value === undefined
    ? { ...node, open: true }
    : withEntry(node, key, loosenedAt(value, rest, at), at);
}

/** An object of which nothing is known but what kind it is, and where it stands. */
export function loosenedObject(node: YamlMap): YamlMap {
  const entries = node.entries.map((entry) => {
    const { name, value } = entry;
    if (name === 'apiVersion' || name === 'kind') {
      return entry;
    }
    return { ...entry, value: name === 'metadata' ? loosenedMetadata(value) : loosened(value) };
  });
  return { ...node, entries, open: true };
}

function loosenedMetadata(metadata: YamlNode): YamlNode {
  const loose = loosened(metadata);
  if (metadata.kind !== 'map' || loose.kind !== 'map') {
    return loose;
  }
  const namespace = entryOf(metadata, 'namespace')?.value;
  return namespace === undefined ? loose : withEntry(loose, 'namespace', namespace, metadata.range);
}

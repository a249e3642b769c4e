import { placedFiles, Snapshot } from '../../server/src/core/index';
import type { YamlNode } from '../../server/src/core/syntax/yaml/tree';

/** Files of a workspace by their paths, deployed by the kustomizations among them. */
export function deployedFiles(
  files: Readonly<Record<string, string>>,
): ReadonlyMap<string, Snapshot> {
  const snapshots = Object.entries(files).map(
    ([path, text]) => new Snapshot({ uri: `file:///work/${path}`, version: 1, text }),
  );
  return placedFiles(snapshots);
}

/** What a tree says: `?` stands for values that are not known, and in maps and lists for what else they may hold. */
export function plainFrom(node: YamlNode): unknown {
  switch (node.kind) {
    case 'map': {
      const entries = node.entries.map(({ name, value }) => [name ?? '', plainFrom(value)]);
      return Object.fromEntries(node.open ? [...entries, ['?', '?']] : entries);
    }
    case 'sequence':
      return [...node.items.map(plainFrom), ...(node.open ? ['?'] : [])];
    case 'scalar':
      return node.value;
    default:
      return '?';
  }
}

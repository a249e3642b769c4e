import type { ValuesTree } from '../../evaluation/helm/values';
import type { YamlDocument } from '../../syntax/yaml/document';
import { entryOf, type YamlMap, type YamlNode } from '../../syntax/yaml/tree';

/** A file as far as charts are concerned; a snapshot is one. */
export interface ChartFile {
  readonly uri: string;
  readonly documents: readonly { readonly start: number; readonly document: YamlDocument }[];
}

const longestValues = 1_000_000;

/** The value of a key; unknown where a template may write it. */
export function childOf(node: YamlNode | undefined, name: string): YamlNode | undefined {
  if (node?.kind !== 'map') {
    return node?.kind === 'unknown' ? node : undefined;
  }
  const child = entryOf(node, name)?.value;
  return child ?? (node.open ? unknownOf(node) : undefined);
}

function unknownOf({ range }: YamlNode): YamlNode {
  return { kind: 'unknown', range, shared: false, reason: 'template' };
}

/** The values of a file as a list: empty when it has none that can be told. */
export function treesOf(file: ChartFile | undefined): readonly ValuesTree[] {
  const tree = file && treeOf(file);
  return tree === undefined ? [] : [tree];
}

/** The values of a file; undefined when it holds no map, or several documents, or does not parse. */
export function treeOf(file: ChartFile): ValuesTree | undefined {
  const filled = file.documents.filter(({ document }) => /^[^\s#-]/m.test(document.text));
  const [placed, ...others] = filled.length === 0 ? file.documents : filled;
  if (placed === undefined || others.length > 0 || placed.document.text.length > longestValues) {
    return undefined;
  }
  if (placed.document.problems.length > 0) {
    return undefined;
  }
  const { root } = placed.document;
  return root?.kind === 'map' ? { uri: file.uri, start: placed.start, root } : undefined;
}

/** The map that a file holds. */
export function rootOf(file: ChartFile | undefined): YamlMap | undefined {
  const root = file && treeOf(file)?.root;
  return root?.kind === 'map' ? root : undefined;
}

import type { ValuesTree } from '../../evaluation/helm/values';
import type { YamlMap } from '../../syntax/yaml/tree';
import { pathFrom } from '../deployment/deployed-file';
import { known, readItems, readString } from '../traced';
import { type ChartFile, childOf, rootOf, treesOf } from './values-file';

/** The files of a chart. */
interface ChartFiles {
  readonly chart?: ChartFile;
  readonly values?: ChartFile;
  readonly others: readonly ChartFile[];
}

/** What a chart says of another one. */
interface OfDependent {
  /** The folder of the other one. */
  readonly path: string;
  readonly values: ValuesTree;
  /** The files that this follows from. */
  readonly from: readonly ChartFile[];
}

/** What charts say of others beside them, on which they depend by `repository: file://../web`. */
export function valuesOfDependents(
  folders: ReadonlyMap<string, ChartFiles>,
): readonly OfDependent[] {
  const found: OfDependent[] = [];
  for (const [folder, { chart, values, others }] of folders) {
    if (!chart?.documents.some(({ document }) => document.text.includes('file://'))) {
      continue;
    }
    const files = values === undefined ? others : [values, ...others];
    for (const { name, way } of dependenciesOf(rootOf(chart))) {
      const path = pathFrom(folder, way);
      for (const file of path === undefined ? [] : files) {
        for (const tree of treesOf(file)) {
          const root = childOf(tree.root, name);
          if (path !== undefined && root !== undefined) {
            found.push({ path, values: { ...tree, root }, from: [chart, file] });
          }
        }
      }
    }
  }
  return found;
}

function dependenciesOf(chart: YamlMap | undefined) {
  return readItems(chart, 'dependencies', (node) => ({
    name: known(readString(node, 'alias')) ?? known(readString(node, 'name')),
    way: known(readString(node, 'repository')),
  })).items.flatMap(({ name, way }) =>
    name !== undefined && way?.startsWith('file://') ? [{ name, way: way.slice(7) }] : [],
  );
}

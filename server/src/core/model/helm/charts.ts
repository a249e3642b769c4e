import type { Chart } from '../../evaluation/helm/render';
import type { ValuesTree } from '../../evaluation/helm/values';
import { entryOf, type YamlMap, type YamlNode } from '../../syntax/yaml/tree';
import { folderOf } from '../deployment/deployed-file';
import { known, readItems, readString, stringOf } from '../traced';
import { valuesOfDependents } from './dependents';
import { type Installation, installationsIn, mayInstall } from './installations';
import { type ChartFile, childOf, rootOf, treeOf, treesOf } from './values-file';

export type { DefaultGround } from '../../evaluation/helm/evaluate';
export {
  type Chart,
  type DefaultUse,
  type RenderedTemplate,
  renderWithDefaults,
} from '../../evaluation/helm/render';

const chartFile = /\/(?:Chart\.yaml|values[^/]*\.ya?ml)$/;

/** Whether the file may say what the templates of a chart print, judged by its name. */
export function isOfChart(uri: string): boolean {
  return chartFile.test(uri);
}

/** Whether the file may have a part in what is said of the templates of a chart, judged by its name and text. */
export function concernsCharts(file: { readonly uri: string; readonly text: string }): boolean {
  return isOfChart(file.uri) || mayUseDefaults(file) || mayInstall(file);
}

/** Whether the file may be a template of a chart, judged by its name. */
export function isTemplate(uri: string): boolean {
  return uri.includes('/templates/');
}

/** Whether the file may be a template of a chart that asks for values, judged by its name and text. */
export function mayUseDefaults({ uri, text }: { readonly uri: string; readonly text: string }) {
  return isTemplate(uri) && text.length <= longestTemplate && /\.(?:Values|Chart)\b/.test(text);
}

/** Nobody writes longer ones by hand, and a chart's values are there to be read. */
const longestTemplate = 100_000;

/** The charts among the files at hand. */
export interface Charts {
  /** The chart that a template belongs to: that of the nearest folder `templates` around it. */
  of(uri: string): Chart | undefined;
}

interface Folder {
  chart?: ChartFile;
  values?: ChartFile;
  readonly others: ChartFile[];
  /** What others install the chart with. */
  readonly installed: { readonly values: ValuesTree; readonly from: readonly object[] }[];
}

/** Finds the charts: a folder with `Chart.yaml` and `values.yaml`, and those below its `charts`. */
export function chartsAmong(files: Iterable<ChartFile>): Charts {
  const folders = new Map<string, Folder>();
  const installations: Installation[] = [];
  for (const file of files) {
    if (isOfChart(file.uri)) {
      const path = folderOf(file.uri);
      const folder = folders.get(path) ?? { others: [], installed: [] };
      folders.set(path, folder);
      const name = file.uri.slice(path.length + 1);
      if (name === 'Chart.yaml') {
        folder.chart = file;
      } else if (name === 'values.yaml') {
        folder.values = file;
      } else {
        folder.others.push(file);
      }
    } else {
      installations.push(...installationsIn(file));
    }
  }
  for (const { path, values } of installations) {
    for (const [folder, { installed }] of folders) {
      if (folder.endsWith(`/${path}`)) {
        installed.push({ values, from: [values] });
      }
    }
  }
  for (const { path, ...dependent } of valuesOfDependents(folders)) {
    folders.get(path)?.installed.push(dependent);
  }
  const read = new Map<string, Chart | undefined>();
  return {
    of: (uri) => {
      const path = chartFolder(uri, folders);
      if (path !== undefined && !read.has(path)) {
        read.set(path, readChart(path, folders));
      }
      return path === undefined ? undefined : read.get(path);
    },
  };
}

function chartFolder(uri: string, folders: ReadonlyMap<string, Folder>): string | undefined {
  const name = '/templates/';
  for (let end = uri.lastIndexOf(name); end > 0; end = uri.lastIndexOf(name, end - 1)) {
    const path = uri.slice(0, end);
    if (folders.get(path)?.chart !== undefined) {
      return path;
    }
  }
  return undefined;
}

/** Charts within charts within charts do not go deeper. */
const mostLevels = 5;

interface Level {
  readonly folder: Folder;
  /** Under which name the chart around it speaks of this one; undefined for the outermost. */
  readonly name: string | undefined;
}

function readChart(path: string, folders: ReadonlyMap<string, Folder>): Chart | undefined {
  const levels: Level[] = [];
  for (let at: string | undefined = path; at !== undefined; ) {
    const folder = folders.get(at);
    if (folder?.chart === undefined || levels.length === mostLevels) {
      return undefined;
    }
    const around: string | undefined = /^(.*)\/charts\/[^/]+$/.exec(at)?.[1];
    const parent: ChartFile | undefined =
      around === undefined ? undefined : folders.get(around)?.chart;
    const name = parent && nameWithin(rootOf(parent), rootOf(folder.chart));
    if (parent !== undefined && name === undefined) {
      return undefined;
    }
    levels.unshift({ folder, name });
    at = parent === undefined ? undefined : around;
  }
  const own = folders.get(path);
  return own?.values === undefined || treeOf(own.values) === undefined
    ? undefined
    : chartFrom(levels, own.values, own.chart);
}

/** The same chart as long as the files are the same, so that what was rendered with it stays. */
function chartFrom(
  levels: readonly Level[],
  values: ChartFile,
  chart: ChartFile | undefined,
): Chart {
  const files = levels.flatMap(({ folder }) => [
    folder.chart,
    folder.values,
    ...folder.others,
    ...folder.installed.flatMap(({ from }) => from),
  ]);
  const known = charts.get(values);
  if (known?.files.length === files.length && files.every((file, at) => file === known.files[at])) {
    return known.chart;
  }
  const read: Chart = {
    about: aboutOf(rootOf(chart)),
    values: {
      layers: layersOf(levels, ({ values: file }) => treesOf(file)),
      rivals: layersOf(levels, ({ others, installed }) => [
        ...others.flatMap(treesOf),
        ...installed.map(({ values }) => values),
      ]),
    },
  };
  charts.set(values, { files, chart: read });
  return read;
}

/** By the chart's own values. */
const charts = new WeakMap<
  ChartFile,
  { readonly files: readonly (object | undefined)[]; readonly chart: Chart }
>();

/** The name by which the chart around a chart speaks of it; undefined when it has it several times, so that nobody knows. */
function nameWithin(parent: YamlMap | undefined, chart: YamlMap | undefined): string | undefined {
  const name = known(readString(chart, 'name'));
  const { items, isComplete } = readItems(parent, 'dependencies', (node) => ({
    name: known(readString(node, 'name')),
    alias: readString(node, 'alias'),
  }));
  const [same, ...others] = items.filter((each) => each.name === name);
  if (name === undefined || others.length > 0 || !isComplete) {
    return undefined;
  }
  return same === undefined || same.alias.state === 'absent' ? name : known(same.alias);
}

/** The values of the outermost chart come first; in each, what it says of the innermost, and what is for all charts. */
function layersOf(
  levels: readonly Level[],
  treesIn: (folder: Folder) => readonly ValuesTree[],
): readonly ValuesTree[] {
  return levels.flatMap(({ folder }, index) => {
    const names = levels.slice(index + 1).map(({ name }) => name ?? '');
    return treesIn(folder).flatMap((tree) => {
      const within = names.reduce<YamlNode | undefined>(childOf, tree.root);
      return [
        ...(names.length === 0 ? [] : globalOf(tree)),
        ...(within === undefined ? [] : [{ ...tree, root: within }]),
      ];
    });
  });
}

/** The key `global` of an outer chart, by itself. */
function globalOf(tree: ValuesTree): readonly ValuesTree[] {
  const { root } = tree;
  const entry = root.kind === 'map' ? entryOf(root, 'global') : undefined;
  return root.kind !== 'map' || entry === undefined
    ? []
    : [{ ...tree, root: { ...root, entries: [entry], open: false } }];
}

/** What templates ask of `.Chart`; what the file calls `name` is `Name` there. */
function aboutOf(chart: YamlMap | undefined): ReadonlyMap<string, string> {
  const about = new Map<string, string>();
  for (const [key, name] of [
    ['name', 'Name'],
    ['version', 'Version'],
    ['appVersion', 'AppVersion'],
  ] as const) {
    const entry = chart && entryOf(chart, key);
    const text = entry && stringOf(entry.value);
    if (text !== undefined) {
      about.set(name, text);
    }
  }
  return about;
}

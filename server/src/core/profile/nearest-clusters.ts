import { fileIdentity } from '../text/file-identity';
import type { WorkspaceCluster } from './workspace-clusters';

/** Folders of clusters that nobody runs. `test` and `demo` are none of them: environments are called that, too. */
const exampleFolder =
  /^_*(?:examples?|samples?|tests|testdata|e2e|fixtures?|docs?|documentation|quickstarts?|tutorials?)_*$/i;

// Where more are equally near, the file lies beside a collection of clusters, and none of them says anything about it.
const mostDefinitions = 8;

/**
 * The clusters that a file may be meant for: those of its root whose definition is nearest, which is to say that the
 * innermost folder around both lies deepest. Several when they are equally near, none when they are very many. A definition
 * in a folder of examples, samples or tests counts only for files of the same example. A document without a place may be
 * meant for any.
 */
export function nearestClusters(
  uri: string,
  clusters: readonly WorkspaceCluster[],
  rootOf: RootOf = onlyRoot,
): readonly WorkspaceCluster[] {
  const own = foldersOf(uri);
  const { all, byRoot, collections } = placesOf(clusters, rootOf);
  const near = (uri === '' ? all : (byRoot.get(rootOf(uri)) ?? [])).map(({ cluster, folders }) => ({
    cluster,
    depth: Math.max(...folders.map((other) => depthBetween(own, other, collections))),
  }));
  const deepest = Math.max(-1, ...near.map(({ depth }) => depth));
  const nearest = near.flatMap((each) => (each.depth === deepest ? each.cluster : []));
  const definitions = new Set(nearest.map((cluster) => cluster.uri));
  return deepest < 0 || definitions.size > mostDefinitions ? [] : nearest;
}

/** Equal texts for files of one root. */
type RootOf = (uri: string) => string;

const onlyRoot: RootOf = () => '';

/** A cluster with the folders of its files. */
interface PlacedCluster {
  readonly cluster: WorkspaceCluster;
  readonly folders: readonly (readonly string[])[];
}

/** Where clusters are. Asked for every folder of the workspace. */
interface Places {
  readonly rootOf: RootOf;
  readonly all: readonly PlacedCluster[];
  /** Of a cluster that is defined in several roots, in each the files there. */
  readonly byRoot: ReadonlyMap<string, readonly PlacedCluster[]>;
  readonly collections: ReadonlySet<string>;
}

const places = new WeakMap<readonly WorkspaceCluster[], Places>();

function placesOf(clusters: readonly WorkspaceCluster[], rootOf: RootOf): Places {
  const known = places.get(clusters);
  if (known?.rootOf === rootOf) {
    return known;
  }
  const all = clusters.map((cluster) => ({ cluster, folders: cluster.files.map(foldersOf) }));
  const byRoot = new Map<string, PlacedCluster[]>();
  for (const cluster of clusters) {
    for (const root of new Set(cluster.files.map(rootOf))) {
      const folders = cluster.files.filter((file) => rootOf(file) === root).map(foldersOf);
      byRoot.set(root, [...(byRoot.get(root) ?? []), { cluster, folders }]);
    }
  }
  const collections = exampleCollections(all.flatMap(({ folders }) => folders));
  const found = { rootOf, all, byRoot, collections };
  places.set(clusters, found);
  return found;
}

/** The folders of a file from the outermost one; the first stands for the disk. */
function foldersOf(uri: string): readonly string[] {
  const identity = fileIdentity(uri);
  const [, root = '', path = ''] = /^([a-z][\w+.-]*:\/\/[^/]*\/?)(.*)$/s.exec(identity) ?? [];
  return root === '' ? [] : [root, ...path.split('/').slice(0, -1)];
}

/** How many folders both have in common; -1 when the definition is part of an example that the file is not part of. */
function depthBetween(
  own: readonly string[],
  other: readonly string[],
  collections: ReadonlySet<string>,
): number {
  let depth = 0;
  while (depth < own.length && depth < other.length && own[depth] === other[depth]) {
    depth++;
  }
  const isOfAnotherExample =
    other.slice(depth).some((folder) => exampleFolder.test(folder)) ||
    (other.length > depth && collections.has(other.slice(0, depth).join('/')));
  return isOfAnotherExample ? -1 : depth;
}

/** Folders of examples with clusters in more than one of the folders in them: each of these is an example of its own. */
function exampleCollections(all: readonly (readonly string[])[]): ReadonlySet<string> {
  const children = new Map<string, Set<string>>();
  for (const folders of all) {
    for (const [index, folder] of folders.entries()) {
      if (index > 0 && exampleFolder.test(folder)) {
        const path = folders.slice(0, index + 1).join('/');
        const inside = children.get(path) ?? new Set<string>();
        inside.add(folders[index + 1] ?? '');
        children.set(path, inside);
      }
    }
  }
  return new Set([...children].flatMap(([path, inside]) => (inside.size > 1 ? path : [])));
}

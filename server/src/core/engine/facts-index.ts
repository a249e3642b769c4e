import type { FactKind, NamespacedFactKind } from '../facts/facts';
import { isFixedNamespace } from '../facts/place';
import type { Snapshot } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';
import { joinedKey } from './content-key';
import { type FactIndex, type FactList, listOf } from './fact-list';
import { contentOf, entriesOf, type FactEntry } from './file-facts';
import { newerVersions, overlaid } from './overlaid-facts';

/**
 * The facts of a file and of the other files of its root, file by file. The file at hand is read from the
 * snapshot given, so that unsaved text counts; as long as the workspace has the same, all files of a root share an index.
 */
export function factIndex(snapshot: Snapshot, whole: Workspace | undefined): FactIndex {
  const workspace = whole?.inRootOf?.(snapshot.uri) ?? whole;
  if (workspace === undefined) {
    return indexOf(() => [snapshot]);
  }
  if (workspace.get(snapshot.uri) !== snapshot) {
    const others = () => [...workspace.all()].filter(({ uri }) => uri !== snapshot.uri);
    return indexOf(() => [snapshot, ...others()]);
  }
  const known = shared.get(workspace);
  if (known?.revision === workspace.revision && known.files.has(snapshot)) {
    return known.index;
  }
  const files = new Set(workspace.all());
  const index = indexFrom(files, workspace);
  shared.set(workspace, { revision: workspace.revision, files, index });
  return index;
}

/** Most edits tell nobody anything: then the index of before holds, but for the places in the file. */
function indexFrom(files: ReadonlySet<Snapshot>, { origin, revision }: Workspace): FactIndex {
  const base = origin && bases.get(origin);
  const newer = base?.revision === revision ? newerVersions(base.files, files) : undefined;
  if (base !== undefined && newer !== undefined) {
    return overlaid(base.index, newer);
  }
  const index = indexOf(() => [...files]);
  if (origin !== undefined) {
    const byUri = new Map([...files].map((file) => [file.uri, file]));
    bases.set(origin, { revision, files: byUri, index });
  }
  return index;
}

interface Base {
  readonly revision: number;
  readonly files: ReadonlyMap<string, Snapshot>;
  readonly index: FactIndex;
}

/** The last index that was made of all files, of each workspace that there are several states of. */
const bases = new WeakMap<object, Base>();

interface Shared {
  readonly revision: number;
  readonly files: ReadonlySet<Snapshot>;
  readonly index: FactIndex;
}

/** Goes with the workspace; each revision takes the place of the one before. */
const shared = new WeakMap<Workspace, Shared>();

function indexOf(snapshots: () => readonly Snapshot[]): FactIndex {
  const whole = new Map<FactKind, FactList<FactKind>>();
  const byNamespace = new Map<FactKind, NamespaceIndex>();
  const all = <K extends FactKind>(kind: K): FactList<K> =>
    remembered(whole, kind, () => {
      let entries: readonly FactEntry[] | undefined;
      return listOf(
        () => {
          entries ??= snapshots().flatMap((each) => entriesOf(each, kind));
          return entries;
        },
        () => joinedKey(snapshots().map((each) => contentOf(each, kind))),
      );
    }) as FactList<K>;
  const near = <K extends FactKind>(kind: K, namespace: string): FactList<K> => {
    if (!isFixedNamespace(namespace)) {
      return all(kind);
    }
    const index = remembered(byNamespace, kind, () => namespaceIndex(all(kind).entries));
    return remembered(index.lists, namespace, () => {
      const own = index.fixed.get(namespace) ?? [];
      const entries = merged(own, index.loose);
      return listOf(
        () => entries,
        () => joinedKey(entries.map(({ uri, key }) => `${uri} ${key}`)),
      );
    }) as FactList<K>;
  };
  const list = <K extends FactKind>(kind: K, namespace?: string) =>
    namespace === undefined ? all(kind) : near(kind, namespace);
  return {
    list,
    all: (kind) => list(kind).located,
    near: <K extends NamespacedFactKind>(kind: K, namespace: string) =>
      list(kind, namespace).located,
  };
}

/** Facts of one kind by the namespaces of their objects. */
interface NamespaceIndex {
  readonly fixed: ReadonlyMap<string, readonly Placed[]>;
  /** Of all namespaces, or of one that is not known. */
  readonly loose: readonly Placed[];
  readonly lists: Map<string, FactList<FactKind>>;
}

interface Placed {
  readonly entry: FactEntry;
  readonly order: number;
}

function namespaceIndex(entries: readonly FactEntry[]): NamespaceIndex {
  const fixed = new Map<string, Placed[]>();
  const loose: Placed[] = [];
  for (const [order, entry] of entries.entries()) {
    const namespace = 'namespace' in entry.fact ? entry.fact.namespace : '';
    const placed = { entry, order };
    if (isFixedNamespace(namespace)) {
      remembered(fixed, namespace, () => []).push(placed);
    } else {
      loose.push(placed);
    }
  }
  return { fixed, loose, lists: new Map() };
}

/** In the order in which they stand among all. */
function merged(a: readonly Placed[], b: readonly Placed[]): readonly FactEntry[] {
  const both = [...a, ...b];
  if (a.length > 0 && b.length > 0) {
    both.sort((one, other) => one.order - other.order);
  }
  return both.map(({ entry }) => entry);
}

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

import type { FactKind, Facts, FactView, Located, NamespacedFactKind } from '../facts/facts';
import { isFixedNamespace } from '../facts/place';
import type { Snapshot } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';
import { joinedKey } from './content-key';
import { contentOf, entriesOf, type FactEntry } from './file-facts';

/** Facts of one kind, and keys that tell whether they are the same as at another time. */
export interface FactList<K extends FactKind> {
  readonly located: readonly Located<Facts[K]>[];
  /** Changes with what the facts say and with the files they are in. */
  readonly content: string;
  /** Changes with their ranges as well. */
  readonly places: string;
}

/** The facts that rules may look at, at one moment. */
export interface FactIndex extends FactView {
  /** Those of `all`, or with a namespace those of `near`. */
  list<K extends FactKind>(kind: K, namespace?: string): FactList<K>;
}

/**
 * The facts of a file and of the other files of the workspace, file by file. The file at hand is read from the
 * snapshot given, so that unsaved text counts; as long as the workspace has the same, all files share an index.
 */
export function factIndex(snapshot: Snapshot, workspace: Workspace | undefined): FactIndex {
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
  const index = indexOf(() => [...files]);
  shared.set(workspace, { revision: workspace.revision, files, index });
  return index;
}

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
    remembered(whole, kind, () =>
      listOf(
        () => snapshots().flatMap((each) => entriesOf(each, kind)),
        () => joinedKey(snapshots().map((each) => contentOf(each, kind))),
      ),
    ) as FactList<K>;
  const near = <K extends FactKind>(kind: K, namespace: string): FactList<K> => {
    if (!isFixedNamespace(namespace)) {
      return all(kind);
    }
    const index = remembered(byNamespace, kind, () =>
      namespaceIndex(snapshots().flatMap((each) => entriesOf(each, kind))),
    );
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

/** Everything is made when it is asked for: most of the time, a key is all that is. */
function listOf(
  entries: () => readonly FactEntry[],
  readContent: () => string,
): FactList<FactKind> {
  let located: readonly Located<Facts[FactKind]>[] | undefined;
  let content: string | undefined;
  let places: string | undefined;
  return {
    get located() {
      located ??= entries().map((entry) => entry.located);
      return located;
    },
    get content() {
      content ??= readContent();
      return content;
    },
    get places() {
      places ??= joinedKey(
        entries().map(
          ({ uri, key, start, range }) =>
            `${uri} ${key} ${start + range.start} ${range.end - range.start}`,
        ),
      );
      return places;
    },
  };
}

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

import type { FactKind, NamespacedFactKind } from '../facts/facts';
import { isFixedNamespace } from '../facts/place';
import type { Snapshot } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';
import { type FactIndex, type FactList, listOf } from './fact-list';
import { type FileFacts, type FileFactsOfKind, type FileRoom, fileFacts } from './file-facts';
import { isSameInTable, type NamespaceTable, tableOf } from './namespace-table';

/**
 * The facts of a file and of the other files of its root, file by file. The file at hand is read from the
 * snapshot given, so that unsaved text counts; as long as the workspace has the same, all files of a root share an index.
 */
export function factIndex(snapshot: Snapshot, whole: Workspace | undefined): FactIndex {
  const workspace = whole?.inRootOf?.(snapshot.uri) ?? whole;
  if (workspace === undefined) {
    return new Index([snapshot]);
  }
  if (workspace.get(snapshot.uri) !== snapshot) {
    const others = [...workspace.all()].filter(({ uri }) => uri !== snapshot.uri);
    return new Index([snapshot, ...others]);
  }
  const known = shared.get(workspace);
  if (known?.revision === workspace.revision && known.files.has(snapshot)) {
    return known.index;
  }
  const files = [...workspace.all()];
  const index = indexFrom(files, workspace);
  shared.set(workspace, { revision: workspace.revision, files: new Set(files), index });
  return index;
}

interface Shared {
  readonly revision: number;
  readonly files: ReadonlySet<Snapshot>;
  readonly index: FactIndex;
}

/** Goes with the workspace; each revision takes the place of the one before. */
const shared = new WeakMap<Workspace, Shared>();

/** An edit leaves most of an index as it was. */
function indexFrom(files: readonly Snapshot[], { origin }: Workspace): FactIndex {
  if (origin === undefined) {
    return new Index(files);
  }
  const last = latest.get(origin);
  const newer = last && newerAmong(last.files, files);
  const index = last && newer ? last.index.after(newer, files) : new Index(files);
  latest.set(origin, { files, index });
  return index;
}

interface Latest {
  readonly files: readonly Snapshot[];
  readonly index: Index;
}

/** The last index of each workspace that there are several states of. */
const latest = new WeakMap<object, Latest>();

/** More new versions than this are no edit, and it is as well to begin anew. */
const mostNewer = 50;

/** The files that are there in another version, by their positions; undefined when more than that has changed. */
function newerAmong(
  before: readonly Snapshot[],
  files: readonly Snapshot[],
): ReadonlyMap<number, Snapshot> | undefined {
  if (before.length !== files.length) {
    return undefined;
  }
  const newer = new Map<number, Snapshot>();
  for (const [position, file] of files.entries()) {
    const known = before[position];
    if (known === file) {
      continue;
    }
    if (known?.uri !== file.uri || newer.size === mostNewer) {
      return undefined;
    }
    newer.set(position, file);
  }
  return newer;
}

/** More lists than this are those of namespaces that somebody has typed letter by letter. */
const mostLists = 5_000;

let lastId = 0;

interface KnownList {
  readonly kind: FactKind;
  readonly namespace: string | undefined;
  readonly list: FactList<FactKind>;
}

/** The facts of some files. Nothing is read before somebody asks; from then on no snapshot is held on to. */
class Index implements FactIndex {
  readonly id = ++lastId;
  #files: readonly Snapshot[];
  #facts: readonly FileFacts[] | undefined;
  readonly #tables = new Map<FactKind, NamespaceTable>();
  readonly #lists = new Map<string, KnownList>();

  constructor(files: readonly Snapshot[]) {
    this.#files = files;
  }

  list<K extends FactKind>(kind: K, namespace?: string): FactList<K> {
    const isOne = namespace !== undefined && isFixedNamespace(namespace);
    const near = isOne && !this.#table(kind).isCrowded ? namespace : undefined;
    const name = near === undefined ? kind : `${kind} ${near}`;
    let known = this.#lists.get(name);
    if (known === undefined) {
      known = { kind, namespace: near, list: listOf(this.#rooms(kind, near)) };
      this.#lists.set(name, known);
    }
    return known.list as FactList<K>;
  }

  all<K extends FactKind>(kind: K): FactList<K>['located'] {
    return this.list(kind).located;
  }

  near<K extends NamespacedFactKind>(kind: K, namespace: string): FactList<K>['located'] {
    return this.list(kind, namespace).located;
  }

  /** The index of the same files, some of them in another version: what those have no part in is taken over. */
  after(newer: ReadonlyMap<number, Snapshot>, files: readonly Snapshot[]): Index {
    const next = new Index(files);
    if (this.#facts === undefined) {
      return next;
    }
    const facts = [...this.#facts];
    const changes = [...newer].map(([position, file]) => {
      const before = facts[position];
      const after = fileFacts(file);
      facts[position] = after;
      return { before, after };
    });
    next.#take(facts);
    for (const [kind, table] of this.#tables) {
      if (changes.every(({ before, after }) => isSameInTable(before?.get(kind), after.get(kind)))) {
        next.#tables.set(kind, table);
      }
    }
    for (const [name, known] of this.#lists.size > mostLists ? [] : this.#lists) {
      const { kind, namespace } = known;
      const isIn = (file: FileFacts | undefined) =>
        roomOf(file?.get(kind), namespace) !== undefined;
      if (!changes.some(({ before, after }) => isIn(before) || isIn(after))) {
        next.#lists.set(name, known);
      }
    }
    return next;
  }

  #take(facts: readonly FileFacts[]): readonly FileFacts[] {
    this.#facts = facts;
    this.#files = [];
    return facts;
  }

  #rooms(kind: FactKind, namespace: string | undefined): readonly FileRoom[] {
    const table = this.#table(kind);
    const positions = namespace === undefined ? table.all : table.near(namespace);
    return positions.flatMap(
      (position) => roomOf(this.#facts?.[position]?.get(kind), namespace) ?? [],
    );
  }

  #table(kind: FactKind): NamespaceTable {
    const facts = this.#facts ?? this.#take(this.#files.map(fileFacts));
    const table = this.#tables.get(kind) ?? tableOf(kind, facts);
    this.#tables.set(kind, table);
    return table;
  }
}

function roomOf(
  facts: FileFactsOfKind | undefined,
  namespace: string | undefined,
): FileRoom | undefined {
  return namespace === undefined ? facts?.all : facts?.near(namespace);
}

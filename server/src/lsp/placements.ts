import {
  createRoots,
  fileIdentity,
  mayPlaceOthers,
  type Placement,
  type Placements,
  placementsFrom,
  type RootOf,
  type Snapshot,
} from '../core/index';

/** What is done to the objects of the files of the workspace by what deploys them. */
export class FilePlacements {
  /** Files that have a say in it. */
  readonly #placers = new Set<string>();
  /** Folders that held files at the last update: Flux and Argo CD name folders, which may come and go. */
  #folders: ReadonlySet<string> = new Set();
  /** Of each root: what deploys files of one says nothing about those of another. */
  #byRoot: ReadonlyMap<string, Placements> = new Map();
  /** Files that have a part in it, patches above all; there or not. */
  #parts: ReadonlySet<string> = new Set();
  #rootOf: RootOf = createRoots([]);
  #isOutdated = false;

  /** A file that has a say has changed since the last update. */
  get isOutdated(): boolean {
    return this.#isOutdated;
  }

  of(uri: string): Placement | undefined {
    return this.#byRoot.get(this.#rootOf(uri))?.of(uri);
  }

  /** The file of that key has a new text; undefined when it is gone. */
  changed(key: string, snapshot: Snapshot | undefined): void {
    const hasSay = snapshot !== undefined && mayPlaceOthers(snapshot);
    const hasFolderChanged = snapshot === undefined || !this.#folders.has(folderOf(key));
    const hadSay = this.#placers.has(key) || this.#parts.has(key);
    const isAlike = snapshot === undefined || this.#holdsFor(snapshot);
    if (hasSay || hadSay || !isAlike || (hasFolderChanged && this.#placers.size > 0)) {
      this.#isOutdated = true;
    }
    if (hasSay) {
      this.#placers.add(key);
    } else {
      this.#placers.delete(key);
    }
  }

  /** Finds the placements anew, and returns the files that are not placed so. */
  update(files: readonly Snapshot[]): readonly Snapshot[] {
    const byRoot = new Map<string, Map<string, Snapshot>>();
    for (const file of files) {
      const root = this.#rootOf(file.uri);
      const inRoot = byRoot.get(root) ?? new Map<string, Snapshot>();
      byRoot.set(root, inRoot.set(fileIdentity(file.uri), file));
    }
    this.#byRoot = new Map([...byRoot].map(([root, inRoot]) => [root, this.#placementsIn(inRoot)]));
    this.#parts = new Set(
      [...this.#byRoot.values()].flatMap(({ parts }) => [...parts].map(fileIdentity)),
    );
    this.#folders = new Set(files.map(({ uri }) => folderOf(fileIdentity(uri))));
    this.#isOutdated = false;
    return files.filter((file) => file.placed(this.of(file.uri)) !== file);
  }

  #holdsFor({ uri, text }: Snapshot): boolean {
    return this.#byRoot.get(this.#rootOf(uri))?.holdsFor(uri, text) ?? true;
  }

  #placementsIn(files: ReadonlyMap<string, Snapshot>): Placements {
    const all = [...files];
    const placers = all.flatMap(([key, file]) => (this.#placers.has(key) ? file : []));
    const uris = all.map(([, { uri }]) => uri);
    return placementsFrom(placers, uris, (uri) => files.get(fileIdentity(uri)));
  }

  /** Nothing is known of any file, and roots may be others. Open documents stay as they are until the next update. */
  clear(rootOf: RootOf): void {
    this.#rootOf = rootOf;
    this.#placers.clear();
    this.#folders = new Set();
    this.#parts = new Set();
    this.#byRoot = new Map();
    this.#isOutdated = true;
  }
}

function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

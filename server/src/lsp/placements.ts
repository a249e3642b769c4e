import { mayPlaceOthers, type Placement, placementsFrom, type Snapshot } from '../core/index';
import { uriKey } from './uri';

/** The namespaces that the files of the workspace get from what deploys them. */
export class FilePlacements {
  /** Files that have a say in it. */
  readonly #placers = new Set<string>();
  /** Folders that held files at the last update: Flux and Argo CD name folders, which may come and go. */
  #folders: ReadonlySet<string> = new Set();
  #placements: ReturnType<typeof placementsFrom> = placementsFrom([], []);
  #isOutdated = false;

  /** A file that has a say has changed since the last update. */
  get isOutdated(): boolean {
    return this.#isOutdated;
  }

  of(uri: string): Placement | undefined {
    return this.#placements.of(uri);
  }

  /** The file of that key has a new text; undefined when it is gone. */
  changed(key: string, snapshot: Snapshot | undefined): void {
    const hasSay = snapshot !== undefined && mayPlaceOthers(snapshot);
    const hasFolderChanged = snapshot === undefined || !this.#folders.has(folderOf(key));
    if (hasSay || this.#placers.has(key) || (hasFolderChanged && this.#placers.size > 0)) {
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
    const placers = files.filter(({ uri }) => this.#placers.has(uriKey(uri)));
    this.#placements = placementsFrom(
      placers,
      files.map(({ uri }) => uri),
    );
    this.#folders = new Set(files.map(({ uri }) => folderOf(uriKey(uri))));
    this.#isOutdated = false;
    return files.filter((file) => file.placed(this.of(file.uri)) !== file);
  }

  /** Nothing is known of any file. Open documents are still placed as they were, until the next update. */
  clear(): void {
    this.#placers.clear();
    this.#folders = new Set();
    this.#placements = placementsFrom([], []);
    this.#isOutdated = true;
  }
}

function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

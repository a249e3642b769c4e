import { createRoots, folderIdentity, type RootOf } from '../core/index';
import { isInside, schemeOf } from './uri';

/** The folders that the client has open, and which of them is the root of a file. */
export class WorkspaceFolders {
  #folders: readonly string[] = [];
  #repositories: readonly string[] = [];
  #roots: ReadonlyMap<string, string> = new Map();
  #rootOf: RootOf = createRoots([]);
  readonly #folderByUri = new Map<string, string | undefined>();

  get all(): readonly string[] {
    return this.#folders;
  }

  /**
   * Equal texts for files of one root; another function when the roots have changed. Each folder is one, and each
   * repository that lies in it. Anything else is a root of its own with the folder it lies in; but what has no place yet
   * belongs to the workspace if that has one folder only.
   */
  get rootOf(): RootOf {
    return this.#rootOf;
  }

  /** The uri of the root of a file, if it lies in one of the folders. */
  rootFolderOf(uri: string): string | undefined {
    return this.#roots.get(this.#rootOf(uri));
  }

  /** The innermost folder that holds the file. */
  folderOf(uri: string): string | undefined {
    if (!this.#folderByUri.has(uri)) {
      const around = this.#folders.filter((folder) => isInside(folder, uri));
      this.#folderByUri.set(uri, around.sort((a, b) => b.length - a.length)[0]);
    }
    return this.#folderByUri.get(uri);
  }

  set(folders: readonly string[]): void {
    this.#folders = folders;
    this.#repositories = [];
    this.#folderByUri.clear();
    this.#findRoots();
  }

  /** These are the repositories that lie in the folders. Whether that changes roots. */
  setRepositories(repositories: readonly string[]): boolean {
    const isSame = repositories.join(' ') === this.#repositories.join(' ');
    if (!isSame) {
      this.#repositories = repositories;
      this.#findRoots();
    }
    return !isSame;
  }

  #findRoots(): void {
    const roots = [...this.#repositories, ...this.#folders];
    const rootOf = createRoots(roots);
    const [only, ...others] = this.#folders;
    const root = only === undefined || others.length > 0 ? undefined : rootOf(`${only}/file`);
    this.#roots = new Map(roots.map((uri) => [folderIdentity(uri), uri]));
    this.#rootOf = root === undefined ? rootOf : (uri) => (isUntitled(uri) ? root : rootOf(uri));
  }
}

/** Whether the document was never saved, and so lies nowhere. */
export function isUntitled(uri: string): boolean {
  return schemeOf(uri) === 'untitled';
}

import { lintableEndings, Snapshot, type Workspace } from '../core/index';
import type { FileAccess } from '../protocol/index';
import type { OpenDocuments } from './documents';
import { longestText } from './linter';
import { isInside, uriKey } from './uri';

const mostFiles = 20_000;
// Closed files are kept for what they say about others; beyond this the remaining ones are read when needed.
const mostKeptCharacters = 100_000_000;

/** Texts without any of these words hold nothing that other files could depend on. */
const concernsClusters = /apiVersion|Microsoft\.ContainerService|\baz\s+aks\b/;

/** The files of the workspace folders: open documents, and for the others what the disk holds. */
export class WorkspaceFiles implements Workspace {
  readonly #documents: OpenDocuments;
  readonly #files: FileAccess;
  readonly #closed = new Map<string, Snapshot>();
  #folders: readonly string[] = [];
  #known = new Map<string, string>();
  #keptCharacters = 0;
  #truncated = false;
  #revision = 0;
  #loading: Promise<void> = Promise.resolve();

  constructor(documents: OpenDocuments, files: FileAccess) {
    this.#documents = documents;
    this.#files = files;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Resolves when the folders have been read. */
  get loading(): Promise<void> {
    return this.#loading;
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** More files than the limit allows. */
  get truncated(): boolean {
    return this.#truncated;
  }

  get(uri: string): Snapshot | undefined {
    return this.#documents.get(uri) ?? this.#closed.get(uriKey(uri));
  }

  *all(): Iterable<Snapshot> {
    yield* this.#documents.all();
    for (const snapshot of this.#closed.values()) {
      if (!this.#documents.has(snapshot.uri)) {
        yield snapshot;
      }
    }
  }

  /** Every file of the folders that can be linted, and every open document, each once. */
  uris(): readonly string[] {
    const uris = new Map(this.#known);
    for (const { uri } of this.#documents.all()) {
      uris.set(uriKey(uri), uri);
    }
    return [...uris.values()];
  }

  /** Whether a newer version of the file has taken the snapshot's place. */
  isOutdated(snapshot: Snapshot): boolean {
    const current = this.get(snapshot.uri);
    return current !== undefined && current !== snapshot;
  }

  /** An open document has a new text, or has been opened or closed. */
  documentChanged(): void {
    this.#revision++;
  }

  /** The innermost workspace folder that holds the file. */
  folderOf(uri: string): string | undefined {
    return this.#folders
      .filter((folder) => isInside(folder, uri))
      .sort((a, b) => b.length - a.length)[0];
  }

  /** Takes the folders as the workspace and reads what is in them. */
  setFolders(folders: readonly string[]): Promise<void> {
    this.#folders = folders;
    this.#closed.clear();
    this.#known = new Map();
    this.#keptCharacters = 0;
    this.#truncated = false;
    this.#loading = this.#load(folders);
    return this.#loading;
  }

  /** The text of a closed file as of now; undefined when it is gone, too large or not text. */
  async read(uri: string): Promise<Snapshot | undefined> {
    const text = await this.#files.readFile({ uri, maxBytes: longestText });
    if (text === undefined) {
      this.#forget(uri);
      return undefined;
    }
    return this.#store(uri, text);
  }

  /** A file of the folders was created or has changed on disk. */
  async fileChanged(uri: string): Promise<void> {
    const name = uri.toLowerCase();
    if (lintableEndings.some((ending) => name.endsWith(ending))) {
      this.#known.set(uriKey(uri), uri);
      await this.read(uri);
      this.#revision++;
    }
  }

  fileDeleted(uri: string): void {
    if (this.#known.delete(uriKey(uri))) {
      this.#forget(uri);
      this.#revision++;
    }
  }

  /** Keeps a closed file although nothing in it concerns others, because it has findings of its own. */
  keep(snapshot: Snapshot): void {
    this.#keep(uriKey(snapshot.uri), snapshot);
  }

  async #load(folders: readonly string[]): Promise<void> {
    for (const folder of folders) {
      const found = await this.#files.findFiles({
        folder,
        endings: lintableEndings,
        limit: mostFiles - this.#known.size,
      });
      if (this.#folders !== folders) {
        return;
      }
      this.#truncated ||= found.truncated;
      for (const uri of found.uris) {
        this.#known.set(uriKey(uri), uri);
      }
    }
    for (const uri of [...this.#known.values()]) {
      await this.read(uri);
      if (this.#folders !== folders) {
        return;
      }
    }
    this.#revision++;
  }

  #store(uri: string, text: string): Snapshot {
    const key = uriKey(uri);
    const known = this.#closed.get(key);
    if (known?.text === text) {
      return known;
    }
    this.#forget(uri);
    const snapshot = new Snapshot({ uri, version: 0, text }, known);
    if (concernsClusters.test(text)) {
      this.#keep(key, snapshot);
    }
    return snapshot;
  }

  #keep(key: string, snapshot: Snapshot): void {
    if (this.#closed.get(key) === snapshot) {
      return;
    }
    if (this.#keptCharacters + snapshot.text.length <= mostKeptCharacters) {
      this.#keptCharacters += snapshot.text.length;
      this.#closed.set(key, snapshot);
    }
  }

  #forget(uri: string): void {
    const key = uriKey(uri);
    this.#keptCharacters -= this.#closed.get(key)?.text.length ?? 0;
    this.#closed.delete(key);
  }
}

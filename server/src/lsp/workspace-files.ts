import { fileIdentity, type RootOf, type Snapshot, type Workspace } from '../core/index';
import type { FileAccess } from '../protocol/index';
import { atMost } from './cancellation';
import { ClosedFileReader } from './closed-file-reader';
import { ClosedFiles } from './closed-files';
import type { OpenDocuments } from './documents';
import type { FileFacts } from './file-facts';
import { type FileName, FolderContents, type Found } from './folder-contents';
import { isTooLarge } from './limits';
import { FilePlacements } from './placements';
import { Settling, type UnsettledFiles } from './settling';
import { WorkspaceFolders } from './workspace-folders';
import { WorkspaceViews } from './workspace-views';

// Files of the workspace decide about each other. Waiting a moment for them spares the user findings that vanish;
// waiting longer would let the user wait for files that mostly decide nothing.
const longestPatience = 250;

/** The files of the workspace folders: open documents, and for the others what the disk holds. */
export class WorkspaceFiles implements UnsettledFiles {
  readonly #documents: OpenDocuments;
  readonly #reader: ClosedFileReader;
  readonly #facts: FileFacts;
  readonly #folders = new WorkspaceFolders();
  readonly #closed = new ClosedFiles();
  readonly #placements = new FilePlacements();
  readonly #views = new WorkspaceViews(this.#folders.rootOf);
  readonly #settling: Settling;
  readonly #contents: FolderContents;
  #isLoading = false;
  #loading: Promise<void> = Promise.resolve();
  #patience: Promise<void> = Promise.resolve();

  constructor(documents: OpenDocuments, files: FileAccess, facts: FileFacts, foldsCase = false) {
    this.#documents = documents;
    this.#contents = new FolderContents(files, foldsCase);
    this.#reader = new ClosedFileReader(files, facts, (uri) => this.#placements.of(uri));
    this.#facts = facts;
    this.#settling = new Settling(this, facts, this.#placements);
    documents.placementOf = (uri) => this.#placements.of(uri);
  }

  /** Grows whenever some file tells others something new. Up to date when `isSettled`. */
  get revision(): number {
    return this.#facts.revision;
  }

  get isSettled(): boolean {
    return this.#settling.isSettled;
  }

  /** The folders are being read. */
  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** Resolves when the folders have been read. */
  get loading(): Promise<void> {
    return this.#loading;
  }

  /** The same, but for large folders a moment after reading them was begun. */
  get patience(): Promise<void> {
    return this.#patience;
  }

  get folders(): readonly string[] {
    return this.#folders.all;
  }

  /** Equal texts for files of one root; another function when the roots have changed. */
  get rootOf(): RootOf {
    return this.#folders.rootOf;
  }

  /** More files than the limit allows. */
  get truncated(): boolean {
    return this.#contents.truncated;
  }

  get(uri: string): Snapshot | undefined {
    return this.#documents.get(uri) ?? this.#closed.get(fileIdentity(uri));
  }

  /** Whether an editor shows the file. */
  isOpen(uri: string): boolean {
    return this.#documents.has(uri);
  }

  *all(): Iterable<Snapshot> {
    yield* this.#documents.all();
    for (const [key, snapshot] of this.#closed.entries()) {
      if (!this.#documents.hasKey(key)) {
        yield snapshot;
      }
    }
  }

  /**
   * All files as they are now, root by root in the order of their names. It does not change any more, so that whatever
   * takes its time sees one state only; and the order in which files were opened decides nothing.
   */
  view(): Workspace {
    return this.#views.view(this.revision);
  }

  /** Every file of the folders that can be linted, and every open document, each once. */
  uris(): readonly string[] {
    const uris = new Map(this.#contents.known);
    for (const [key, { uri }] of this.#documents.entries()) {
      uris.set(key, uri);
    }
    return [...uris.values()];
  }

  /** Whether a newer version of the file has taken the snapshot's place. */
  isOutdated(snapshot: Snapshot): boolean {
    const current = this.get(snapshot.uri);
    return current !== undefined && current !== snapshot;
  }

  /** An open document has a new text, or has been opened or closed. */
  documentChanged(uri: string): void {
    const key = fileIdentity(uri);
    const hidden = this.#closed.get(key);
    if (hidden !== undefined) {
      // Behind an open document nobody has moved it; now it may come to light.
      this.#closed.keep(key, hidden.placed(this.#placements.of(uri)));
    }
    this.#show(key, uri);
    this.#settling.add(key, uri);
    this.#placements.changed(key, this.get(uri));
  }

  /** What deploys the file makes something else of it now than it was. */
  place(key: string, snapshot: Snapshot): void {
    if (!this.#documents.place(snapshot.uri)) {
      this.#closed.keep(key, snapshot.placed(this.#placements.of(snapshot.uri)));
    }
    this.#show(key, snapshot.uri);
  }

  /** Calls the listener when an open document tells the others something new. */
  onNews(listener: () => void): void {
    this.#settling.onNews(listener);
  }

  /** Reads the facts of all documents that have changed; afterwards the revision is up to date. */
  settle(): Promise<void> {
    return this.#settling.settle();
  }

  /** The innermost workspace folder that holds the file. */
  folderOf(uri: string): string | undefined {
    return this.#folders.folderOf(uri);
  }

  /** The root of the file, if that lies in a workspace folder: the folder, or a repository in it. */
  rootFolderOf(uri: string): string | undefined {
    return this.#folders.rootFolderOf(uri);
  }

  /** Takes the folders as the workspace and reads what is in them. */
  setFolders(folders: readonly string[]): Promise<void> {
    this.#folders.set(folders);
    this.#closed.clear();
    this.#reader.readings.clear();
    this.#contents.clear();
    this.#facts.clear();
    this.#placements.clear(this.rootOf);
    this.#views.reset(this.rootOf);
    for (const { uri } of this.#documents.all()) {
      this.documentChanged(uri);
    }
    this.#isLoading = true;
    this.#loading = this.#load(folders).finally(() => {
      this.#isLoading &&= this.folders !== folders;
      // Whoever was judged before all was read may be elsewhere than it seemed.
      void (this.#settling.mustPlace && this.settle());
    });
    this.#patience = atMost(longestPatience, this.#loading);
    return this.#loading;
  }

  /** The text of a closed file as of now; undefined when it is gone, too large or not text. */
  async read(uri: string): Promise<Snapshot | undefined> {
    const key = fileIdentity(uri);
    const read = await this.#reader.read(key, uri, () => this.#closed.get(key));
    const known = this.#closed.get(key);
    if (read?.isLatest() !== true) {
      return known;
    }
    const { snapshot, digest, isOfUse } = read;
    if (snapshot === undefined || snapshot !== known) {
      this.#forget(key, uri);
    }
    if (snapshot !== undefined && (isOfUse || known !== undefined)) {
      this.#keep(key, snapshot, digest);
    }
    return snapshot;
  }

  /** A file of the folders was created or has changed on disk. Whether it is one that matters. */
  async fileChanged(uri: string): Promise<boolean> {
    const key = fileIdentity(uri);
    const { isLatest } = this.#reader.readings.begin(key);
    if (!(await this.#contents.isWanted(uri, this.folderOf(uri)))) {
      this.#reader.readings.forget(key);
      return false;
    }
    // It may be gone by now.
    if (isLatest()) {
      this.#contents.add(uri);
      await this.read(uri);
    }
    return true;
  }

  /** A file is gone, or a folder with all that was in it. Returns the files that were known. */
  deleted(uri: string): readonly string[] {
    this.#reader.readings.forget(fileIdentity(uri));
    return this.#gone(this.#contents.remove(uri));
  }

  /** Git ignores other files than before. Resolves when those that it does not ignore any more have been read. */
  async ignoresChanged(): Promise<void> {
    const { folders } = this;
    const known = this.#contents.known;
    const found = await this.#contents.search(folders);
    if (this.folders === folders) {
      this.#take(found);
      await this.#readAll(
        folders,
        [...found.files].filter(([key]) => !known.has(key)),
      );
    }
  }

  /**
   * Keeps a closed file although nothing in it concerns others, because it has findings of its own; not if it has
   * changed or gone since it was read.
   */
  keep(snapshot: Snapshot): void {
    const key = fileIdentity(snapshot.uri);
    if (this.#reader.readings.isCurrent(key, snapshot)) {
      this.#keep(key, snapshot, '');
    }
  }

  async #load(folders: readonly string[]): Promise<void> {
    const found = await this.#contents.search(folders);
    if (this.folders === folders) {
      this.#take(found);
      await this.#readAll(folders, [...found.files]);
    }
  }

  #take(found: Found): void {
    this.#gone(this.#contents.take(found));
    if (this.#folders.setRepositories(found.repositories)) {
      this.#views.reset(this.rootOf);
      this.#placements.clear(this.rootOf);
      for (const { uri } of this.all()) {
        const key = fileIdentity(uri);
        this.#show(key, uri);
        this.#placements.changed(key, this.get(uri));
      }
      this.#facts.renew();
    }
  }

  async #readAll(folders: readonly string[], files: readonly FileName[]): Promise<void> {
    for (const [key, uri] of files) {
      if (this.#contents.known.has(key)) {
        await this.read(uri);
      }
      if (this.folders !== folders) {
        return;
      }
    }
  }

  /** Files that were known are there no more. */
  #gone(files: readonly FileName[]): readonly string[] {
    for (const [key, uri] of files) {
      this.#reader.readings.forget(key);
      this.#forget(key, uri);
    }
    return files.map(([, uri]) => uri);
  }

  #keep(key: string, snapshot: Snapshot, digest: string): void {
    // It may have been read for somebody who asked before the folders changed.
    const isOfWorkspace = this.folderOf(snapshot.uri) !== undefined;
    const isNew = this.#closed.get(key) !== snapshot;
    if (isNew && isOfWorkspace && this.#closed.keep(key, snapshot)) {
      this.#closedChanged(key, snapshot.uri, digest);
    }
  }

  #forget(key: string, uri: string): void {
    if (this.#closed.forget(key)) {
      this.#closedChanged(key, uri, '');
    }
  }

  #closedChanged(key: string, uri: string, digest: string): void {
    // While the document is open, its text is what counts.
    if (this.#documents.hasKey(key)) {
      return;
    }
    this.#show(key, uri);
    this.#placements.changed(key, this.#closed.get(key));
    if (!this.#settling.has(key)) {
      this.#facts.record(key, digest);
    }
  }

  /** Views have the file as it is now. */
  #show(key: string, uri: string): void {
    const open = this.#documents.get(uri);
    const isUnfit = open !== undefined && isTooLarge(open);
    this.#views.set(key, uri, isUnfit ? undefined : (open ?? this.#closed.get(key)));
  }
}

import { fileIdentity, type Snapshot } from '../core/index';
import type { FileFacts } from './file-facts';
import { isTooLarge } from './limits';
import type { FilePlacements } from './placements';

/** The files that are to be settled, as they are at any time. */
export interface UnsettledFiles {
  /** The folders are being read. */
  readonly isLoading: boolean;
  get(uri: string): Snapshot | undefined;
  all(): Iterable<Snapshot>;
  /** Takes the file as what deploys it makes it now. */
  place(key: string, snapshot: Snapshot): void;
}

/** Reads what changed files tell the others, and what is done to files by what deploys them, until nothing is left to read. */
export class Settling {
  readonly #files: UnsettledFiles;
  readonly #facts: FileFacts;
  readonly #placements: FilePlacements;
  /** Open or just closed documents whose facts have not been read since they changed, by their `fileIdentity`. */
  readonly #unsettled = new Map<string, string>();
  #running: Promise<void> | undefined;
  #onNews: () => void = () => undefined;

  constructor(files: UnsettledFiles, facts: FileFacts, placements: FilePlacements) {
    this.#files = files;
    this.#facts = facts;
    this.#placements = placements;
  }

  get isSettled(): boolean {
    return this.#unsettled.size === 0 && !this.mustPlace;
  }

  /** While the folders are being read, each file may change what is known of the others. */
  get mustPlace(): boolean {
    return this.#placements.isOutdated && !this.#files.isLoading;
  }

  /** The facts of the file are to be read. */
  add(key: string, uri: string): void {
    this.#unsettled.set(key, uri);
  }

  /** Whether the facts of the file are still to be read. */
  has(key: string): boolean {
    return this.#unsettled.has(key);
  }

  /** Calls the listener when files tell something new, or go elsewhere. */
  onNews(listener: () => void): void {
    this.#onNews = listener;
  }

  /** Resolves when all is read. */
  settle(): Promise<void> {
    this.#running ??= this.#settle().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #settle(): Promise<void> {
    const before = this.#facts.revision;
    let isMoved = false;
    while (!this.isSettled) {
      isMoved = this.#place() || isMoved;
      for (const [key, uri] of this.#unsettled) {
        const snapshot = this.#files.get(uri);
        const isRead = snapshot !== undefined && !isTooLarge(snapshot);
        const digest = isRead ? await this.#facts.digest(snapshot) : '';
        // What has changed meanwhile has to be read once more.
        if (this.#files.get(uri) === snapshot) {
          this.#facts.record(key, digest);
          this.#unsettled.delete(key);
        }
      }
    }
    if (this.#facts.revision !== before || isMoved) {
      this.#onNews();
    }
  }

  /** Whether some files are placed otherwise than before. */
  #place(): boolean {
    if (!this.mustPlace) {
      return false;
    }
    const moved = this.#placements.update([...this.#files.all()]);
    for (const snapshot of moved) {
      const key = fileIdentity(snapshot.uri);
      this.#files.place(key, snapshot);
      this.#unsettled.set(key, snapshot.uri);
    }
    return moved.length > 0;
  }
}

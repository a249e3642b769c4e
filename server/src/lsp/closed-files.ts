import type { Snapshot } from '../core/index';

// Closed files are kept for what they say about others; beyond this the remaining ones are read when needed.
const mostKeptCharacters = 100_000_000;

/** The files of the workspace folders as the disk holds them, by `fileIdentity`, as far as there is room. */
export class ClosedFiles {
  readonly #files = new Map<string, Snapshot>();
  #characters = 0;

  get(key: string): Snapshot | undefined {
    return this.#files.get(key);
  }

  entries(): Iterable<readonly [key: string, snapshot: Snapshot]> {
    return this.#files;
  }

  /** Takes a file in the place of the one there was; false when there is no room for it, and then there is none. */
  keep(key: string, snapshot: Snapshot): boolean {
    this.forget(key);
    const hasRoom = this.#characters + snapshot.text.length <= mostKeptCharacters;
    if (hasRoom) {
      this.#characters += snapshot.text.length;
      this.#files.set(key, snapshot);
    }
    return hasRoom;
  }

  /** Whether there was such a file. */
  forget(key: string): boolean {
    this.#characters -= this.#files.get(key)?.text.length ?? 0;
    return this.#files.delete(key);
  }

  clear(): void {
    this.#files.clear();
    this.#characters = 0;
  }
}

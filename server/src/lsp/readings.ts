import type { Snapshot } from '../core/index';

/** The last reading of each file: whatever an earlier one has brought is out of date. Files are named by `fileIdentity`. */
export class Readings {
  readonly #last = new Map<string, number>();
  readonly #broughtBy = new WeakMap<Snapshot, number>();
  #count = 0;

  /** A reading begins. The result tells, at any later time, whether it is still the last one of the file. */
  begin(key: string): { readonly isLatest: () => boolean; brought(snapshot: Snapshot): void } {
    const reading = ++this.#count;
    this.#last.set(key, reading);
    return {
      isLatest: () => this.#last.get(key) === reading,
      brought: (snapshot) => this.#broughtBy.set(snapshot, reading),
    };
  }

  /** Whether the last reading of the file has brought this. */
  isCurrent(key: string, snapshot: Snapshot): boolean {
    const reading = this.#broughtBy.get(snapshot);
    return reading !== undefined && reading === this.#last.get(key);
  }

  /** The file is gone, and readings that are under way count no more. */
  forget(key: string): void {
    this.#last.delete(key);
  }

  clear(): void {
    this.#last.clear();
  }
}

import type { FactKind, Facts, FactView, Located } from '../facts/facts';
import { type FactIndex, rangeReads } from './facts-index';

/** Hands out facts and remembers which, so that a verdict is formed anew only when one of them has changed. */
export class AskedFacts implements FactView {
  #index: FactIndex;
  readonly #asked = new Map<FactKind, string>();
  #isNoting = false;
  #readsRanges = false;

  constructor(index: FactIndex) {
    this.#index = index;
  }

  all<K extends FactKind>(kind: K): readonly Located<Facts[K]>[] {
    if (this.#isNoting) {
      this.#asked.set(kind, '');
    }
    return this.#index.all(kind);
  }

  /** Runs something that asks, and notes what it asked for. What it asks later, for its fixes, is answered only. */
  during<T>(ask: () => T): T {
    this.#asked.clear();
    this.#isNoting = true;
    const before = rangeReads();
    const result = ask();
    this.#readsRanges = rangeReads() !== before;
    this.#isNoting = false;
    for (const kind of this.#asked.keys()) {
      this.#asked.set(kind, this.#keyOf(kind));
    }
    return result;
  }

  /** Goes over to the facts of another moment; whether they differ in what was asked for. */
  haveChanged(index: FactIndex): boolean {
    this.#index = index;
    return [...this.#asked].some(([kind, key]) => this.#keyOf(kind) !== key);
  }

  #keyOf(kind: FactKind): string {
    try {
      const { content, places } = this.#index.list(kind);
      return this.#readsRanges ? places() : content;
    } catch {
      // Whoever asked for the facts has failed already, and has been named for it.
      return 'failed';
    }
  }
}

import type { FactKind, Facts, FactView, Located, NamespacedFactKind } from '../facts/facts';
import type { FactIndex } from './fact-list';
import { rangeReads } from './file-facts';

/** One of the lists that somebody asked for: of a kind, or those of it that are near to a namespace. */
interface Asked {
  readonly kind: FactKind;
  readonly namespace: string | undefined;
  /** What the list was like, and all of its kind. */
  key: string;
  ofKind: string;
}

/** Hands out facts and remembers which, so that a verdict is formed anew only when one of them has changed. */
export class AskedFacts implements FactView {
  #index: FactIndex;
  readonly #asked = new Map<string, Asked>();
  #isNoting = false;
  #readsRanges = false;

  constructor(index: FactIndex) {
    this.#index = index;
  }

  all<K extends FactKind>(kind: K): readonly Located<Facts[K]>[] {
    this.#note(kind, undefined);
    return this.#index.all(kind);
  }

  near<K extends NamespacedFactKind>(kind: K, namespace: string): readonly Located<Facts[K]>[] {
    this.#note(kind, namespace);
    return this.#index.near(kind, namespace);
  }

  /** Runs the steps of something that asks, and notes what it asked for. What it asks later, for its fixes, is answered only. */
  *during<T>(steps: Generator<void, T, void>): Generator<void, T, void> {
    this.#asked.clear();
    this.#isNoting = true;
    // Somebody else may read ranges between two steps: then this verdict is formed anew more often than it need be.
    const before = rangeReads();
    const result = yield* steps;
    this.#readsRanges = rangeReads() !== before;
    this.#isNoting = false;
    for (const asked of this.#asked.values()) {
      asked.key = this.#keyOf(asked);
      asked.ofKind = this.#contentOf(asked.kind);
    }
    return result;
  }

  /** Goes over to the facts of another moment; whether they differ in what was asked for. */
  haveChanged(index: FactIndex): boolean {
    if (this.#index === index) {
      return false;
    }
    this.#index = index;
    for (const asked of this.#asked.values()) {
      const ofKind = this.#contentOf(asked.kind);
      // Where all is the same, there is no need to look for what is near.
      const isSame = ofKind === asked.ofKind && !this.#readsRanges;
      if (!isSame && this.#keyOf(asked) !== asked.key) {
        return true;
      }
      asked.ofKind = ofKind;
    }
    return false;
  }

  #note(kind: FactKind, namespace: string | undefined): void {
    if (this.#isNoting) {
      const name = namespace === undefined ? kind : `${kind} ${namespace}`;
      this.#asked.set(name, { kind, namespace, key: '', ofKind: '' });
    }
  }

  #contentOf(kind: FactKind): string {
    try {
      return this.#index.list(kind).content;
    } catch {
      return 'failed';
    }
  }

  #keyOf({ kind, namespace }: Asked): string {
    try {
      const list = this.#index.list(kind, namespace);
      return this.#readsRanges ? list.places : list.content;
    } catch {
      // Whoever asked for the facts has failed already, and has been named for it.
      return 'failed';
    }
  }
}

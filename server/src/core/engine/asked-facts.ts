import type { FactKind, Facts, FactView, Located, NamespacedFactKind } from '../facts/facts';
import { type FactIndex, rangeReads } from './fact-list';

/**
 * Where facts are read. Whoever shares it goes over to the facts of another moment together, so that none keeps old ones in
 * memory.
 */
export interface FactSource {
  index: FactIndex;
}

/** One of the lists that somebody asked for: of a kind, or those of it that are near to a namespace. */
export interface Asked {
  readonly kind: FactKind;
  readonly namespace: string | undefined;
  /** Whether it matters where the facts stand. */
  readonly readsRanges: boolean;
  /** What the list was like, and all of its kind. */
  readonly key: string;
  ofKind: string;
}

/** Whether a list is another one in the index. */
export function hasChanged(asked: Asked, index: FactIndex): boolean {
  const ofKind = contentOf(asked.kind, index);
  // Where all of a kind is the same, there is no need to look for what is near.
  if (ofKind === asked.ofKind && !asked.readsRanges) {
    return false;
  }
  if (keyOf(asked, index) !== asked.key) {
    return true;
  }
  asked.ofKind = ofKind;
  return false;
}

/**
 * Hands out facts and remembers which, so that a verdict is formed anew only when one of them has changed. For one verdict
 * only: another one begins with another of these, since whoever holds the first may still be at work.
 */
export class AskedFacts implements FactView {
  #source: FactSource;
  /** The index that it is known to hold for. */
  #seen = 0;
  #asked: readonly Asked[] = [];
  #noted: Map<string, Pick<Asked, 'kind' | 'namespace'>> | undefined;

  constructor(source: FactSource) {
    this.#source = source;
  }

  /** What the verdict rests on. */
  get asked(): readonly Asked[] {
    return this.#asked;
  }

  all<K extends FactKind>(kind: K): readonly Located<Facts[K]>[] {
    this.#noted?.set(kind, { kind, namespace: undefined });
    return this.#source.index.all(kind);
  }

  near<K extends NamespacedFactKind>(kind: K, namespace: string): readonly Located<Facts[K]>[] {
    this.#noted?.set(`${kind} ${namespace}`, { kind, namespace });
    return this.#source.index.near(kind, namespace);
  }

  /** Runs the steps of something that asks, and notes what it asked for. What it asks later, for its fixes, is answered only. */
  *during<T>(steps: Generator<void, T, void>): Generator<void, T, void> {
    const { index } = this.#source;
    const noted = new Map<string, Pick<Asked, 'kind' | 'namespace'>>();
    this.#noted = noted;
    // Somebody else may read ranges between two steps: then this verdict is formed anew more often than it need be.
    const before = rangeReads();
    const result = yield* steps;
    const readsRanges = rangeReads() !== before;
    this.#noted = undefined;
    this.#asked = [...noted.values()].map(({ kind, namespace }) => ({
      kind,
      namespace,
      readsRanges,
      key: keyOf({ kind, namespace, readsRanges }, index),
      ofKind: contentOf(kind, index),
    }));
    this.#seen = index.id;
    return result;
  }

  /** The facts are to be read there from now on; they are those that it holds for. */
  readFrom(source: FactSource): void {
    this.#source = source;
  }

  /** Goes over to the facts of another moment; whether they differ in what was asked for. */
  haveChanged(source: FactSource): boolean {
    const { index } = source;
    this.#source = source;
    if (this.#seen === index.id) {
      return false;
    }
    if (this.#asked.some((asked) => hasChanged(asked, index))) {
      return true;
    }
    this.#seen = index.id;
    return false;
  }
}

function contentOf(kind: FactKind, index: FactIndex): string {
  try {
    return index.list(kind).content;
  } catch {
    return 'failed';
  }
}

function keyOf(
  { kind, namespace, readsRanges }: Pick<Asked, 'kind' | 'namespace' | 'readsRanges'>,
  index: FactIndex,
): string {
  try {
    const list = index.list(kind, namespace);
    return readsRanges ? list.places : list.content;
  } catch {
    // Whoever asked for the facts has failed already, and has been named for it.
    return 'failed';
  }
}

import type { YamlDocument } from './document';

/** A document and the offset at which its text starts, in its file or in its group. */
export interface PlacedDocument {
  readonly start: number;
  readonly document: YamlDocument;
}

/** A group and the offset in the file at which its first document starts. */
export interface PlacedGroup {
  readonly start: number;
  readonly group: DocumentGroup;
}

/** Groups are halved when they grow beyond twice this: large enough to be few, small enough to be looked at as a whole. */
const usualSize = 128;

/**
 * Consecutive documents of a stream, immutable. An edit makes one group anew and leaves the others of its file as they are,
 * so what is kept with a group is a reason not to look at its documents one by one.
 */
export class DocumentGroup {
  /** With their places in the group; never empty. */
  readonly documents: readonly PlacedDocument[];
  readonly #kept = new Map<unknown, unknown>();

  constructor(documents: readonly PlacedDocument[]) {
    this.documents = documents;
  }

  /** `compute(group)`, once per group and function (or explicit key); may hold nothing of the documents' trees. */
  kept<T>(compute: (group: DocumentGroup) => T, key: unknown = compute): T {
    if (!this.#kept.has(key)) {
      this.#kept.set(key, compute(this));
    }
    return this.#kept.get(key) as T;
  }

  /** Whether such a result is there already. */
  hasKept(key: unknown): boolean {
    return this.#kept.has(key);
  }

  /** Whether the test, which is to be the same function each time, holds for one of the documents. */
  some(test: (document: YamlDocument) => boolean): boolean {
    return this.kept(() => this.documents.some(({ document }) => test(document)), test);
  }
}

/** Puts documents with their places in a file into groups. */
export function groupsOf(documents: readonly PlacedDocument[]): readonly PlacedGroup[] {
  const count = Math.max(1, Math.round(documents.length / usualSize));
  const size = Math.ceil(documents.length / count);
  const groups: PlacedGroup[] = [];
  for (let first = 0; first < documents.length; first += size) {
    const own = documents.slice(first, first + size);
    const start = own[0]?.start ?? 0;
    const placed = own.map((each) => ({ start: each.start - start, document: each.document }));
    groups.push({ start, group: new DocumentGroup(placed) });
  }
  return groups;
}

/** The documents of groups, with their places in the file. */
export function documentsIn(groups: readonly PlacedGroup[]): readonly PlacedDocument[] {
  const documents: PlacedDocument[] = [];
  for (const { start: by, group } of groups) {
    for (const { start, document } of group.documents) {
      documents.push({ start: start + by, document });
    }
  }
  return documents;
}

/** The last of the things that begins at the offset or before it; the first when there is none. */
export function lastAt(placed: readonly { readonly start: number }[], offset: number): number {
  let low = 0;
  let high = placed.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((placed[middle]?.start ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

import type { FactKind } from '../facts/facts';
import type { FileFacts, FileFactsOfKind } from './file-facts';

/** Which files tell facts of one kind, by their positions among all. */
export interface NamespaceTable {
  readonly all: readonly number[];
  /** Those with facts of objects that may be in the namespace. */
  near(namespace: string): readonly number[];
  /**
   * Facts of no known namespace are near to each: with many of both, lists of what is near would exhaust the memory, and
   * leave out little.
   */
  readonly isCrowded: boolean;
}

/** So many facts may be in lists only because they are near to every namespace. */
const mostRepeated = 100_000;
/** One list of all may hold so many times the facts that are near to every namespace. */
const mostBeside = 20;

/** Reads the table of a kind off the facts of all files. */
export function tableOf(kind: FactKind, files: readonly FileFacts[]): NamespaceTable {
  const all: number[] = [];
  const loose: number[] = [];
  const fixed = new Map<string, number[]>();
  let count = 0;
  let looseCount = 0;
  for (const [position, facts] of files.entries()) {
    const told = facts.get(kind);
    if (told === undefined) {
      continue;
    }
    all.push(position);
    count += told.count;
    looseCount += told.loose;
    if (told.loose > 0) {
      loose.push(position);
    }
    for (const namespace of told.namespaces) {
      const own = fixed.get(namespace) ?? [];
      fixed.set(namespace, own);
      own.push(position);
    }
  }
  return {
    all,
    isCrowded: looseCount * fixed.size > mostRepeated && looseCount * mostBeside >= count,
    near(namespace) {
      const own = fixed.get(namespace) ?? [];
      return loose.length === 0 ? own : [...new Set([...own, ...loose])].sort((a, b) => a - b);
    },
  };
}

/** Whether a table that one of the two is in holds for the other as well. */
export function isSameInTable(
  a: FileFactsOfKind | undefined,
  b: FileFactsOfKind | undefined,
): boolean {
  if (a === undefined || b === undefined) {
    return a === b;
  }
  return (
    a.count === b.count &&
    a.loose === b.loose &&
    a.namespaces.size === b.namespaces.size &&
    [...a.namespaces].every((namespace) => b.namespaces.has(namespace))
  );
}

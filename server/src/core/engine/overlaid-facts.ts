import type { FactKind, NamespacedFactKind } from '../facts/facts';
import type { Snapshot } from '../workspace/snapshot';
import { type FactIndex, type FactList, listOf } from './fact-list';
import { entriesOf, toldBy } from './file-facts';

/** More new versions than this are no edit, and it is as well to begin anew. */
const mostNewer = 50;

/**
 * The files that are there in another version, which tells the same; undefined when something else than that has changed
 * since, or too much.
 */
export function newerVersions(
  before: ReadonlyMap<string, Snapshot>,
  files: ReadonlySet<Snapshot>,
): ReadonlyMap<string, Snapshot> | undefined {
  const newer = new Map<string, Snapshot>();
  let same = 0;
  for (const file of files) {
    const known = before.get(file.uri);
    if (known === undefined) {
      if (toldBy(file).length > 0) {
        return undefined;
      }
    } else if (known === file) {
      same++;
    } else if (newer.size === mostNewer || !tellTheSame(known, file)) {
      return undefined;
    } else {
      newer.set(file.uri, file);
    }
  }
  return same + newer.size === before.size ? newer : undefined;
}

function tellTheSame(a: Snapshot, b: Snapshot): boolean {
  return toldBy(a).join(' ') === toldBy(b).join(' ');
}

/** The same facts, those of the newer files at the places where they stand there. */
export function overlaid(base: FactIndex, newer: ReadonlyMap<string, Snapshot>): FactIndex {
  if (newer.size === 0) {
    return base;
  }
  const lists = new Map<FactList<FactKind>, FactList<FactKind>>();
  const list = <K extends FactKind>(kind: K, namespace?: string): FactList<K> => {
    const before: FactList<FactKind> = base.list(kind, namespace);
    const known = lists.get(before) ?? moved(before, kind, newer);
    lists.set(before, known);
    return known as FactList<K>;
  };
  return {
    list,
    all: (kind) => list(kind).located,
    near: <K extends NamespacedFactKind>(kind: K, namespace: string) =>
      list(kind, namespace).located,
  };
}

function moved(
  before: FactList<FactKind>,
  kind: FactKind,
  newer: ReadonlyMap<string, Snapshot>,
): FactList<FactKind> {
  const byUri = new Map(
    [...newer].flatMap(([uri, file]) => {
      const entries = entriesOf(file, kind);
      return entries.length === 0 ? [] : [[uri, entries] as const];
    }),
  );
  if (byUri.size === 0 || !before.entries.some(({ uri }) => byUri.has(uri))) {
    return before;
  }
  const entries = before.entries.map((entry) => byUri.get(entry.uri)?.[entry.index] ?? entry);
  return listOf(
    () => entries,
    () => before.content,
  );
}

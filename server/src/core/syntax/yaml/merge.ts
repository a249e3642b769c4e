import type { YamlEntry, YamlNode } from './tree';

interface Merged {
  /** To stand in front of the map's own entries, so that its own are found last and win. */
  readonly entries: readonly YamlEntry[];
  /** False when a template or something that is no map may bring more. */
  readonly isComplete: boolean;
}

/** What the values of merge keys (`<<`) bring to a map that has the given keys itself; earlier sources win. */
export function mergeInto(own: ReadonlySet<string>, values: readonly YamlNode[]): Merged {
  const byName = new Map<string, YamlEntry>();
  let isComplete = true;
  for (const value of values) {
    isComplete &&= value.kind !== 'sequence' || !value.open;
    for (const source of value.kind === 'sequence' ? value.items : [value]) {
      if (source.kind !== 'map') {
        isComplete = false;
        continue;
      }
      isComplete &&= !source.open;
      // Of a key that stands in the source twice the last counts.
      for (const [name, entry] of lastEntries(source.entries)) {
        if (!own.has(name) && !byName.has(name)) {
          byName.set(name, { ...entry, merged: true, duplicate: false });
        }
      }
    }
  }
  return { entries: [...byName.values()], isComplete };
}

function lastEntries(entries: readonly YamlEntry[]): ReadonlyMap<string, YamlEntry> {
  const result = new Map<string, YamlEntry>();
  for (const entry of entries) {
    if (entry.name !== undefined) {
      result.set(entry.name, entry);
    }
  }
  return result;
}

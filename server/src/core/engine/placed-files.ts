import { mayPlaceOthers, placementsFrom } from '../model/deployment/placements';
import type { RootOf } from '../workspace/roots';
import type { Snapshot } from '../workspace/snapshot';

/** The files, by uri, with the namespaces that they get from those of their root that deploy others. */
export function placedFiles(
  files: readonly Snapshot[],
  rootOf: RootOf = () => '',
): ReadonlyMap<string, Snapshot> {
  const byRoot = new Map<string, Snapshot[]>();
  for (const file of files) {
    const root = rootOf(file.uri);
    const beside = byRoot.get(root) ?? [];
    beside.push(file);
    byRoot.set(root, beside);
  }
  const placed = new Map<string, Snapshot>();
  for (const beside of byRoot.values()) {
    const placements = placementsFrom(
      beside.filter(mayPlaceOthers),
      beside.map(({ uri }) => uri),
    );
    for (const file of beside) {
      placed.set(file.uri, file.placed(placements.of(file.uri)));
    }
  }
  return placed;
}

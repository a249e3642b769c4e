import { mayPlaceOthers, placementsFrom } from '../model/deployment/placements';
import type { RootOf } from '../workspace/roots';
import type { Snapshot } from '../workspace/snapshot';

/** The files, by uri, with what those of their root that deploy others do to their objects. */
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
    const byUri = new Map(beside.map((file) => [file.uri, file]));
    const placements = placementsFrom(beside.filter(mayPlaceOthers), byUri.keys(), (uri) =>
      byUri.get(uri),
    );
    for (const file of beside) {
      placed.set(file.uri, file.placed(placements.of(file.uri)));
    }
  }
  return placed;
}

import { mayPlaceOthers, placementsFrom } from '../model/deployment/placements';
import type { Snapshot } from '../workspace/snapshot';

/** The files, by uri, with the namespaces that they get from those among them that deploy others. */
export function placedFiles(files: readonly Snapshot[]): ReadonlyMap<string, Snapshot> {
  const placements = placementsFrom(
    files.filter(mayPlaceOthers),
    files.map(({ uri }) => uri),
  );
  return new Map(files.map((file) => [file.uri, file.placed(placements.of(file.uri))]));
}

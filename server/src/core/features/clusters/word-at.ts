import type { Snapshot } from '../../workspace/snapshot';
import { armWordAt } from './arm-word';
import { azWordAt } from './az-word';
import { bicepWordAt } from './bicep-word';
import type { ClusterWord } from './word';

/** The word at the offset that says something of a cluster, whatever the file is written in. */
export function clusterWordAt(snapshot: Snapshot, offset: number): ClusterWord | undefined {
  if (snapshot.language === 'bicep') {
    return snapshot.bicep && bicepWordAt(snapshot.bicep, offset);
  }
  return snapshot.arm === undefined ? azWordAt(snapshot, offset) : armWordAt(snapshot.arm, offset);
}

import type { AksCluster } from '../../model/aks/aks-cluster';
import { armClusters } from '../../model/aks/arm-clusters';
import { azClusters } from '../../model/aks/az-clusters';
import { commandsByScript } from '../../model/aks/az-files';
import { bicepClusters } from '../../model/aks/bicep-clusters';
import type { SourceFiles } from '../../model/aks/template-files';
import type { Snapshot } from '../../workspace/snapshot';

/** Stands for the other files where none are to be looked at. */
export const noFiles: SourceFiles = { get: () => undefined, all: () => [] };

const known = new WeakMap<Snapshot, WeakMap<SourceFiles, readonly AksCluster[]>>();

/**
 * The clusters of a file under every set of values that its parameters get; one and the same resource may be there several
 * times. Computed once for a version of the file and one state of the others.
 */
export function clustersIn(snapshot: Snapshot, files: SourceFiles): readonly AksCluster[] {
  const byFiles = known.get(snapshot) ?? new WeakMap<SourceFiles, readonly AksCluster[]>();
  known.set(snapshot, byFiles);
  const clusters = byFiles.get(files) ?? read(snapshot, files);
  byFiles.set(files, clusters);
  return clusters;
}

function read(snapshot: Snapshot, files: SourceFiles): readonly AksCluster[] {
  if (snapshot.language === 'bicep') {
    return bicepClusters(snapshot, files).flatMap(({ clusters }) => clusters);
  }
  return snapshot.arm === undefined
    ? azClusters(commandsByScript(snapshot))
    : armClusters(snapshot, files).flatMap(({ clusters }) => clusters);
}

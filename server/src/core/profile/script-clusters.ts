import type { AksCluster } from '../model/aks/aks-cluster';
import { azClusters } from '../model/aks/az-clusters';
import type { AzCommand } from '../model/aks/az-command';
import type { CommandFile } from '../model/aks/az-files';
import { valuesOf } from './cluster-values';
import type { DefinedCluster } from './defined-cluster';
import type { ProfileValues } from './profile';
import type { KnownValues } from './resolve';

/** A command that changes a cluster which is there. */
export interface ClusterChange {
  readonly uri: string;
  /** Undefined when a variable or a placeholder gives it. */
  readonly name: string | undefined;
  /** What it changes, and to what where that is known. */
  readonly keys: readonly (keyof ProfileValues)[];
  readonly values: KnownValues;
}

/** What each flag of such a command decides about. */
const changing: readonly (readonly [path: string, keys: readonly (keyof ProfileValues)[]])[] = [
  ['kubernetesVersion', ['kubernetesVersion']],
  ['networkProfile.networkPlugin', ['dataplane', 'ipam']],
  ['networkProfile.networkDataplane', ['dataplane']],
  ['networkProfile.networkPluginMode', ['ipam']],
  ['networkProfile.advancedNetworking', ['acns', 'acnsNetworkPolicies']],
  ['networkProfile.ipFamilies', ['ipFamilies']],
  ['networkProfile.podCidr', ['podCidrs']],
  ['networkProfile.podCidrs', ['podCidrs']],
  ['serviceMeshProfile', ['istioAddon']],
];

/**
 * The clusters that the commands of a file create, each as the later commands of the file leave it, and the changes that
 * may be about clusters of other files.
 */
export function clustersOfScripts(
  file: CommandFile,
  scripts: readonly (readonly AzCommand[])[],
): { readonly clusters: readonly DefinedCluster[]; readonly changes: readonly ClusterChange[] } {
  const known = results.get(file);
  if (known !== undefined) {
    return known;
  }
  const clusters: DefinedCluster[] = [];
  const changes: ClusterChange[] = [];
  const commands = azClusters(scripts);
  const isOnlyOne = commands.filter(({ operation }) => operation === 'create').length === 1;
  for (const cluster of commands) {
    if (cluster.operation === 'create') {
      const { uri, range, context } = cluster;
      clusters.push({ uri, range, context, files: [uri], values: valuesOf(cluster) });
      continue;
    }
    const change = changeFrom(cluster);
    changes.push(change);
    for (const [index, created] of clusters.entries()) {
      const name = created.values.name?.value;
      const isSure =
        name === undefined ? isOnlyOne && change.name === undefined : isNamed(created, change);
      clusters[index] = isSure ? { ...created, values: changed(created.values, change) } : created;
    }
  }
  const result = { clusters, changes };
  results.set(file, result);
  return result;
}

/** Files do not change. */
const results = new WeakMap<CommandFile, ReturnType<typeof clustersOfScripts>>();

/**
 * The cluster without the values that a command of another file changes: which of the two came last is not known. The
 * command is about a cluster of the same name, or, where one of the names is not known, about one of the same folder.
 */
export function withChanges(
  cluster: DefinedCluster,
  changes: readonly ClusterChange[],
): DefinedCluster {
  const others = changes.filter(
    (change) => change.uri !== cluster.uri && mayBeAbout(cluster, change),
  );
  const keys = others.flatMap((change) => change.keys);
  return { ...cluster, values: without(cluster.values, keys) };
}

/** The values but those of some names. */
export function without(values: KnownValues, keys: readonly (keyof ProfileValues)[]): KnownValues {
  if (keys.every((key) => values[key] === undefined)) {
    return values;
  }
  return Object.fromEntries(
    Object.entries(values).filter(([key]) => !keys.includes(key as keyof ProfileValues)),
  );
}

function changeFrom(cluster: AksCluster): ClusterChange {
  const { uri, name } = cluster;
  const keys = changing.flatMap(([path, each]) => (cluster.has(path) === 'no' ? [] : each));
  const all = valuesOf(cluster);
  const others = (Object.keys(all) as (keyof ProfileValues)[]).filter((key) => !keys.includes(key));
  return {
    uri,
    name: name.state === 'known' ? name.value : undefined,
    keys,
    values: without(all, others),
  };
}

function changed(values: KnownValues, { keys, values: later }: ClusterChange): KnownValues {
  return { ...without(values, keys), ...later };
}

function isNamed({ values }: DefinedCluster, { name }: ClusterChange): boolean {
  return name !== undefined && values.name?.value.toLowerCase() === name.toLowerCase();
}

function mayBeAbout(cluster: DefinedCluster, change: ClusterChange): boolean {
  return cluster.values.name === undefined || change.name === undefined
    ? cluster.files.some((uri) => folderOf(uri) === folderOf(change.uri))
    : isNamed(cluster, change);
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

import {
  type CliFlagPath,
  clusterFlagPaths,
  poolFlagPaths,
  skuFlagPaths,
} from '../../knowledge/cli-names';
import type { AksCluster, Literal } from '../../model/aks/aks-cluster';
import { type ClusterNetwork, networkPaths } from './cluster-network';

type Syntax = Pick<AksCluster, 'syntax'>;

/**
 * What a setting of a cluster, of its pools or, below `sku.`, of its SKU is called where the cluster is written: by its
 * flag in a command that has one for it, else by the last part of its path.
 */
export function settingName({ syntax }: Syntax, path: string): string {
  const flag = syntax === 'az' ? flagFor(path) : undefined;
  return flag ?? path.slice(path.lastIndexOf('.') + 1);
}

const skuPrefix = 'sku.';

function flagFor(path: string): string | undefined {
  const named = (paths: readonly CliFlagPath[], wanted: string) =>
    paths.find((each) => each.path === wanted && each.means !== false)?.flag;
  return path.startsWith(skuPrefix)
    ? named(skuFlagPaths, path.slice(skuPrefix.length))
    : (named(clusterFlagPaths, path) ?? named(poolFlagPaths, path));
}

/** The names of the settings that decide about the network, for messages. */
export function networkNames(cluster: Syntax): Readonly<Record<keyof ClusterNetwork, string>> {
  const { plugin, mode, dataplane, policy } = networkPaths;
  return {
    plugin: settingName(cluster, plugin),
    mode: settingName(cluster, mode),
    dataplane: settingName(cluster, dataplane),
    policy: settingName(cluster, policy),
  };
}

/** The title of a fix that writes a setting: `Set networkPolicy to cilium`, `Set --network-policy cilium`. */
export function setTitle(cluster: Syntax, path: string, value: Literal): string {
  const separator = cluster.syntax === 'az' ? '' : 'to ';
  return `Set ${settingName(cluster, path)} ${separator}${value}`;
}

/** The title of a fix that takes a setting out. */
export function removeTitle(cluster: Syntax, path: string): string {
  return `Remove ${settingName(cluster, path)}`;
}

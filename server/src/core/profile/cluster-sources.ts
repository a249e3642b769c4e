import { automaticCluster } from '../knowledge/network-profile';
import type { AksCluster } from '../model/aks/aks-cluster';
import type { Setting } from '../model/aks/setting';
import { type KnownSetting, says } from '../policy/cluster/cluster-network';
import { networkPlace } from '../policy/cluster/declared-ranges';
import type { InfrastructureSource, ProfileValues, Sourced } from './profile';
import type { KnownValues } from './resolve';

/** One value under its name; nothing when it is not known. */
export function named<K extends keyof ProfileValues>(
  key: K,
  sourced: ProfileValues[K] | undefined,
): KnownValues {
  return sourced === undefined ? {} : { [key]: sourced };
}

/** A value with the place where it is written, which may be in another file than the cluster. */
export function sourcedBy<T>(
  value: T,
  setting: KnownSetting<unknown>,
  { uri }: Pick<AksCluster, 'uri'>,
): Sourced<T> {
  const { origin, defaults = [], range } = setting;
  const isElsewhere = origin !== undefined && origin.uri !== '';
  const [parameter] = defaults;
  const source: InfrastructureSource = {
    kind: 'infrastructure',
    ...(isElsewhere ? { uri: origin.uri, range: origin.range } : { uri, range }),
    ...(parameter === undefined ? {} : { by: 'parameter default', parameter }),
  };
  return { value, source };
}

/** What AKS does with a cluster that does not say it. */
export function leftOut<T>(value: T, cluster: AksCluster): Sourced<T> {
  const range = networkPlace(cluster);
  return { value, source: { kind: 'infrastructure', uri: cluster.uri, range, by: 'left out' } };
}

/** Whether the value is that of a parameter which nobody has given one. */
export function restsOnDefault({ defaults = [] }: Setting<unknown>): boolean {
  return defaults.length > 0;
}

/** AKS Automatic gets much without being asked. */
export function mayBeAutomatic({ sku }: AksCluster): boolean {
  const name = sku.text('name');
  return says(name, automaticCluster.sku) || name.state === 'unknown';
}

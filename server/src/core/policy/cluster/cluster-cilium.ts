import { automaticCluster } from '../../knowledge/network-profile';
import type { AksCluster } from '../../model/aks/aks-cluster';
import type { Setting } from '../../model/aks/setting';
import { isDeclared, networkOf, says } from './cluster-network';

/** Whether a cluster may get Cilium although `networkDataplane` does not say so: by its former name, or because Azure chooses it. */
export function mayHaveDataplane(cluster: AksCluster): boolean {
  const sku = cluster.sku.text('name');
  return (
    cluster.has('networkProfile.ebpfDataplane') !== 'no' ||
    says(sku, automaticCluster.sku) ||
    sku.state === 'unknown'
  );
}

/**
 * What a cluster surely has instead of Cilium: the other dataplane by its name, or `absent` where none is asked for;
 * undefined where it has Cilium or may have it.
 */
export function dataplaneInstead(
  cluster: AksCluster,
): { readonly name: string | 'absent'; readonly dataplane: Setting<string> } | undefined {
  const { dataplane, policy } = networkOf(cluster);
  if (dataplane.state === 'known') {
    const name = dataplane.value;
    return name.toLowerCase() === 'cilium' ? undefined : { name, dataplane };
  }
  const isLeftOut =
    dataplane.state === 'absent' &&
    isDeclared(cluster) &&
    // Without a network profile in sight nothing says that the dataplane is not given elsewhere.
    cluster.has('networkProfile') === 'yes' &&
    !mayHaveDataplane(cluster) &&
    !says(policy, 'cilium');
  return isLeftOut ? { name: 'absent', dataplane } : undefined;
}

/** The setting by which a cluster surely has Cilium. */
export function ciliumSetting(cluster: AksCluster): Setting<string> | undefined {
  const { dataplane } = networkOf(cluster);
  if (says(dataplane, 'cilium')) {
    return dataplane;
  }
  const sku = cluster.sku.text('name');
  return dataplane.state === 'absent' && says(sku, automaticCluster.sku) ? sku : undefined;
}

import { parseVersion } from '../knowledge/version-number';
import type { AksCluster } from '../model/aks/aks-cluster';
import { ciliumSetting, dataplaneInstead } from '../policy/cluster/cluster-cilium';
import { networkOf, says } from '../policy/cluster/cluster-network';
import { acnsValues } from './acns-values';
import { addressValues } from './address-values';
import { leftOut, mayBeAutomatic, named, restsOnDefault, sourcedBy } from './cluster-sources';
import { poolValues } from './pool-values';
import type { ProfileValues, Sourced } from './profile';
import type { KnownValues } from './resolve';

/**
 * What the definition of a cluster says of it, each value with the place where it is written. What a parameter without a
 * value decides is left out, and so is what the default of a parameter leaves off: such a parameter is there to turn it on.
 */
export function valuesOf(cluster: AksCluster): KnownValues {
  return {
    ...named('name', nameOf(cluster)),
    ...named('dataplane', dataplaneOf(cluster)),
    ...named('kubernetesVersion', versionOf(cluster)),
    ...addressValues(cluster),
    ...acnsValues(cluster),
    ...poolValues(cluster),
    ...named('istioAddon', istioOf(cluster)),
  };
}

function nameOf(cluster: AksCluster): Sourced<string> | undefined {
  const { name } = cluster;
  return name.state === 'known' ? sourcedBy(name.value, name, cluster) : undefined;
}

function dataplaneOf(cluster: AksCluster): ProfileValues['dataplane'] | undefined {
  const cilium = ciliumSetting(cluster);
  if (cilium?.state === 'known') {
    return sourcedBy('cilium', cilium, cluster);
  }
  const { plugin, dataplane } = networkOf(cluster);
  if (restsOnDefault(plugin) || restsOnDefault(dataplane)) {
    return undefined;
  }
  if (says(plugin, 'none')) {
    return sourcedBy('none', plugin, cluster);
  }
  const instead = dataplaneInstead(cluster);
  if (instead === undefined) {
    return undefined;
  }
  return instead.dataplane.state === 'known'
    ? sourcedBy('azure', instead.dataplane, cluster)
    : says(plugin, 'kubenet')
      ? sourcedBy('azure', plugin, cluster)
      : leftOut('azure', cluster);
}

function versionOf(cluster: AksCluster): Sourced<string> | undefined {
  const version = cluster.text('kubernetesVersion');
  return version.state === 'known' && parseVersion(version.value) !== undefined
    ? sourcedBy(version.value, version, cluster)
    : undefined;
}

function istioOf(cluster: AksCluster): Sourced<boolean> | undefined {
  const mode = cluster.text('serviceMeshProfile.mode');
  if (mode.state === 'known') {
    const isOn = mode.value.toLowerCase() === 'istio';
    return isOn || !restsOnDefault(mode) ? sourcedBy(isOn, mode, cluster) : undefined;
  }
  return cluster.has('serviceMeshProfile') === 'no' && !mayBeAutomatic(cluster)
    ? leftOut(false, cluster)
    : undefined;
}

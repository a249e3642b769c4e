import type { AgentPool, AksCluster } from '../model/aks/aks-cluster';
import { says, windowsSetting } from '../policy/cluster/cluster-network';
import { leftOut, mayBeAutomatic, named, restsOnDefault, sourcedBy } from './cluster-sources';
import type { Sourced } from './profile';
import type { KnownValues } from './resolve';

/** What the pools of a cluster have. "No" only where no pool can be elsewhere. */
export function poolValues(cluster: AksCluster): KnownValues {
  return {
    ...named('localDns', localDnsOf(cluster)),
    ...named('windowsPools', windowsOf(cluster)),
  };
}

const mode = 'localDNSProfile.mode';

/** With LocalDNS on some of the pools pods may land there. AKS decides what becomes of the mode `Preferred`. */
function localDnsOf(cluster: AksCluster): Sourced<boolean> | undefined {
  for (const pool of surePools(cluster)) {
    const setting = pool.text(mode);
    if (says(setting, 'Required')) {
      return sourcedBy(true, setting, cluster);
    }
  }
  const isOff = (pool: AgentPool) => {
    const setting = pool.text(mode);
    return (
      pool.has('localDNSProfile') === 'no' ||
      (says(setting, 'Disabled') && !restsOnDefault(setting))
    );
  };
  return hasAllPools(cluster) && !mayBeAutomatic(cluster) && cluster.pools.every(isOff)
    ? leftOut(false, cluster)
    : undefined;
}

function windowsOf(cluster: AksCluster): Sourced<boolean> | undefined {
  for (const pool of surePools(cluster)) {
    const setting = windowsSetting(pool);
    if (setting !== undefined) {
      return sourcedBy(true, setting, cluster);
    }
  }
  return hasAllPools(cluster) && cluster.pools.every(isLinux) ? leftOut(false, cluster) : undefined;
}

function isLinux(pool: AgentPool): boolean {
  const system = pool.text('osType');
  const sku = pool.text('osSKU');
  const isOtherSku = sku.state === 'known' && !/^windows/i.test(sku.value);
  return (
    (says(system, 'Linux') && !restsOnDefault(system)) ||
    (system.state === 'absent' && (sku.state === 'absent' || (isOtherSku && !restsOnDefault(sku))))
  );
}

function surePools({ pools }: AksCluster): readonly AgentPool[] {
  return pools.filter(({ condition }) => condition === 'yes');
}

function hasAllPools({ hasAllPools: isWhole, pools }: AksCluster): boolean {
  return isWhole && pools.length > 0;
}

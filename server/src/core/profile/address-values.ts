import type { AksCluster } from '../model/aks/aks-cluster';
import type { Setting } from '../model/aks/setting';
import { networkOf, says } from '../policy/cluster/cluster-network';
import {
  type DeclaredRange,
  podRanges,
  rangePaths,
  serviceRanges,
} from '../policy/cluster/declared-ranges';
import { subnetOfPool } from '../policy/cluster/pool-subnets';
import { leftOut, named, restsOnDefault, sourcedBy } from './cluster-sources';
import type { IpamMode, IpFamily, ProfileValues, Sourced } from './profile';
import type { KnownValues } from './resolve';

/** Where pods, Services and nodes of a cluster get their addresses from. */
export function addressValues(cluster: AksCluster): KnownValues {
  const ipam = ipamOf(cluster);
  return {
    ...named('ipam', ipam),
    ...named('ipFamilies', familiesOf(cluster)),
    ...named('podCidrs', podsOf(cluster, ipam?.value)),
    ...named('serviceCidrs', rangesOf(cluster, 'service', serviceRanges(cluster))),
    ...named('nodeCidrs', subnetsOf(cluster, 'vnetSubnetID')),
  };
}

function ipamOf(cluster: AksCluster): Sourced<IpamMode> | undefined {
  const { plugin, mode } = networkOf(cluster);
  if (says(mode, 'overlay')) {
    return sourcedBy('overlay', mode, cluster);
  }
  if (mode.state !== 'absent' || !says(plugin, 'azure')) {
    return undefined;
  }
  const uses = cluster.pools.map((pool) => pool.has('podSubnetID'));
  if (uses.includes('yes')) {
    return leftOut('pod-subnet', cluster);
  }
  const isWhole = cluster.hasAllPools || cluster.operation === 'create';
  return isWhole && uses.length > 0 && uses.every((use) => use === 'no')
    ? leftOut('node-subnet', cluster)
    : undefined;
}

const families: readonly IpFamily[] = ['IPv4', 'IPv6'];

function familiesOf(cluster: AksCluster): Sourced<readonly IpFamily[]> | undefined {
  const listed = cluster.texts('networkProfile.ipFamilies');
  if (listed.state === 'known') {
    const wanted = listed.value.map((each) => each.toLowerCase());
    const found = families.filter((family) => wanted.includes(family.toLowerCase()));
    return found.length === 0 || (found.length === 1 && restsOnDefault(listed))
      ? undefined
      : sourcedBy(found, listed, cluster);
  }
  const hasLists = ['podCidrs', 'serviceCidrs'].some(
    (name) => cluster.has(`networkProfile.${name}`) !== 'no',
  );
  return cluster.has('networkProfile.ipFamilies') === 'no' && !hasLists
    ? leftOut(['IPv4'], cluster)
    : undefined;
}

function podsOf(cluster: AksCluster, ipam: IpamMode | undefined): ProfileValues['podCidrs'] {
  return ipam === 'pod-subnet'
    ? subnetsOf(cluster, 'podSubnetID')
    : rangesOf(cluster, 'pod', podRanges(cluster));
}

/** Ranges that are written as a whole, or those that AKS takes when none is. */
function rangesOf(
  cluster: AksCluster,
  of: DeclaredRange['of'],
  ranges: readonly DeclaredRange[],
): Sourced<readonly string[]> | undefined {
  const [onePath, listPath] = rangePaths[of];
  const settings: readonly Setting<unknown>[] = [cluster.text(onePath), cluster.texts(listPath)];
  const isWhole = settings.every(({ state }) => state === 'known' || state === 'absent');
  if (!isWhole || ranges.length === 0 || cluster.has('networkProfile') === 'unknown') {
    return undefined;
  }
  const texts = ranges.map(({ cidr }) => cidr.text);
  const written = ranges.find(({ setting }) => setting !== undefined)?.setting;
  return written === undefined ? leftOut(texts, cluster) : sourcedBy(texts, written, cluster);
}

/**
 * The ranges of the subnets that all pools are in. Known only where the same deployment surely declares them, and the id of
 * each names its subnet.
 */
function subnetsOf(
  cluster: AksCluster,
  path: 'vnetSubnetID' | 'podSubnetID',
): Sourced<readonly string[]> | undefined {
  const ranges = cluster.pools.map((pool) => {
    const found = subnetOfPool(cluster, pool, path);
    return found?.isSure === true ? found.subnet.ranges : undefined;
  });
  const known = ranges.filter((range) => range?.state === 'known');
  const [first] = known;
  return first === undefined || known.length < ranges.length
    ? undefined
    : sourcedBy([...new Set(known.flatMap(({ value }) => value))], first, cluster);
}

import type { AgentPool, AksCluster, Subnet, VirtualNetwork } from '../../model/aks/aks-cluster';
import type { Setting } from '../../model/aks/setting';
import { says } from './cluster-network';

/** A subnet that the deployment of a cluster declares, and whether a pool is surely in it. */
export interface PoolSubnet {
  readonly network: VirtualNetwork;
  readonly subnet: Subnet;
  readonly isSure: boolean;
}

/** Names of a network and of a subnet at the end of an id, of which the beginning may not be known. */
const named = /(?:\/virtualNetworks\/([^/]+))?\/subnets\/([^/]+)$/i;

/** The name of the network in the id of a subnet, as far as it is written. */
export function networkInId(id: Setting<string>): string | undefined {
  return named.exec(textOf(id))?.[1];
}

function textOf(id: Setting<string>): string {
  return id.state === 'known' ? id.value : id.state === 'unknown' ? (id.ending ?? '') : '';
}

/**
 * The subnet that a pool has its nodes, or its pods, in: the only one of the deployment that has the names at the end of the id.
 * Undefined when none or several have. It is not sure when the id does not name the network, and when something is only
 * deployed on a condition.
 */
export function subnetOfPool(
  cluster: Pick<AksCluster, 'networks'>,
  pool: AgentPool,
  path: 'vnetSubnetID' | 'podSubnetID',
): PoolSubnet | undefined {
  const [, networkName, subnetName] = named.exec(textOf(pool.text(path))) ?? [];
  if (subnetName === undefined) {
    return undefined;
  }
  const found = cluster.networks
    .filter(({ name }) => networkName === undefined || says(name, networkName))
    .flatMap((network) =>
      network.subnets
        .filter(({ name }) => isNamed(name, subnetName))
        .map((subnet) => ({ network, subnet })),
    );
  const [only] = found;
  if (only === undefined || found.length > 1) {
    return undefined;
  }
  const isSure =
    networkName !== undefined &&
    [pool, only.network, only.subnet].every(({ condition }) => condition === 'yes');
  return { ...only, isSure };
}

/** A subnet declared beside its network has the name of that in front. */
function isNamed(name: Setting<string>, wanted: string): boolean {
  return (
    name.state === 'known' &&
    name.value.slice(name.value.lastIndexOf('/') + 1).toLowerCase() === wanted.toLowerCase()
  );
}

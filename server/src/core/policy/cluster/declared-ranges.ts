import { type AddressFamily, defaultRange } from '../../knowledge/address-ranges';
import type { AksCluster, Subnet, VirtualNetwork } from '../../model/aks/aks-cluster';
import type { Setting } from '../../model/aks/setting';
import type { Range } from '../../text/range';
import { type Cidr, isSameRange, parseCidr } from '../addresses/cidr';
import { type KnownSetting, networkOf, says } from './cluster-network';
import { networkInId } from './pool-subnets';

/** A range of a cluster: as it is written, or the default that AKS takes when nothing is. */
export interface DeclaredRange {
  readonly cidr: Cidr;
  readonly of: 'pod' | 'service';
  /** Where it is written; undefined for a default. */
  readonly setting: KnownSetting<unknown> | undefined;
}

/** The settings of a kind of range: the one, and the list of a cluster with both families. */
export const rangePaths = {
  pod: ['networkProfile.podCidr', 'networkProfile.podCidrs'],
  service: ['networkProfile.serviceCidr', 'networkProfile.serviceCidrs'],
} as const;

/** A text that stands for a range, whether it is a good one or not. */
export interface WrittenRange {
  readonly text: string;
  readonly path: string;
  readonly setting: KnownSetting<unknown>;
}

/** The ranges of a kind that are written, each text once; what is not known is left out. */
export function writtenRanges(
  cluster: AksCluster,
  of: DeclaredRange['of'],
): readonly WrittenRange[] {
  const [onePath, listPath] = rangePaths[of];
  const one = cluster.text(onePath);
  const list = cluster.texts(listPath);
  const found: WrittenRange[] =
    one.state === 'known' ? [{ text: one.value, path: onePath, setting: one }] : [];
  for (const text of list.state === 'known' ? list.value : []) {
    if (list.state === 'known' && found.every((other) => other.text !== text)) {
      found.push({ text, path: listPath, setting: list });
    }
  }
  return found;
}

/** The ranges that Services get their addresses from. Nothing where that is not known. */
export function serviceRanges(cluster: AksCluster): readonly DeclaredRange[] {
  return rangesOf(cluster, 'service', true);
}

/**
 * The ranges that pods get their addresses from: with the overlay, and with kubenet where one is written. Nothing for
 * other clusters, whatever they write, and where it is not known.
 */
export function podRanges(cluster: AksCluster): readonly DeclaredRange[] {
  const { plugin, mode } = networkOf(cluster);
  const isOverlay = says(mode, 'overlay');
  return isOverlay || says(plugin, 'kubenet') ? rangesOf(cluster, 'pod', isOverlay) : [];
}

function rangesOf(
  cluster: AksCluster,
  of: DeclaredRange['of'],
  hasDefault: boolean,
): readonly DeclaredRange[] {
  const [onePath, listPath] = rangePaths[of];
  const isAbsent =
    cluster.text(onePath).state === 'absent' && cluster.texts(listPath).state === 'absent';
  if (isAbsent) {
    return hasDefault ? defaultsOf(cluster, of) : [];
  }
  const ranges: DeclaredRange[] = [];
  for (const { text, setting } of writtenRanges(cluster, of)) {
    const cidr = parseCidr(text);
    if (cidr !== undefined && ranges.every((other) => !isSameRange(other.cidr, cidr))) {
      ranges.push({ cidr, of, setting });
    }
  }
  return ranges;
}

function defaultsOf(cluster: AksCluster, of: DeclaredRange['of']): readonly DeclaredRange[] {
  const listed = cluster.texts('networkProfile.ipFamilies');
  const hasBoth =
    listed.state === 'known' && listed.value.some((family) => family.toLowerCase() === 'ipv6');
  const families: readonly AddressFamily[] = hasBoth ? ['IPv4', 'IPv6'] : ['IPv4'];
  return families.flatMap((family) => {
    const cidr = parseCidr(defaultRange(`${of}-cidr`, family) ?? '');
    return cidr === undefined ? [] : [{ cidr, of, setting: undefined }];
  });
}

/** How messages call a range: `pod range 10.0.0.0/16`, `default service range 10.0.0.0/16`. */
export function rangeTitle({ cidr, of, setting }: DeclaredRange): string {
  return `${setting === undefined ? 'default ' : ''}${of} range ${cidr.text}`;
}

/** A range of a network that the nodes of a cluster are in. */
export interface NetworkRange {
  readonly cidr: Cidr;
  /** `address space 10.0.0.0/8 of the virtual network`, `subnet "nodes" (10.1.0.0/16)`. */
  readonly title: string;
  readonly isSubnet: boolean;
  /** It is deployed on a condition that is not known. */
  readonly isPerhaps: boolean;
  readonly setting: KnownSetting<unknown>;
}

/**
 * How grave it is that such a range is a wrong one. Addresses of the address space may not be in use, and what is deployed on a
 * condition may not be there.
 */
export function networkSeverity({
  isSubnet,
  isPerhaps,
}: NetworkRange): 'error' | 'warning' | 'info' {
  return isSubnet === isPerhaps ? 'warning' : isSubnet ? 'error' : 'info';
}

/**
 * The ranges of each network that the nodes of a cluster may be in, subnets first. Nothing when the nodes have no subnet of
 * the author's for sure: then Azure makes a network for them.
 */
export function nodeNetworks(cluster: AksCluster): readonly (readonly NetworkRange[])[] {
  const subnets = cluster.pools
    .filter(({ condition }) => condition === 'yes')
    .map((pool) => pool.text('vnetSubnetID'));
  const isInNetwork = cluster.pools.some(
    (pool) =>
      pool.condition === 'yes' &&
      (pool.has('vnetSubnetID') === 'yes' ||
        // In a script the id comes from a variable.
        (cluster.syntax === 'az' && pool.keyRange('vnetSubnetID') !== undefined)),
  );
  return isInNetwork
    ? cluster.networks.filter((network) => mayHold(network, subnets)).map(rangesOfNetwork)
    : [];
}

/** An id whose end is known names the network. */
function mayHold({ name }: VirtualNetwork, subnets: readonly Setting<string>[]): boolean {
  const named = subnets.flatMap((subnet) => networkInId(subnet) ?? []);
  return (
    name.state !== 'known' ||
    named.length < subnets.length ||
    named.some((each) => each.toLowerCase() === name.value.toLowerCase())
  );
}

function rangesOfNetwork(network: VirtualNetwork): readonly NetworkRange[] {
  const owner =
    network.name.state === 'known'
      ? `virtual network "${network.name.value}"`
      : 'the virtual network';
  const isPerhaps = network.condition === 'unknown';
  return [
    ...network.subnets.flatMap((subnet) =>
      rangesIn(subnet, subnetTitle(subnet), {
        isSubnet: true,
        isPerhaps: isPerhaps || subnet.condition === 'unknown',
      }),
    ),
    ...rangesIn(network, (text) => `address space ${text} of ${owner}`, {
      isSubnet: false,
      isPerhaps,
    }),
  ];
}

function subnetTitle({ name }: Subnet): (text: string) => string {
  return (text) => (name.state === 'known' ? `subnet "${name.value}" (${text})` : `subnet ${text}`);
}

function rangesIn(
  { ranges }: Pick<VirtualNetwork, 'ranges'>,
  title: (text: string) => string,
  what: Pick<NetworkRange, 'isSubnet' | 'isPerhaps'>,
): readonly NetworkRange[] {
  if (ranges.state !== 'known') {
    return [];
  }
  return ranges.value.flatMap((text) => {
    const cidr = parseCidr(text);
    const suffix = what.isPerhaps ? ' (deployed conditionally)' : '';
    return cidr === undefined
      ? []
      : [{ ...what, cidr, title: title(text) + suffix, setting: ranges }];
  });
}

/** Where a cluster would say what it does not say about its network. */
export function networkPlace(cluster: AksCluster): Range {
  return cluster.keyRange('networkProfile') ?? cluster.range;
}

import { defaultRange, privateRanges, rfc1918Ranges } from '../../knowledge/address-ranges';
import { eachCluster } from '../../profile/candidates';
import type { ClusterProfile, ProfileSource, ProfileValues } from '../../profile/profile';
import { type Cidr, contains, coveredBy, isSameRange, overlaps, parseCidr } from './cidr';

export type RangeRole = 'pod' | 'node' | 'service';

/** A range of the cluster that the profile knows. */
export interface ClusterRange {
  readonly role: RangeRole;
  readonly cidr: Cidr;
  /** Who says so. */
  readonly source: ProfileSource;
}

/** Goes with the profile, whose texts need to be read once. */
const known = new WeakMap<ClusterProfile, readonly ClusterRange[]>();

/** Every range the profile knows; ranges it does not know are simply missing. */
export function clusterRanges(profile: ClusterProfile): readonly ClusterRange[] {
  const ranges = known.get(profile) ?? readRanges(profile);
  known.set(profile, ranges);
  return ranges;
}

function readRanges(profile: ClusterProfile): readonly ClusterRange[] {
  const { podCidrs, nodeCidrs, serviceCidrs } = profile;
  const all = [
    { role: 'pod', ranges: podCidrs },
    { role: 'node', ranges: nodeCidrs },
    { role: 'service', ranges: serviceCidrs },
  ] as const;
  return all.flatMap(({ role, ranges }) =>
    ranges === undefined
      ? []
      : parseAll(ranges.value).map((cidr) => ({ role, cidr, source: ranges.source })),
  );
}

/** The ranges of pods and nodes: those that an ipBlock never matches. */
export function unmatchedRanges(profile: ClusterProfile): readonly ClusterRange[] {
  return clusterRanges(profile).filter(({ role }) => role !== 'service');
}

/** The ranges of one role that all addresses of `cidr` lie in, alone or together; empty when some lie elsewhere. */
export function rangesAround(cidr: Cidr, profile: ClusterProfile): readonly ClusterRange[] {
  const ranges = clusterRanges(profile).filter((range) => overlaps(range.cidr, cidr));
  for (const role of ['pod', 'node', 'service'] as const) {
    const same = ranges.filter((range) => range.role === role);
    if (
      coveredBy(
        cidr,
        same.map((range) => range.cidr),
      )
    ) {
      return same;
    }
  }
  return [];
}

/** Whether the profile knows where pods and nodes have their addresses; with a node subnet both have them there. */
export function knowsPodsAndNodes(profile: ClusterProfile): boolean {
  return profile.nodeCidrs !== undefined && knowsPods(profile);
}

/** Whether the profile knows where pods have their addresses. */
export function knowsPods(profile: ClusterProfile): boolean {
  return (
    profile.podCidrs !== undefined ||
    (profile.ipam?.value === 'node-subnet' && profile.nodeCidrs !== undefined)
  );
}

/** The range AKS gives pods or Services when nobody says otherwise, unless others are known of every possible cluster. */
export function customaryRange(role: 'pod' | 'service', profile: ClusterProfile): Cidr | undefined {
  const isSaid = (values: ProfileValues) =>
    role === 'service'
      ? values.serviceCidrs !== undefined
      : knowsPods(values) || (values.ipam !== undefined && values.ipam.value !== 'overlay');
  return eachCluster(profile).every(isSaid)
    ? undefined
    : parseCidr(defaultRange(`${role}-cidr`, 'IPv4') ?? '');
}

const privateCidrs = parseAll(privateRanges.map(({ cidr }) => cidr));
const customaryPrivate = {
  IPv4: parseAll(rfc1918Ranges),
  IPv6: privateCidrs.filter(({ family }) => family === 'IPv6'),
} as const;

/** RFC 1918, RFC 6598 or RFC 4193: where a cluster's own addresses usually are. */
export function isPrivate(cidr: Cidr): boolean {
  return privateCidrs.some((range) => contains(range, cidr));
}

/**
 * Whether `except` leaves nothing of the cluster's usual addresses in an ipBlock for every address, so
 * that the author means the Internet: the known pod and node ranges, or, with none known, all of RFC 1918
 * (RFC 4193 for IPv6).
 */
export function meansInternetOnly(
  { family }: Cidr,
  except: readonly Cidr[],
  profile: ClusterProfile,
): boolean {
  const ranges = unmatchedRanges(profile)
    .map(({ cidr }) => cidr)
    .filter((cidr) => cidr.family === family);
  // Pods and nodes are two answers; while one is not known, the customary ranges stand for it.
  const wanted = knowsPodsAndNodes(profile) ? ranges : [...ranges, ...customaryPrivate[family]];
  return wanted.every((range) => coveredBy(range, except));
}

/**
 * The customary private ranges, and those of the cluster, that an ipBlock must still except to mean the Internet only.
 * Each lies in the block and is smaller than it, as the API server wants it.
 */
export function internetOnlyExcept(
  block: Cidr,
  except: readonly Cidr[],
  profile: ClusterProfile,
): readonly string[] {
  const customary = customaryPrivate[block.family];
  const own = unmatchedRanges(profile)
    .map(({ cidr }) => cidr)
    .filter((cidr) => !coveredBy(cidr, customary));
  const wanted = [...customary, ...own].filter(
    (cidr) => contains(block, cidr) && !isSameRange(block, cidr) && !coveredBy(cidr, except),
  );
  return [...new Set(wanted.map(({ network }) => network))];
}

function parseAll(texts: readonly string[]): readonly Cidr[] {
  return texts.flatMap((text) => parseCidr(text) ?? []);
}

import { privateRanges, rfc1918Ranges } from '../knowledge/address-ranges';
import type { ClusterProfile } from '../profile/profile';
import { type Cidr, contains, coveredBy, isEveryAddress, overlaps, parseCidr } from './cidr';

export type RangeRole = 'pod' | 'node' | 'service';

/** A range of the cluster that the profile knows. */
export interface ClusterRange {
  readonly role: RangeRole;
  readonly cidr: Cidr;
}

/** Every range the profile knows; ranges it does not know are simply missing. */
export function clusterRanges(profile: ClusterProfile): readonly ClusterRange[] {
  const read = (role: RangeRole, texts: readonly string[] | undefined) =>
    (texts ?? []).flatMap((text) => {
      const cidr = parseCidr(text);
      return cidr === undefined ? [] : [{ role, cidr }];
    });
  return [
    ...read('pod', profile.podCidrs?.value),
    ...read('node', profile.nodeCidrs?.value),
    ...read('service', profile.serviceCidrs?.value),
  ];
}

/** The ranges of pods and nodes: those that an ipBlock never matches. */
export function unmatchedRanges(profile: ClusterProfile): readonly ClusterRange[] {
  return clusterRanges(profile).filter(({ role }) => role !== 'service');
}

/** RFC 1918, RFC 6598 or RFC 4193: where a cluster's own addresses usually are. */
export function isPrivate(cidr: Cidr): boolean {
  return privateRanges.some((range) => {
    const outer = parseCidr(range.cidr);
    return outer !== undefined && contains(outer, cidr);
  });
}

/**
 * Whether `except` leaves nothing of the cluster's usual addresses in an ipBlock for every address, so
 * that the author means the Internet: the known pod and node ranges, or, with none known, all of RFC 1918
 * (RFC 4193 for IPv6).
 */
export function meansInternetOnly(
  block: Cidr,
  except: readonly Cidr[],
  profile: ClusterProfile,
): boolean {
  const known = unmatchedRanges(profile).filter(({ cidr }) => overlaps(block, cidr));
  const ranges = known.map(({ cidr }) => cidr);
  const customary = customaryRanges(block);
  if (ranges.length === 0) {
    return customary.every((range) => coveredBy(range, except));
  }
  // Pods and nodes are two answers; while one is not known, the customary ranges stand for it.
  const isWhole = profile.podCidrs !== undefined && profile.nodeCidrs !== undefined;
  return [...ranges, ...(isWhole ? [] : customary)].every((range) => coveredBy(range, except));
}

function customaryRanges(block: Cidr): readonly Cidr[] {
  const texts = block.family === 'IPv4' ? rfc1918Ranges : ['fd00::/8'];
  return texts.flatMap((text) => parseCidr(text) ?? []);
}

/** The customary private ranges that an ipBlock of that family must except to mean the Internet. */
export function internetOnlyExcept(
  block: Cidr,
  except: readonly Cidr[],
  profile: ClusterProfile,
): readonly string[] {
  const known = unmatchedRanges(profile)
    .map(({ cidr }) => cidr)
    .filter(({ family }) => family === block.family);
  const customary = customaryRanges(block);
  const wanted = [...customary, ...known.filter((cidr) => !coveredBy(cidr, customary))];
  return wanted
    .filter((cidr) => !coveredBy(cidr, except) && contains(block, cidr) && !isEveryAddress(cidr))
    .filter(
      (cidr) => !except.some((excepted) => contains(cidr, excepted) && contains(excepted, cidr)),
    )
    .map(({ network }) => network);
}

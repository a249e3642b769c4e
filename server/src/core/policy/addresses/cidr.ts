import { excludeCidr, normalizeCidr, parseCidr as parse } from 'cidr-tools';

/** An address range in CIDR notation that the Kubernetes API server would accept. */
export interface Cidr {
  /** As written. */
  readonly text: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly prefixLength: number;
  /** The range without host bits, in the library's normal form. */
  readonly network: string;
  /** The first and the last address, as numbers. */
  readonly first: bigint;
  readonly last: bigint;
}

const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!\/)|(?=\/))){4}\/(?:3[0-2]|[12]?\d)$/;
const ipv6 = /^[0-9a-fA-F:.]{2,45}\/(?:12[0-8]|1[01]\d|[1-9]?\d)$/;

/**
 * Reads `address/prefix`. Undefined for anything the API server refuses: no prefix, a bare address,
 * leading zeros, a prefix out of bounds, blanks. Host bits are tolerated, as the API server does.
 */
export function parseCidr(text: string): Cidr | undefined {
  const family = ipv4.test(text) ? 'IPv4' : ipv6.test(text) && isIpv6(text) ? 'IPv6' : undefined;
  if (family === undefined) {
    return undefined;
  }
  try {
    const { prefix, start, end } = parse(text);
    const network = normalizeCidr(text);
    return { text, family, prefixLength: Number(prefix), network, first: start, last: end };
  } catch {
    return undefined;
  }
}

/** At most one `::`, groups of one to four digits, eight of them without `::`, an IPv4 tail counting as two. */
function isIpv6(text: string): boolean {
  const address = text.slice(0, text.indexOf('/'));
  const halves = address.split('::');
  if (halves.length > 2) {
    return false;
  }
  let count = 0;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  for (const [index, group] of groups.entries()) {
    const isTail = index === groups.length - 1 && group.includes('.') && address.endsWith(group);
    if (isTail ? !ipv4.test(`${group}/32`) : !/^[0-9a-fA-F]{1,4}$/.test(group)) {
      return false;
    }
    count += isTail ? 2 : 1;
  }
  return halves.length === 2 ? count < 8 : count === 8;
}

/** Whether every address of `inner` lies in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether the two are the same addresses, however written. */
export function isSameRange(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first === b.first && a.last === b.last;
}

/** Whether the two share an address; of two ranges that do, one holds the other. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return contains(a, b) || contains(b, a);
}

/** Whether every address of `inner` lies in one of `outers`, or in several of them together. */
export function coveredBy(inner: Cidr, outers: readonly Cidr[]): boolean {
  if (outers.some((outer) => contains(outer, inner))) {
    return true;
  }
  const parts = outers.filter((outer) => contains(inner, outer)).map(({ network }) => network);
  return parts.length > 1 && excludeCidr(inner.network, parts).length === 0;
}

/** `0.0.0.0/0` or `::/0`, however written. */
export function isEveryAddress(cidr: Cidr): boolean {
  return cidr.prefixLength === 0;
}

/** A range of one address. */
export function isSingleAddress(cidr: Cidr): boolean {
  return cidr.first === cidr.last;
}

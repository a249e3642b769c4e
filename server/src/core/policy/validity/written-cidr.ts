import { type Cidr, parseCidr } from '../addresses/cidr';

/** How the API server reads a text in CIDR notation. */
export type WrittenCidr =
  | { readonly is: 'range'; readonly cidr: Cidr }
  /** Taken by older versions only; `cidr` is what they make of it. */
  | { readonly is: 'host bits' | 'leading zeros'; readonly cidr: Cidr }
  /** One address; `single` is its range. */
  | { readonly is: 'bare address'; readonly single: string }
  | { readonly is: 'no range' };

/** Reads a `cidr` or an entry of `except` the way the API server does. */
export function readCidr(text: string): WrittenCidr {
  const cidr = parseCidr(text);
  if (cidr !== undefined) {
    return { is: hasHostBits(cidr) ? 'host bits' : 'range', cidr };
  }
  const shortened = parseCidr(withoutLeadingZeros(text));
  if (shortened !== undefined) {
    return { is: 'leading zeros', cidr: shortened };
  }
  const single = singleRange(text);
  const isAddress = !text.includes('/') && parseCidr(single) !== undefined;
  return isAddress ? { is: 'bare address', single } : { is: 'no range' };
}

/** The range of the one address that a text in CIDR notation begins with. */
export function singleRange(text: string): string {
  const [address = ''] = text.split('/');
  return address.includes(':') ? `${address}/128` : `${address}/32`;
}

function hasHostBits(cidr: Cidr): boolean {
  const single = parseCidr(singleRange(cidr.text));
  return single !== undefined && addressOf(single) !== addressOf(cidr);
}

function addressOf({ network }: Cidr): string | undefined {
  return network.split('/')[0];
}

function withoutLeadingZeros(text: string): string {
  return text.replace(text.includes(':') ? /(\/)0+(?=\d)/ : /(^|[./])0+(?=\d)/g, '$1');
}

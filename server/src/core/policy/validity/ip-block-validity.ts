import type { IpBlock } from '../../model/network-policy';
import { known, type Traced } from '../../model/traced';
import { type Cidr, contains } from '../addresses/cidr';
import { type InvalidPart, isToBeFilledIn, nullItems } from './invalid-part';
import { readCidr, singleRange } from './written-cidr';

/** What the API server refuses in an ipBlock. */
export function ipBlockParts({
  cidr,
  keyRange,
  except,
  exceptField,
}: IpBlock): readonly InvalidPart[] {
  if (cidr.state === 'absent' || known(cidr) === '') {
    const at = cidr.state === 'known' ? cidr.range : keyRange;
    return [{ problem: 'cidrMissing', at, data: {} }];
  }
  const block = cidr.state === 'known' ? readCidr(cidr.value) : undefined;
  return [
    ...cidrParts(cidr, 'cidrInvalid'),
    ...nullItems(exceptField?.node).map(
      (at) => ({ problem: 'exceptInvalid', at, data: { value: '' } }) as const,
    ),
    ...except.flatMap((entry) => [
      ...cidrParts(entry, 'exceptInvalid'),
      ...exceptParts(entry, block !== undefined && 'cidr' in block ? block.cidr : undefined),
    ]),
  ];
}

/** What is wrong with a range by itself. */
function cidrParts(
  written: Traced<string>,
  invalid: 'cidrInvalid' | 'exceptInvalid',
): readonly InvalidPart[] {
  if (written.state !== 'known' || isPattern(written.value)) {
    return [];
  }
  const { value, range: at } = written;
  const read = readCidr(value);
  switch (read.is) {
    case 'range':
      return [];
    case 'host bits': {
      const { network } = read.cidr;
      const replacements = [network, singleRange(value)];
      return [{ problem: 'cidrHostBits', at, data: { value, network }, replacements }];
    }
    case 'leading zeros': {
      const { network } = read.cidr;
      const data = { value, network };
      return [{ problem: 'cidrLeadingZeros', at, data, replacements: [network] }];
    }
    case 'bare address': {
      const { single } = read;
      return [
        { problem: 'cidrWithoutPrefix', at, data: { value, single }, replacements: [single] },
      ];
    }
    case 'no range':
      return [{ problem: invalid, at, data: { value } }];
  }
}

function exceptParts(entry: Traced<string>, block: Cidr | undefined): readonly InvalidPart[] {
  const read = entry.state === 'known' ? readCidr(entry.value) : undefined;
  if (entry.state !== 'known' || read === undefined || !('cidr' in read) || block === undefined) {
    return [];
  }
  const { value, range: at } = entry;
  const data = { value, cidr: block.text };
  if (!contains(block, read.cidr)) {
    return [{ problem: 'exceptOutside', at, data }];
  }
  return contains(read.cidr, block) ? [{ problem: 'exceptWhole', at, data }] : [];
}

/** Also `x.x.x.x/32` and `10.0.0.x/32`. */
function isPattern(text: string): boolean {
  return isToBeFilledIn(text) || /(?:^|\.)[xX]{1,3}(?:[./]|$)/.test(text);
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Cidr,
  contains,
  coveredBy,
  isEveryAddress,
  isSameRange,
  isSingleAddress,
  overlaps,
  parseCidr,
} from '../../../../server/src/core/policy/addresses/cidr';

describe('a range that the API server takes', () => {
  it.each([
    ['10.0.0.0/8', 'IPv4', 8, '10.0.0.0/8'],
    ['0.0.0.0/0', 'IPv4', 0, '0.0.0.0/0'],
    ['1.2.3.4/0', 'IPv4', 0, '0.0.0.0/0'],
    ['10.1.2.3/8', 'IPv4', 8, '10.0.0.0/8'],
    ['255.255.255.255/32', 'IPv4', 32, '255.255.255.255/32'],
    ['::/0', 'IPv6', 0, '::/0'],
    ['0:0::/0', 'IPv6', 0, '::/0'],
    ['FD00:0::1/8', 'IPv6', 8, 'fd00::/8'],
    ['2001:db8:0:0:0:0:0:1/128', 'IPv6', 128, '2001:db8::1/128'],
    ['::ffff:10.0.0.0/104', 'IPv6', 104, '::ffff:a00:0/104'],
  ])('%s', (text, family, prefixLength, network) => {
    expect(parseCidr(text)).toMatchObject({ text, family, prefixLength, network });
  });
});

describe('a text that is none', () => {
  it.each([
    '',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0/8',
    '10.0.0.0.0/8',
    '010.0.0.0/8',
    '256.0.0.0/8',
    ' 10.0.0.0/8',
    '10.0.0.0/8 ',
    '10.0.0.0/-1',
    '10.0.0.0-10.0.0.9',
    '::/129',
    ':::/0',
    '1::2::3/64',
    '1:2:3:4:5:6:7/64',
    '1:2:3:4:5:6:7:8:9/64',
    'g::/64',
    '12345::/64',
    '::10.0.0/104',
    '10.0.0.0::/104',
    '$(RANGE)',
    '{{ .Values.range }}',
    'any',
  ])('%s', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});

describe('two ranges', () => {
  it.each([
    ['10.0.0.0/8', '10.244.0.0/16', true],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.244.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '11.0.0.0/8', false],
    ['0.0.0.0/0', '255.255.255.255/32', true],
    ['::/0', '10.0.0.0/8', false],
    ['0.0.0.0/0', '::/0', false],
    ['fd00::/8', 'fd12:3456::/64', true],
  ])('%s contains %s: %s', (outer, inner, expected) => {
    expect(contains(cidr(outer), cidr(inner))).toBe(expected);
    expect(overlaps(cidr(outer), cidr(inner))).toBe(expected || contains(cidr(inner), cidr(outer)));
  });

  it('are the same however they are written', () => {
    expect(isSameRange(cidr('10.1.2.3/8'), cidr('10.0.0.0/8'))).toBe(true);
    expect(isSameRange(cidr('0.0.0.0/0'), cidr('::/0'))).toBe(false);
  });
});

describe('a range covered by others', () => {
  it.each([
    ['0.0.0.0/0', ['0.0.0.0/1', '128.0.0.0/1'], true],
    ['0.0.0.0/0', ['0.0.0.0/1'], false],
    ['10.0.0.0/8', ['10.0.0.0/9', '10.128.0.0/10', '10.192.0.0/10'], true],
    ['10.0.0.0/8', ['10.0.0.0/9', '10.128.0.0/10'], false],
    ['10.244.0.0/16', ['10.0.0.0/8'], true],
    ['fd00::/8', ['fc00::/7'], true],
    ['fd00::/8', ['10.0.0.0/8'], false],
    ['10.0.0.0/8', [], false],
  ] as const)('%s by %s: %s', (inner, outers, expected) => {
    expect(coveredBy(cidr(inner), outers.map(cidr))).toBe(expected);
  });
});

it('is every address, or a single one, by its size', () => {
  expect(isEveryAddress(cidr('1.1.1.1/0'))).toBe(true);
  expect(isEveryAddress(cidr('0.0.0.0/1'))).toBe(false);
  expect(isSingleAddress(cidr('::1/128'))).toBe(true);
  expect(isSingleAddress(cidr('10.0.0.0/31'))).toBe(false);
});

describe('whatever the ranges', () => {
  const small = fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 24, max: 32 }))
    .map(([last, prefix]) => cidr(`10.0.0.${last}/${prefix}`));
  const addresses = (range: Cidr) => {
    const all = new Set<bigint>();
    for (let address = range.first; address <= range.last; address++) {
      all.add(address);
    }
    return all;
  };

  it('they cover what their addresses cover', () => {
    fc.assert(
      fc.property(small, fc.array(small, { maxLength: 6 }), (inner, outers) => {
        const union = new Set(outers.flatMap((outer) => [...addresses(outer)]));
        const expected = [...addresses(inner)].every((address) => union.has(address));
        expect(coveredBy(inner, outers)).toBe(expected);
      }),
    );
  });

  it('any text is read or refused', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseCidr(text)?.text ?? text).toBe(text);
      }),
    );
  });
});

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) {
    throw new Error(`${text} is no range`);
  }
  return parsed;
}

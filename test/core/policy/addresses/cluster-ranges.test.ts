import { describe, expect, it } from 'vitest';
import { type Cidr, parseCidr } from '../../../../server/src/core/policy/addresses/cidr';
import {
  customaryRange,
  internetOnlyExcept,
  isPrivate,
  knowsPodsAndNodes,
  meansInternetOnly,
  rangesAround,
  unmatchedRanges,
} from '../../../../server/src/core/policy/addresses/cluster-ranges';
import type { ClusterProfile } from '../../../../server/src/core/profile/profile';
import { layerFromSettings, resolveProfile } from '../../../../server/src/core/profile/resolve';

type Settings = NonNullable<Parameters<typeof layerFromSettings>[0]['profile']>;

const profile = (settings: Settings = {}): ClusterProfile =>
  resolveProfile([layerFromSettings({ profile: settings }, () => ({ kind: 'command line' }))]);
const unknown = profile();
const known = profile({ podCidrs: ['10.244.0.0/16'], nodeCidrs: ['10.224.0.0/16'] });
const rfc1918 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

describe('an except that means the Internet only', () => {
  it.each([
    ['nothing known', unknown, '0.0.0.0/0', rfc1918, true],
    ['nothing known', unknown, '0.0.0.0/0', ['10.0.0.0/8', '172.16.0.0/12'], false],
    ['nothing known', unknown, '0.0.0.0/0', [], false],
    ['nothing known', unknown, '::/0', rfc1918, false],
    ['nothing known', unknown, '::/0', ['fc00::/7'], true],
    ['pods and nodes known', known, '0.0.0.0/0', ['10.244.0.0/16', '10.224.0.0/16'], true],
    ['pods and nodes known', known, '0.0.0.0/0', ['10.244.0.0/16'], false],
    ['pods and nodes known', known, '0.0.0.0/0', rfc1918, true],
    ['pods and nodes known, no IPv6', known, '::/0', [], true],
    ['pods known', profile({ podCidrs: ['10.244.0.0/16'] }), '0.0.0.0/0', ['10.244.0.0/16'], false],
    ['pods known', profile({ podCidrs: ['10.244.0.0/16'] }), '0.0.0.0/0', rfc1918, true],
    ['pods elsewhere', profile({ podCidrs: ['100.64.0.0/16'] }), '0.0.0.0/0', rfc1918, false],
    [
      'a node subnet',
      profile({ ipam: 'node-subnet', nodeCidrs: ['10.224.0.0/16'] }),
      '0.0.0.0/0',
      ['10.224.0.0/16'],
      true,
    ],
  ])('%s: %#', (_name, cluster, block, except, expected) => {
    expect(meansInternetOnly(cidr(block), except.map(cidr), cluster)).toBe(expected);
  });
});

describe('what is missing in an except', () => {
  it.each([
    [unknown, '0.0.0.0/0', [], rfc1918],
    [unknown, '0.0.0.0/0', ['10.0.0.0/8'], ['172.16.0.0/12', '192.168.0.0/16']],
    [unknown, '0.0.0.0/0', ['10.0.0.0/9', '10.128.0.0/9'], ['172.16.0.0/12', '192.168.0.0/16']],
    [unknown, '0.0.0.0/1', [], ['10.0.0.0/8']],
    [unknown, '128.0.0.0/1', [], ['172.16.0.0/12', '192.168.0.0/16']],
    [unknown, '10.0.0.0/8', [], []],
    [unknown, '::/0', [], ['fd00::/8']],
    [known, '0.0.0.0/0', [], rfc1918],
    [profile({ podCidrs: ['100.64.0.0/16'] }), '0.0.0.0/0', rfc1918, ['100.64.0.0/16']],
  ])('%#', (cluster, block, except, expected) => {
    expect(internetOnlyExcept(cidr(block), except.map(cidr), cluster)).toEqual(expected);
  });
});

describe('the ranges around an address', () => {
  const cluster = profile({
    podCidrs: ['10.244.0.0/17', '10.244.128.0/17'],
    nodeCidrs: ['10.224.0.0/16'],
    serviceCidrs: ['10.0.0.0/16'],
  });
  it.each([
    ['10.244.7.0/24', ['pod 10.244.0.0/17']],
    ['10.244.0.0/16', ['pod 10.244.0.0/17', 'pod 10.244.128.0/17']],
    ['10.224.0.4/32', ['node 10.224.0.0/16']],
    ['10.0.0.10/32', ['service 10.0.0.0/16']],
    ['10.0.0.0/8', []],
    ['10.1.0.0/16', []],
  ])('%s', (address, expected) => {
    const around = rangesAround(cidr(address), cluster);
    expect(around.map(({ role, cidr: range }) => `${role} ${range.text}`)).toEqual(expected);
  });

  it('leave Services out where traffic is never addressed to them', () => {
    expect(unmatchedRanges(cluster).map(({ role }) => role)).toEqual(['pod', 'pod', 'node']);
  });
});

describe('what is customary', () => {
  it.each([
    ['service', unknown, '10.0.0.0/16'],
    ['service', profile({ serviceCidrs: ['172.20.0.0/16'] }), undefined],
    ['pod', unknown, '10.244.0.0/16'],
    ['pod', profile({ ipam: 'overlay' }), '10.244.0.0/16'],
    ['pod', profile({ ipam: 'pod-subnet' }), undefined],
    ['pod', known, undefined],
  ] as const)('%s range: %#', (role, cluster, expected) => {
    expect(customaryRange(role, cluster)?.text).toBe(expected);
  });

  it.each([
    ['10.1.2.3/32', true],
    ['172.31.0.0/16', true],
    ['100.64.0.0/10', true],
    ['fd12::/64', true],
    ['10.0.0.0/7', false],
    ['169.254.169.254/32', false],
    ['168.63.129.16/32', false],
    ['203.0.113.0/24', false],
    ['0.0.0.0/0', false],
  ])('%s is private: %s', (range, expected) => {
    expect(isPrivate(cidr(range))).toBe(expected);
  });
});

it('knows pods and nodes by two answers, or by one subnet for both', () => {
  expect(knowsPodsAndNodes(known)).toBe(true);
  expect(knowsPodsAndNodes(unknown)).toBe(false);
  expect(knowsPodsAndNodes(profile({ podCidrs: ['10.244.0.0/16'] }))).toBe(false);
  expect(knowsPodsAndNodes(profile({ nodeCidrs: ['10.224.0.0/16'] }))).toBe(false);
  const shared = profile({ nodeCidrs: ['10.224.0.0/16'], ipam: 'node-subnet' });
  expect(knowsPodsAndNodes(shared)).toBe(true);
});

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) {
    throw new Error(`${text} is no range`);
  }
  return parsed;
}

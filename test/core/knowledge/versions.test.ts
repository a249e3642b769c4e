import { describe, expect, it } from 'vitest';
import {
  ciliumVersionsFor,
  compareMinor,
  documentedMinimumCilium,
  minorOf,
  parseVersion,
  shippedCiliumFor,
  supportAt,
  within,
} from '../../../server/src/core/knowledge';

describe('version numbers', () => {
  it.each([
    ['1.33', { major: 1, minor: 33 }],
    ['1.33.2', { major: 1, minor: 33, patch: 2 }],
    ['v1.33.2', { major: 1, minor: 33, patch: 2 }],
    [' 1.14.20-2 ', { major: 1, minor: 14, patch: 20 }],
    ['1.18.9-260508', { major: 1, minor: 18, patch: 9 }],
  ])('%s', (text, version) => {
    expect(parseVersion(text)).toEqual(version);
  });

  it.each(['', '1', 'latest', '1.x', '1.33.2.1.x y', '[parameters("v")]', '1.33 || 1.34'])(
    'refuses %s',
    (text) => {
      expect(parseVersion(text)).toBeUndefined();
      expect(minorOf(text)).toBeUndefined();
    },
  );

  it('compares minors as numbers', () => {
    expect(compareMinor('1.9', '1.10')).toBeLessThan(0);
    expect(compareMinor('v1.33.9', '1.33')).toBe(0);
    expect(compareMinor('2.0', '1.99.1')).toBeGreaterThan(0);
    expect(compareMinor('1.33', 'stable')).toBeUndefined();
  });

  it.each([
    ['1.18', { from: '1.18.0', before: '1.18.3' }, 'partly'],
    ['1.18.2', { from: '1.18.0', before: '1.18.3' }, 'yes'],
    ['1.18.3', { from: '1.18.0', before: '1.18.3' }, 'no'],
    ['1.17', { before: '1.17' }, 'no'],
    ['1.16', { before: '1.17' }, 'yes'],
    ['1.17', { from: '1.17' }, 'yes'],
    ['1.99', {}, 'yes'],
    ['main', {}, 'unknown'],
  ])('%s within %o: %s', (version, span, answer) => {
    expect(within(version, span)).toBe(answer);
  });
});

describe('ciliumVersionsFor', () => {
  it.each([
    ['1.27', ['1.13']],
    ['1.30.5', ['1.14']],
    ['v1.31', ['1.16']],
    ['1.33.2', ['1.17']],
    ['1.35', ['1.18']],
    ['1.36', ['1.18', '1.19']],
    ['1.37', []],
    ['1.26', []],
    ['newest', []],
  ])('latest: %s', (kubernetes, cilium) => {
    expect(ciliumVersionsFor(kubernetes, 'latest')).toEqual(cilium);
  });

  it.each([
    ['1.27', ['1.13']],
    ['1.32', ['1.17']],
    ['1.33', []],
    ['1.36', []],
  ])('2025-05-22: %s', (kubernetes, cilium) => {
    expect(ciliumVersionsFor(kubernetes, '2025-05-22')).toEqual(cilium);
  });
});

describe('documentedMinimumCilium', () => {
  it.each([
    ['1.27', '1.13.18'],
    ['1.28', '1.13.18'],
    ['1.29', '1.14.19'],
    ['1.30', '1.14.19'],
    ['1.31', '1.16.6'],
    ['1.32', '1.17.0'],
  ])('2025-05-22: %s', (kubernetes, cilium) => {
    expect(documentedMinimumCilium(kubernetes, '2025-05-22')?.cilium).toBe(cilium);
  });

  it.each([
    ['1.31', '1.16.16', '2026-08-05'],
    ['1.32.4', '1.17.9', '2026-08-05'],
    ['1.34', '1.18.6', '2026-08-05'],
    ['1.36', '1.18.9', '2026-08-05'],
    ['1.30', '1.14.20', '2026-05-12'],
    ['1.28', '1.13.18', '2025-11-03'],
  ])('latest: %s', (kubernetes, cilium, date) => {
    expect(documentedMinimumCilium(kubernetes, 'latest')).toMatchObject({ cilium, date });
  });

  it('has nothing for versions the page never had', () => {
    expect(documentedMinimumCilium('1.33', '2025-05-22')).toBeUndefined();
    expect(documentedMinimumCilium('1.37', 'latest')).toBeUndefined();
    expect(documentedMinimumCilium('1.26', 'latest')).toBeUndefined();
  });
});

it('shipped images end with the newest', () => {
  expect(shippedCiliumFor('1.36').map((entry) => entry.cilium)).toEqual(['1.19.3', '1.19.5']);
  expect(shippedCiliumFor('1.33.1').at(-1)?.cilium).toBe('1.17.17');
  expect(shippedCiliumFor('1.37')).toEqual([]);
  expect(shippedCiliumFor('nonsense')).toEqual([]);
});

describe('supportAt', () => {
  it.each([
    ['1.34', '2026-11-30', 'standard'],
    ['1.34', '2026-12-01', 'long-term'],
    ['1.34.3', '2027-12-01', 'ended'],
    ['1.32', '2026-11-23', 'long-term'],
    ['1.31', '2026-11-23', 'long-term'],
    ['1.31', '2025-11-23', 'unknown'],
    ['1.30', '2026-11-23', 'ended'],
    ['1.29', '2026-11-23', 'ended'],
    ['1.29', '2025-01-01', 'unknown'],
    ['1.36', '2026-11-23', 'standard'],
    ['1.36', '2027-07-01', 'ended'],
    ['1.37', '2026-11-23', 'unknown'],
    ['?', '2026-11-23', 'unknown'],
  ])('%s on %s: %s', (kubernetes, date, state) => {
    expect(supportAt(kubernetes, date)).toBe(state);
  });
});

import { describe, expect, it } from 'vitest';
import { haveNamesInCommon } from '../../../../server/src/core/policy/dns/name-patterns';

describe('patterns of names', () => {
  it.each([
    ['example.com', 'example.com'],
    ['Example.COM.', 'example.com'],
    ['*', 'a.b.c.example.com'],
    ['*', '*.example.com'],
    ['*.example.com', 'api.example.com'],
    ['*.example.com', '*.example.com'],
    ['a*.example.com', '*b.example.com'],
    ['api*.example.com', 'api.example.com'],
    ['**.example.com', 'a.b.example.com'],
    ['*.*.example.com', 'a.b.example.com'],
    ['sub*.*.com', 'sub.example.com'],
    ['_dmarc.example.com', '*.example.com'],
  ])('%s and %s have names in common', (one, other) => {
    expect(haveNamesInCommon(one, other)).toBe(true);
    expect(haveNamesInCommon(other, one)).toBe(true);
  });

  it.each([
    ['example.com', 'example.org'],
    ['*.example.com', 'example.com'],
    ['*.example.com', 'a.b.example.com'],
    ['*.example.com', '*.example.org'],
    ['a*.example.com', 'b*.example.com'],
    ['*.com', '*.example.com'],
    ['**.example.com', 'example.org'],
    ['', 'example.com'],
  ])('%s and %s have none', (one, other) => {
    expect(haveNamesInCommon(one, other)).toBe(false);
    expect(haveNamesInCommon(other, one)).toBe(false);
  });

  it('is quick for patterns that are nothing but wildcards', () => {
    const hostile = `${'*a'.repeat(120)}.com`;
    expect(haveNamesInCommon(hostile, `${'a*'.repeat(120)}.org`)).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGlob } from '../../../server/src/core/config/globs';
import { compileGlobs } from '../../../server/src/core/index';

const matches = (globs: string | readonly string[], path: string) =>
  compileGlobs(typeof globs === 'string' ? [globs] : globs)(path);

describe('globs', () => {
  it.each([
    // Without a slash: at any depth.
    ['*.yaml', 'a.yaml'],
    ['*.yaml', 'deep/down/a.yaml'],
    ['a.yaml', 'deep/a.yaml'],
    ['.hidden.yaml', 'x/.hidden.yaml'],
    ['*.yaml', '.hidden.yaml'],
    // A folder means all in it.
    ['charts/', 'charts/a.yaml'],
    ['charts/', 'deep/charts/x/a.yaml'],
    ['charts', 'deep/charts/x/a.yaml'],
    ['/charts', 'charts/x/a.yaml'],
    ['apps/web', 'apps/web/x/a.yaml'],
    // With a slash: from the folder of the project file.
    ['/a.yaml', 'a.yaml'],
    ['./a.yaml', 'a.yaml'],
    ['apps/*.yaml', 'apps/a.yaml'],
    ['apps/**', 'apps/x/y/a.yaml'],
    ['apps/**/a.yaml', 'apps/a.yaml'],
    ['**/a.yaml', 'a.yaml'],
    ['**', 'x/a.yaml'],
    ['apps/.github/*.yml', 'apps/.github/a.yml'],
    // Braces, classes, single characters, and what people call their files.
    ['{a,b}.yaml', 'x/b.yaml'],
    ['a[12].yaml', 'a2.yaml'],
    ['a?.yaml', 'ab.yaml'],
    ['a b.yaml', 'a b.yaml'],
    ['ö🐝.yaml', 'ö🐝.yaml'],
    ['a(1).yaml', 'a(1).yaml'],
    ['app/(shop)/**', 'app/(shop)/x/a.yaml'],
    ['a+b.yaml', 'x/a+b.yaml'],
    ['a|b$^.yaml', 'a|b$^.yaml'],
    ['a@b~c%d&e=f.yaml', 'a@b~c%d&e=f.yaml'],
    ['{a,(b)}.yaml', '(b).yaml'],
    ['.', 'x/a.yaml'],
    ['./', 'x/a.yaml'],
  ])('%s means %s', (glob, path) => {
    expect(matches(glob, path)).toBe(true);
  });

  it.each([
    ['*.yaml', 'a.yml'],
    ['*.yaml', 'a.yaml.bak'],
    ['charts/', 'charts'],
    ['charts/', 'mycharts/a.yaml'],
    ['/a.yaml', 'x/a.yaml'],
    ['./a.yaml', 'x/a.yaml'],
    ['apps/*.yaml', 'apps/x/a.yaml'],
    ['apps/*.yaml', 'x/apps/a.yaml'],
    ['apps/**', 'apps2/a.yaml'],
    ['A.yaml', 'a.yaml'],
    ['a.yaml', 'axyaml'],
    ['a(1).yaml', 'a1.yaml'],
    ['(a|b).yaml', 'a.yaml'],
    ['ab+.yaml', 'abb.yaml'],
    ['+(a).yaml', 'aa.yaml'],
    ['!(a).yaml', 'b.yaml'],
  ])('%s does not mean %s', (glob, path) => {
    expect(matches(glob, path)).toBe(false);
  });

  it('that begin with ! take out again, the last one that matches decides', () => {
    const globs = ['charts/', '!charts/mine/', 'charts/mine/old.yaml'];
    expect(matches(globs, 'charts/a.yaml')).toBe(true);
    expect(matches(globs, 'charts/mine/a.yaml')).toBe(false);
    expect(matches(globs, 'charts/mine/old.yaml')).toBe(true);
    expect(matches(['!a.yaml'], 'a.yaml')).toBe(false);
    expect(matches([], 'a.yaml')).toBe(false);
  });

  it.each([
    '',
    ' ',
    '!',
    '../x',
    'x/../y',
    'C:/x',
    'c:\\x',
    'a\\b',
    'a*b*c*d*e',
    '**/**/**/**',
    'x'.repeat(501),
  ])('%j is none', (text) => {
    expect(isGlob(text)).toBe(false);
    expect(matches(text, text)).toBe(false);
    expect(matches(text, 'a.yaml')).toBe(false);
  });

  it('are not tried on absurd paths', () => {
    expect(matches('**', 'a/'.repeat(600))).toBe(false);
  });

  it('of any sort end quickly on any path', () => {
    const piece = fc.constantFrom(
      '*',
      '**',
      '/',
      'a',
      'b',
      '{a,',
      '}',
      '[',
      ']',
      '?',
      '!',
      '.',
      '(',
      ')',
      '+',
      '|',
      '@',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
        fc
          .array(fc.constantFrom('a', 'b', '/', '.'), { maxLength: 200 })
          .map((all) => all.join('')),
        (glob, path) => {
          expect(typeof matches(glob, path)).toBe('boolean');
        },
      ),
      { numRuns: 300 },
    );
    expect(matches('*a*a*/*a*a*/**/*a*a*', 'a'.repeat(300))).toBe(false);
  });
});

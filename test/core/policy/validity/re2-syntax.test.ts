import { describe, expect, it } from 'vitest';
import { re2Problem } from '../../../../server/src/core/policy/validity/re2-syntax';

/** The verdicts are those of `regexp.Compile` in Go 1.26. */
const valid = [
  '',
  '/api/.*',
  '/api/*',
  '^/v[12]/(users|orders)(/[0-9]+)?$',
  'GET|HEAD',
  '(?i)get',
  '(?i:get)',
  'a*?b+?c??',
  '(?P<id>[0-9]+)(?<name>x)',
  '[]a]',
  '[^]a]',
  '[a-]',
  '[[:alpha:][:^digit:]]',
  '\\p{Greek}\\pL\\PN',
  '\\x41\\x{1F600}\\012\\0',
  '\\Qa(b\\E*',
  '\\/\\-\\_\\.',
  'a{2}b{2,}c{2,3}d{0}',
  // Not counts, so they stand for themselves.
  'a{,2}',
  '/users/{id}',
  '{',
  '^*',
  '(a{30}){33}',
  '(a{1000}){0}',
  '()*',
];

const invalid: readonly (readonly [string, string])[] = [
  ['(', 'a "(" is not closed'],
  ['(a|b', 'a "(" is not closed'],
  ['a)', 'a ")" has no "("'],
  ['[a-z', 'a "[" is not closed'],
  ['[]', 'a "[" is not closed'],
  ['[z-a]', 'the range "z-a" runs backwards'],
  ['*/api', '"*" has nothing to repeat'],
  ['(+)', '"+" has nothing to repeat'],
  ['a|?', '"?" has nothing to repeat'],
  ['a**', '"**" repeats a repetition'],
  ['a{2}{3}', '"{2}{3}" repeats a repetition'],
  ['a{1001}', '"{1001}" repeats more than 1000 times'],
  ['a{3,2}', '"{3,2}" ends before it begins'],
  ['(a{40}){40}', '"{40}" repeats more than 1000 times in all'],
  ['(?=a)', '"(?=" is not a supported group'],
  ['(?!/admin).*', '"(?!" is not a supported group'],
  ['(?<!a)', '"(?<!" is not a supported group'],
  ['(?>a)', '"(?>" is not a supported group'],
  ['(a)\\1', '"\\1" is not a valid escape'],
  ['\\Z', '"\\Z" is not a valid escape'],
  ['[\\b]', '"\\b" is not a valid escape'],
  ['\\x4', '"\\x" is not a valid escape'],
  ['a\\', 'it ends with a backslash'],
  ['[[:foo:]]', '"[:foo:]" is not a known class'],
  ['\\pX', '"\\pX" is not a known class'],
  ['\\p{Greek', '"\\p{G" is not a known class'],
];

describe('regular expressions of HTTP rules', () => {
  it.each(valid)('takes %s', (text) => {
    expect(re2Problem(text)).toBeUndefined();
  });

  it.each(invalid)('says what is wrong with %s', (text, problem) => {
    expect(re2Problem(text)).toBe(problem);
  });

  it('reads hostile text in time that grows with its length', () => {
    for (const part of ['(', '[', '[[:', 'a{2}(', '(?:', '\\', '((a*)*)*', '[a-', '\\Q']) {
      expect(() => re2Problem(part.repeat(3_000))).not.toThrow();
    }
  });

  it('leaves what a program wrote alone', () => {
    expect(re2Problem('('.repeat(20_000))).toBeUndefined();
  });
});

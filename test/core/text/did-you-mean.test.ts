import { describe, expect, it } from 'vitest';
import { didYouMean, suggestionText } from '../../../server/src/core/text/did-you-mean';

const fields = ['podSelector', 'policyTypes', 'ingress', 'egress'];

describe('what was probably meant', () => {
  it.each<[string, string | undefined, boolean]>([
    ['podSelecter', 'podSelector', true],
    ['podselector', 'podSelector', true],
    ['pod-selector', 'podSelector', true],
    ['policyType', 'policyTypes', true],
    ['ingres', 'ingress', true],
    ['gress', 'egress', false],
    ['namespace', undefined, false],
    ['', undefined, false],
    ['x'.repeat(200), undefined, false],
  ])('%s: %s', (word, text, certain) => {
    const suggestion = didYouMean(word, fields);
    expect(suggestion?.text).toBe(text);
    expect(suggestion?.certain ?? false).toBe(certain);
  });

  it('nothing, among nothing', () => {
    expect(didYouMean('a', [])).toBeUndefined();
  });

  it('is said behind a message', () => {
    expect(suggestionText(didYouMean('egres', fields))).toBe(' Did you mean "egress"?');
    expect(suggestionText(undefined)).toBe('');
  });
});

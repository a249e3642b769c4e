import { describe, expect, it } from 'vitest';
import { packedNodes } from '../../../../server/src/core/knowledge/cilium-schema/packed';
import { matchesPattern } from '../../../../server/src/core/knowledge/cilium-schema/patterns';

const patterns = [...new Set(packedNodes.flatMap(({ pattern }) => pattern ?? []))];

/** Every text of up to so many of the characters. */
function texts(characters: readonly string[], length: number): readonly string[] {
  return length === 0
    ? ['']
    : ['', ...texts(characters, length - 1).flatMap((end) => characters.map((c) => c + end))];
}

const alphabet = ['a', '1', '.', '-', '*', ' '];

describe('the patterns of the schemas', () => {
  it.each(patterns)('take the same texts as they are written: %s', (pattern) => {
    const original = new RegExp(pattern.replaceAll('\\PC', '\\P{C}'), 'u');
    const differing = texts(alphabet, 5).filter(
      (text) => matchesPattern(text, pattern) !== original.test(text),
    );
    expect(differing).toEqual([]);
  });

  it.each(patterns)('come to an end on long texts: %s', (pattern) => {
    for (const part of ['a', 'a-', 'a.', '1', '-', '*.']) {
      expect(matchesPattern(`${part.repeat(4_000 / part.length)}!`, pattern)).toBe(
        /^\^\(6553/.test(pattern) ? part === '1' : pattern === '^\\PC*$',
      );
    }
  });

  it('are not held against texts longer than any field', () => {
    expect(matchesPattern('a'.repeat(10_000), '^b$')).toBeUndefined();
  });
});

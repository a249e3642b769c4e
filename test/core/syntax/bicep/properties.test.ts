import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childrenOf, printTree } from '../../../../server/src/core/syntax/bicep/children';
import { parseBicep } from '../../../../server/src/core/syntax/bicep/parse';
import { type BicepNode, maxHeight } from '../../../../server/src/core/syntax/bicep/tree';

const corpus = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'corpus', 'dev');
const files = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.bicep(?:param)?$/.test(name),
    )
  : [];

/** Pieces that mean something to the parser, so that random texts are not only nonsense. */
const pieces = fc.constantFrom(
  'param',
  'var',
  'resource',
  'module',
  'output',
  'type',
  'func',
  'import',
  'using',
  '@',
  'a',
  'if',
  'for',
  'in',
  "'x'",
  "'${",
  "}'",
  "'''",
  "$'''",
  '${',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  ':',
  '::',
  '=',
  '=>',
  '?',
  '.?',
  '[?',
  '??',
  '!',
  '!=',
  '...',
  ',',
  '.',
  '|',
  '<',
  '>',
  '+',
  '-',
  '*',
  '/',
  '//',
  '/*',
  '*/',
  '#',
  '\n',
  '\r\n',
  ' ',
  '1',
  '"',
  '\\',
  '\u0000',
  '\uD800',
);
const bicepLike = fc.array(pieces, { maxLength: 200 }).map((parts) => parts.join(''));

function heightOf(node: BicepNode): number {
  return 1 + Math.max(0, ...childrenOf(node).map(heightOf));
}

function checkNesting(node: BicepNode): void {
  let cursor = node.start;
  for (const child of childrenOf(node)) {
    expect(child.start).toBeGreaterThanOrEqual(cursor);
    expect(child.end).toBeGreaterThanOrEqual(child.start);
    expect(child.end).toBeLessThanOrEqual(node.end);
    cursor = child.end;
    checkNesting(child);
  }
}

describe('any text', () => {
  it.each([
    ['of anything', fc.string({ unit: 'binary', maxLength: 300 })],
    ['that looks like Bicep', bicepLike],
  ])('%s gives a tree that holds all of it', (_name, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const file = parseBicep(text);
        expect(printTree(file)).toBe(text);
        file.statements.forEach(checkNesting);
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    '(',
    '[',
    '{a:',
    '!',
    "'${",
    'a ? b : ',
    '[for a in ',
    'f(',
    'a => ',
    '(a, b) => ',
    '-',
    'if (',
  ])('a value that begins with %s ten thousand times is neither too deep nor too high', (piece) => {
    const text = `var x = ${piece.repeat(10_000)}\nvar y = 1\n`;
    const file = parseBicep(text);
    expect(printTree(file)).toBe(text);
    expect(Math.max(...file.statements.map(heightOf))).toBeLessThanOrEqual(maxHeight + 10);
    expect(file.problems.length).toBeGreaterThan(0);
  });

  it.each(['.b', '[0]', '!', ' + b', ' || b', '::b', '.c()'])(
    'a value that goes on with %s ten thousand times does not grow too high',
    (piece) => {
      const text = `var x = a${piece.repeat(10_000)}\nvar y = 1\n`;
      const file = parseBicep(text);
      expect(printTree(file)).toBe(text);
      expect(file.statements.at(-1)).toMatchObject({ kind: 'var', name: { name: 'y' } });
      expect(Math.max(...file.statements.map(heightOf))).toBeLessThanOrEqual(maxHeight + 10);
    },
  );
});

describe.skipIf(files.length === 0)('real files', () => {
  it.each(files)('%s parses without a problem and prints back', (name) => {
    const text = readFileSync(join(corpus, name), 'utf8');
    const file = parseBicep(text);
    expect(printTree(file)).toBe(text);
    if (!name.includes('Invalid')) {
      expect(file.problems).toEqual([]);
    }
  });

  it('random deletions and insertions lose nothing', () => {
    const texts = files.map((name) => readFileSync(join(corpus, name), 'utf8').slice(0, 4000));
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(fc.tuple(fc.nat(), fc.nat(40), pieces), { minLength: 1, maxLength: 6 }),
        (original, edits) => {
          let text = original;
          for (const [place, length, inserted] of edits) {
            const at = text.length === 0 ? 0 : place % text.length;
            text = text.slice(0, at) + inserted + text.slice(at + length);
          }
          const file = parseBicep(text);
          expect(printTree(file)).toBe(text);
          file.statements.forEach(checkNesting);
        },
      ),
      { numRuns: 300 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitDocuments } from '../../../server/src/core/syntax/yaml/split';
import { applyEdits } from '../../../server/src/core/text/range';
import { splitAndReuse } from '../../../server/src/core/workspace/reuse';

const fresh = (text: string) => splitAndReuse(text, []);

describe('an edit keeps the documents it does not touch', () => {
  const text = Array.from({ length: 1_000 }, (_, index) => `name: item-${index}\n`).join('---\n');
  const before = fresh(text);

  function kept(edited: string): number {
    const old = new Set(before.map(({ document }) => document));
    return splitAndReuse(edited, before).filter(({ document }) => old.has(document)).length;
  }

  it('when a value changes', () => {
    expect(kept(text.replace('item-500\n', 'item-five-hundred\n'))).toBe(999);
  });

  it('when a document is put in, and when one is taken out', () => {
    expect(kept(text.replace('---\nname: item-3\n', '---\na: b\n---\nname: item-3\n'))).toBe(1_000);
    expect(kept(text.replace('---\nname: item-3\n', ''))).toBe(999);
  });

  it('also when it is told what has changed', () => {
    const start = text.indexOf('item-500\n');
    const edited = text.replace('item-500\n', 'item-five-hundred\n');
    const old = new Set(before.map(({ document }) => document));
    const change = { start, end: start + 8, newEnd: start + 17 };
    const again = splitAndReuse(edited, before, change);
    expect(again.filter(({ document }) => old.has(document))).toHaveLength(999);
    expect(again.map(({ start: at }) => at)).toEqual(fresh(edited).map(({ start: at }) => at));
  });

  it('when two become one, and when one becomes two', () => {
    expect(kept(text.replace('---\nname: item-3\n', 'other: item-3\n'))).toBe(998);
    expect(kept(text.replace('name: item-3\n', 'name: x\n---\nother: y\n'))).toBe(999);
  });

  it('when nothing changes, all of them', () => {
    const again = splitAndReuse(text, before);
    expect(again.every(({ document }, index) => document === before[index]?.document)).toBe(true);
  });

  it('with their places in the new text', () => {
    const again = splitAndReuse(`# a comment\n---\n${text}`, before);
    for (const { start, document } of again) {
      expect(`# a comment\n---\n${text}`.startsWith(document.text, start)).toBe(true);
    }
  });
});

const bits = [
  '---\n',
  '...\n',
  'a: 1\n',
  'b:\n  c: d\n',
  '# e\n',
  '%YAML 1.2\n',
  '\n',
  '{{- /*\n',
  '*/}}\n',
  '---',
  'x',
];
const texts = fc.array(fc.constantFrom(...bits), { maxLength: 12 }).map((all) => all.join(''));

describe('whatever the edits', () => {
  it('the documents are those of a fresh split, and each has its own text', () => {
    const edit = fc.record({ at: fc.nat(200), length: fc.nat(20), newText: texts });
    fc.assert(
      fc.property(texts, fc.array(edit, { maxLength: 5 }), fc.boolean(), (first, edits, isTold) => {
        let text = first;
        let placed = fresh(text);
        for (const { at, length, newText } of edits) {
          const start = Math.min(at, text.length);
          const end = Math.min(start + length, text.length);
          text = applyEdits(text, [{ range: { start, end }, newText }]);
          const change = { start, end, newEnd: start + newText.length };
          placed = splitAndReuse(text, placed, isTold ? change : undefined);
          expect(placed.map(({ start: at }) => at)).toEqual(
            splitDocuments(text).map((piece) => piece.start),
          );
          expect(placed.map(({ document }) => document.text).join('')).toBe(text);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

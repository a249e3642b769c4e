import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentsIn, type PlacedGroup } from '../../../server/src/core/syntax/yaml/document-group';
import { splitDocuments } from '../../../server/src/core/syntax/yaml/split';
import { applyEdits } from '../../../server/src/core/text/range';
import { splitAndReuse } from '../../../server/src/core/workspace/reuse';

const fresh = (text: string) => splitAndReuse(text, []);
const startsIn = (groups: readonly PlacedGroup[]) => documentsIn(groups).map(({ start }) => start);

describe('an edit keeps the documents it does not touch', () => {
  const text = Array.from({ length: 1_000 }, (_, index) => `name: item-${index}\n`).join('---\n');
  const before = fresh(text);

  function kept(edited: string): number {
    const old = new Set(documentsIn(before).map(({ document }) => document));
    return documentsIn(splitAndReuse(edited, before)).filter(({ document }) => old.has(document))
      .length;
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
    const old = new Set(documentsIn(before).map(({ document }) => document));
    const change = { start, end: start + 8, newEnd: start + 17 };
    const again = splitAndReuse(edited, before, change);
    expect(documentsIn(again).filter(({ document }) => old.has(document))).toHaveLength(999);
    expect(startsIn(again)).toEqual(startsIn(fresh(edited)));
    // It may have to look at the document before, which may be in another group.
    const groups = new Set(before.map(({ group }) => group));
    expect(again.filter(({ group }) => !groups.has(group)).length).toBeLessThanOrEqual(2);
  });

  it('when two become one, and when one becomes two', () => {
    expect(kept(text.replace('---\nname: item-3\n', 'other: item-3\n'))).toBe(998);
    expect(kept(text.replace('name: item-3\n', 'name: x\n---\nother: y\n'))).toBe(999);
  });

  it('when nothing changes, all of them', () => {
    const again = documentsIn(splitAndReuse(text, before));
    const old = documentsIn(before);
    expect(again.every(({ document }, index) => document === old[index]?.document)).toBe(true);
  });

  it('with their places in the new text', () => {
    const again = splitAndReuse(`# a comment\n---\n${text}`, before);
    for (const { start, document } of documentsIn(again)) {
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
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(20),
    newText: texts,
  });

  function check(
    first: string,
    edits: readonly { at: number; length: number; newText: string }[],
    isTold: boolean,
  ) {
    let text = first;
    let groups = fresh(text);
    for (const { at, length, newText } of edits) {
      const start = Math.floor(at * text.length);
      const end = Math.min(start + length, text.length);
      text = applyEdits(text, [{ range: { start, end }, newText }]);
      const change = { start, end, newEnd: start + newText.length };
      groups = splitAndReuse(text, groups, isTold ? change : undefined);
      expect(startsIn(groups)).toEqual(splitDocuments(text).map((piece) => piece.start));
      expect(
        documentsIn(groups)
          .map(({ document }) => document.text)
          .join(''),
      ).toBe(text);
      expect(groups.every(({ group }) => group.documents[0]?.start === 0)).toBe(true);
    }
  }

  it('the documents are those of a fresh split, and each has its own text', () => {
    fc.assert(fc.property(texts, fc.array(edit, { maxLength: 5 }), fc.boolean(), check), {
      numRuns: 1_000,
    });
  });

  it('also where there are many of them, and where a change takes out or brings in hundreds', () => {
    const large = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(4_000),
      newText: fc.tuple(texts, fc.nat(60)).map(([bit, times]) => bit.repeat(times)),
    });
    const many = fc
      .tuple(texts, fc.integer({ min: 50, max: 300 }))
      .map(([bit, times]) => `${bit}---\nx\n`.repeat(times));
    const edits = fc.array(fc.oneof(edit, large), { maxLength: 6 });
    fc.assert(fc.property(many, edits, fc.boolean(), check), { numRuns: 100 });
  });

  it('groups are neither many nor large', () => {
    const text = 'a: 1\n---\n'.repeat(5_000);
    const sizes = (groups: readonly PlacedGroup[]) =>
      groups.map(({ group }) => group.documents.length);
    expect(Math.max(...sizes(fresh(text)))).toBeLessThan(256);
    expect(sizes(fresh(text)).length).toBeLessThan(80);
    const start = text.length / 2;
    const pasted = splitAndReuse(text.slice(0, start) + text + text.slice(start), fresh(text), {
      start,
      end: start,
      newEnd: start + text.length,
    });
    expect(Math.max(...sizes(pasted))).toBeLessThan(256);
    expect(startsIn(pasted).length).toBeGreaterThanOrEqual(10_000);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  type Finding,
  type Fix,
  fixAllEdits,
  type TextEdit,
} from '../../../server/src/core/index';
import { allFixtures } from '../../support/fixtures';
import { lintText } from '../../support/lint';
import { readMarkers } from '../../support/markers';

function edit(start: number, end: number, newText = ''): TextEdit {
  return { range: { start, end }, newText };
}

function fix(edits: readonly TextEdit[], more: Partial<Fix> = {}): Fix {
  return { title: 'Fix', safety: 'safe', edits, ...more };
}

function finding(...fixes: readonly Fix[]): Finding {
  return {
    rule: 'a-rule',
    severity: 'warning',
    message: 'It is so.',
    range: { start: 0, end: 0 },
    related: [],
    tags: [],
    fixes: () => fixes,
  };
}

describe('the fixes that are applied unasked', () => {
  const [one, two] = [edit(0, 1, 'x'), edit(5, 6, 'y')];

  it('are the preferred one of each finding, else the first', () => {
    const first = finding(fix([one]), fix([two], { preferred: true }));
    expect(fixAllEdits([first], 'safe')).toEqual([two]);
    expect(fixAllEdits([finding(fix([one]), fix([two]))], 'safe')).toEqual([one]);
  });

  it('are only as unsafe as wanted, and never a choice', () => {
    const findings = [
      finding(fix([one], { safety: 'suggestion', preferred: true })),
      finding(fix([two], { safety: 'unsafe' })),
    ];
    expect(fixAllEdits(findings, 'safe')).toEqual([]);
    expect(fixAllEdits(findings, 'unsafe')).toEqual([two]);
    const both = finding(fix([one], { safety: 'suggestion' }), fix([two]));
    expect(fixAllEdits([both], 'safe')).toEqual([two]);
  });

  it('are none that cannot be applied', () => {
    expect(fixAllEdits([finding(fix([one], { disabledReason: 'No.' }))], 'safe')).toEqual([]);
    expect(fixAllEdits([finding(fix([]))], 'safe')).toEqual([]);
  });

  it.each([
    ['overlap', [edit(0, 4), edit(3, 6)]],
    ['overlap in another order', [edit(3, 6), edit(0, 4)]],
    ['lie in each other', [edit(0, 9), edit(3, 4)]],
  ])('are none whose own edits %s', (_name, edits) => {
    expect(fixAllEdits([finding(fix(edits))], 'safe')).toEqual([]);
    expect(fixAllEdits([finding(fix(edits), fix([one]))], 'safe')).toEqual([one]);
  });

  it('may have edits that touch each other', () => {
    const edits = [edit(0, 4), edit(4, 4, 'x'), edit(4, 6)];
    expect(fixAllEdits([finding(fix(edits))], 'safe')).toEqual(edits);
  });

  it.each([
    ['the same place', edit(2, 3)],
    ['a place around', edit(0, 9)],
    ['a place that overlaps', edit(3, 9)],
    ['a place that begins where it ends', edit(4, 9)],
    ['a place that ends where it begins', edit(0, 2)],
    ['an insertion at its end', edit(4, 4, 'x')],
    ['an insertion within it', edit(3, 3, 'x')],
  ])('leave for the next round what another needs: %s', (_name, other) => {
    const first = edit(2, 4, 'y');
    expect(fixAllEdits([finding(fix([first])), finding(fix([other]))], 'safe')).toEqual([first]);
  });

  it('leave a whole fix of which one edit is in the way', () => {
    const findings = [finding(fix([edit(2, 4)])), finding(fix([edit(7, 8), edit(3, 4)]))];
    expect(fixAllEdits([...findings, finding(fix([edit(7, 8)]))], 'safe')).toEqual([
      edit(2, 4),
      edit(7, 8),
    ]);
  });

  it('never touch each other, however many there are', () => {
    const anyEdit = fc
      .tuple(fc.nat(60), fc.nat(4))
      .map(([start, length]) => edit(start, start + length, 'x'));
    const anyFix = fc.array(anyEdit, { minLength: 1, maxLength: 3 }).map((edits) => fix(edits));
    fc.assert(
      fc.property(fc.array(anyFix, { maxLength: 30 }), (fixes) => {
        const findings = fixes.map((each) => finding(each));
        const accepted = new Set(fixAllEdits(findings, 'safe'));
        const applied = fixes.filter(({ edits }) => edits.every((each) => accepted.has(each)));
        expect(applied.flatMap(({ edits }) => edits)).toHaveLength(accepted.size);
        for (const [index, { edits }] of applied.entries()) {
          const others = applied.slice(index + 1).flatMap((other) => other.edits);
          const touching = edits.filter(({ range }) =>
            others.some(
              (other) => range.start <= other.range.end && other.range.start <= range.end,
            ),
          );
          expect(touching).toEqual([]);
        }
      }),
    );
  });
});

describe.each(['safe', 'unsafe'] as const)('applying all %s fixes again and again', (most) => {
  const cases = allFixtures().filter(({ outcomeOf }) => outcomeOf === undefined);

  it.each(cases.map((each) => [`${each.rule}/${each.fileName}`, each] as const))(
    'comes to an end in %s',
    (_name, { content, fileName }) => {
      const { text, settings } = readMarkers(content);
      const seen = new Set<string>();
      let current = text;
      for (;;) {
        const edits = fixAllEdits(lintText(current, settings, fileName).findings, most);
        if (edits.length === 0) {
          break;
        }
        expect(seen.has(current), 'the text has been there before').toBe(false);
        seen.add(current);
        expect(seen.size).toBeLessThan(10);
        current = applyEdits(current, edits);
      }
      expect(lintText(current, settings, fileName).failures).toEqual([]);
    },
  );
});

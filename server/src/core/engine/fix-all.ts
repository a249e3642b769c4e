import type { Range, TextEdit } from '../text/range';
import type { Finding, Fix, FixSafety } from './finding';

/**
 * The edits of all findings that may be applied together: of each finding its preferred (else first)
 * fix of at most the given safety. A fix that touches an earlier one is left for the next round, so
 * apply, lint again and repeat until nothing is left. A fix whose own edits overlap is never applied.
 */
export function fixAllEdits(
  findings: readonly Finding[],
  most: Exclude<FixSafety, 'suggestion'>,
): readonly TextEdit[] {
  const accepted: TextEdit[] = [];
  const taken: Range[] = [];
  for (const finding of findings) {
    const fix = choose(finding.fixes(), most);
    if (fix !== undefined && !fix.edits.some(({ range }) => touchesAny(range, taken))) {
      accepted.push(...fix.edits);
      for (const range of inOrder(fix.edits)) {
        taken.splice(
          firstIndex(taken, ({ start }) => start > range.start),
          0,
          range,
        );
      }
    }
  }
  return accepted;
}

function choose(fixes: readonly Fix[], most: Exclude<FixSafety, 'suggestion'>): Fix | undefined {
  const eligible = fixes.filter(
    (fix) =>
      fix.edits.length > 0 &&
      fix.disabledReason === undefined &&
      (fix.safety === 'safe' || (most === 'unsafe' && fix.safety === 'unsafe')) &&
      !overlapsItself(fix.edits),
  );
  return eligible.find((fix) => fix.preferred === true) ?? eligible[0];
}

function overlapsItself(edits: readonly TextEdit[]): boolean {
  const ranges = inOrder(edits);
  return ranges.some(({ start }, index) => start < (ranges[index - 1]?.end ?? 0));
}

function inOrder(edits: readonly TextEdit[]): readonly Range[] {
  return edits.map(({ range }) => range).sort((a, b) => a.start - b.start);
}

/** `taken` is in order and without overlaps. */
function touchesAny(range: Range, taken: readonly Range[]): boolean {
  const next = taken[firstIndex(taken, ({ end }) => end >= range.start)];
  return next !== undefined && next.start <= range.end;
}

/** Index of the first range that is so, of ranges of which all behind it are so, too. */
function firstIndex(ranges: readonly Range[], isSo: (range: Range) => boolean): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(ranges[middle] as Range)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

import type { TextEdit } from '../text/range';
import type { Finding, Fix, FixSafety } from './finding';

/**
 * The edits of all findings that may be applied together: of each finding its preferred (else first)
 * fix of at most the given safety. A fix that touches an earlier one is left for the next round, so
 * apply, lint again and repeat until nothing is left.
 */
export function fixAllEdits(
  findings: readonly Finding[],
  most: Exclude<FixSafety, 'suggestion'>,
): readonly TextEdit[] {
  const accepted: TextEdit[] = [];
  for (const finding of findings) {
    const fix = choose(finding.fixes(), most);
    if (fix !== undefined && !fix.edits.some((edit) => touchesAny(edit, accepted))) {
      accepted.push(...fix.edits);
    }
  }
  return accepted;
}

function choose(fixes: readonly Fix[], most: Exclude<FixSafety, 'suggestion'>): Fix | undefined {
  const eligible = fixes.filter(
    (fix) =>
      fix.edits.length > 0 &&
      fix.disabledReason === undefined &&
      (fix.safety === 'safe' || (most === 'unsafe' && fix.safety === 'unsafe')),
  );
  return eligible.find((fix) => fix.preferred === true) ?? eligible[0];
}

function touchesAny(edit: TextEdit, others: readonly TextEdit[]): boolean {
  return others.some(
    (other) => edit.range.start <= other.range.end && other.range.start <= edit.range.end,
  );
}

import type { Severity } from '../../engine/finding';
import type { MinorVerdict } from '../../profile/cilium-minors';

/** What becomes of a policy that Cilium finds invalid, as the predicate of a sentence about it. */
export function notEnforced({ when }: MinorVerdict): string {
  return when === ''
    ? 'is stored, but Cilium does not enforce it'
    : `is stored, but not enforced ${when}`;
}

/** What becomes of a policy that does not go with the schema, as the predicate of a sentence about it. */
export function refused({ when }: MinorVerdict): string {
  return when === '' ? 'is refused by the API server' : `is refused by the API server ${when}`;
}

/** A verdict that does not depend on the version. */
export const inEveryVersion: MinorVerdict = { answer: 'yes', when: '' };

/** The severity to report with; empty for the rule's own, which a sure verdict has. */
export function milderUnlessSure(
  { answer }: MinorVerdict,
  severity: Severity = 'warning',
): { readonly severity?: Severity } {
  return answer === 'yes' ? {} : { severity };
}

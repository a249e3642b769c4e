import type { Range, TextEdit } from '../text/range';

/** error: rejected, or traffic surely breaks; warning: likely breaks; info: worth knowing; hint: style. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** From gravest to mildest. */
export const severities = [
  'error',
  'warning',
  'info',
  'hint',
] as const satisfies readonly Severity[];

/** The milder of two severities. */
export function milder(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) > severities.indexOf(b) ? a : b;
}

/** Whether `severity` is as grave as `threshold`, or graver. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}

/**
 * safe: does not change who may talk, may be applied to a whole file without being asked;
 * suggestion: a choice the author has to make; unsafe: changes what the object does.
 */
export type FixSafety = 'safe' | 'suggestion' | 'unsafe';

/** A change of the text that answers a finding. */
export interface Fix {
  readonly title: string;
  readonly safety: FixSafety;
  /** The fix most authors want; at most one per finding. */
  readonly preferred?: boolean;
  /** Empty when `disabledReason` says why the fix cannot be applied here. */
  readonly edits: readonly TextEdit[];
  readonly disabledReason?: string;
}

export interface RelatedLocation {
  readonly uri: string;
  readonly range: Range;
  readonly message: string;
}

/** What a rule says about a place of a file. Ranges refer to the whole file. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly RelatedLocation[];
  readonly tags: readonly ('unnecessary' | 'deprecated')[];
  /** Computed when somebody asks; offsets refer to the text the finding was made from. */
  readonly fixes: () => readonly Fix[];
}

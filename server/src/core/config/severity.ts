import { milder, type Severity } from '../engine/finding';

/**
 * The severity of one finding. What the user configures takes the place of the rule's default; a finding that the
 * rule itself reports milder than its default, because it does not know the cluster, is never raised: rule `warning`,
 * reported `info`, configured `error` gives `info`, and configured `hint` gives `hint`.
 */
export function effectiveSeverity(
  ruleDefault: Severity,
  reported: Severity | undefined,
  configured: Severity,
): Severity {
  const isMilder = reported !== undefined && milder(ruleDefault, reported) !== ruleDefault;
  return isMilder ? milder(reported, configured) : configured;
}

import type { ClusterEntry, ProfileEntry, Report, ReportFinding } from '../report';

/** For programs; `version` changes only when something is removed or changes its meaning. */
export function formatJson(report: Report): string {
  const value = {
    version: 1,
    findings: report.findings.map(toJson),
    summary: report.summary,
    profile: profileObject(report.profile, report.clusters),
  };
  return `${stringify(value)}\n`;
}

function toJson(finding: ReportFinding) {
  const { file, rule, severity, message, range, documentation, related, fixes } = finding;
  return {
    file,
    rule,
    severity,
    message,
    range,
    documentation,
    related: related.map(({ file, range, message }) => ({ file, range, message })),
    fixes: fixes.map(({ title, safety }) => ({ title, safety })),
  };
}

/** What is known of the cluster: property to value and who said it; and the clusters it may be. */
export function profileObject(
  entries: readonly ProfileEntry[],
  clusters: readonly ClusterEntry[],
): Readonly<Record<string, unknown>> {
  return {
    ...Object.fromEntries(entries.map(({ property, ...entry }) => [property, entry])),
    ...(clusters.length === 0 ? {} : { clusters }),
  };
}

/** JSON whose strings hold no character that a terminal would obey. */
export function stringify(value: unknown): string {
  // JSON.stringify escapes U+0000 to U+001F by itself; old terminals also obey U+0080 to U+009F.
  return JSON.stringify(value, undefined, 2).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

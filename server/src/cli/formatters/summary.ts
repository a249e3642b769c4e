import { severities } from '../../core/index';
import { compareText, plural, type Report, type ReportFinding, type Summary } from '../report';
import { neutralise, type Style, styleFor } from '../terminal';
import { severityPaint } from './severity-paint';

/** The end of a report for people: how much there is of what, and what to do next. */
export function formatSummary(report: Report, style: Style): string {
  const { summary } = report;
  return [
    headline(report, style),
    ...ruleTable(report, style),
    ...fixHints(report, style),
    ...baselineHints(summary, style),
    ...skippedDocuments(report, style),
    ...nextSteps(report, style),
  ].join('\n');
}

/** `Found 2 errors, 1 warning in 8 files (11 documents).` without colours, for a log. */
export function summaryLine(report: Report): string {
  return headline(report, styleFor(false));
}

function headline({ summary }: Report, style: Style): string {
  if (summary.files === 0) {
    return style.yellow('Nothing was checked: there was no file to lint.');
  }
  const paints = severityPaint(style);
  const counts = [
    [summary.errors, 'error', paints.error],
    [summary.warnings, 'warning', paints.warning],
    [summary.infos, 'info', paints.info],
    [summary.hints, 'hint', paints.hint],
  ] as const;
  const found = counts
    .filter(([count]) => count > 0)
    .map(([count, noun, paint]) => paint(plural(count, noun)));
  const head = found.length === 0 ? style.green('No problems found') : `Found ${found.join(', ')}`;
  const documents = summary.documents === 0 ? '' : ` (${plural(summary.documents, 'document')})`;
  return `${head} in ${plural(summary.files, 'file')}${documents}.`;
}

/** From this many findings on, nobody sees any more which rules they come from. */
const manyFindings = 10;

function ruleTable({ findings, rules }: Report, style: Style): string[] {
  if (findings.length < manyFindings) {
    return [];
  }
  const counts = new Map<string, { count: number; gravest: ReportFinding['severity'] }>();
  for (const { rule, severity } of findings) {
    const known = counts.get(rule) ?? { count: 0, gravest: severity };
    const gravest = rank(severity) < rank(known.gravest) ? severity : known.gravest;
    counts.set(rule, { count: known.count + 1, gravest });
  }
  const titles = new Map(rules.map(({ name, title }) => [name, title]));
  const rows = [...counts].sort(
    ([a, x], [b, y]) => rank(x.gravest) - rank(y.gravest) || y.count - x.count || compareText(a, b),
  );
  const digits = Math.max(...rows.map(([, { count }]) => String(count).length));
  const longest = Math.max(...rows.map(([rule]) => rule.length));
  const paints = severityPaint(style);
  return rows.map(([rule, { count, gravest }]) => {
    const severity = paints[gravest](gravest.padEnd(7));
    const name = neutralise(rule).padEnd(longest);
    return `  ${String(count).padStart(digits)}  ${severity}  ${name}  ${style.dim(titles.get(rule) ?? '')}`.trimEnd();
  });
}

function rank(severity: ReportFinding['severity']): number {
  return severities.indexOf(severity);
}

function fixHints({ summary, findings }: Report, style: Style): string[] {
  const lines: string[] = [];
  if (summary.fixed !== undefined) {
    lines.push(`${plural(summary.fixed, 'finding')} fixed.`);
  }
  const has = (wanted: string) => (finding: ReportFinding) =>
    finding.fixes.some(({ safety }) => safety === wanted);
  const safe = findings.filter(has('safe')).length;
  const unsafe = findings.filter(
    (finding) => !has('safe')(finding) && has('unsafe')(finding),
  ).length;
  if (safe > 0 && summary.fixed === undefined) {
    lines.push(`${plural(safe, 'finding')} can be fixed with ${style.bold('--fix')}.`);
  }
  if (unsafe > 0) {
    const option = style.bold('--fix-unsafe');
    lines.push(
      `${plural(unsafe, 'finding')} can be fixed with ${option}, which changes what objects do.`,
    );
  }
  return lines;
}

function baselineHints({ baseline }: Summary, style: Style): string[] {
  if (baseline === undefined) {
    return [];
  }
  const { hidden, stale } = baseline;
  const gone = stale.reduce((sum, { count }) => sum + count, 0);
  return [
    ...(hidden > 0 ? [`${plural(hidden, 'finding')} of the baseline not shown.`] : []),
    ...(gone > 0
      ? [
          `${plural(gone, 'finding')} of the baseline ${gone === 1 ? 'is' : 'are'} gone: write it anew with ${style.bold('--write-baseline')}.`,
        ]
      : []),
  ];
}

/** Documents that are named; JSON has all of them. */
const mostDocuments = 5;

/** What does not parse is a finding with its own place; what is left cannot be judged from its text alone. */
function skippedDocuments({ summary, findings }: Report, style: Style): string[] {
  const broken = new Set(
    findings.filter(({ rule }) => rule === 'yaml-syntax').map(({ file }) => file),
  );
  const skipped = summary.skippedDocuments.filter(({ file }) => !broken.has(file));
  if (skipped.length === 0) {
    return [];
  }
  const rest = skipped.length - mostDocuments;
  return [
    `${plural(skipped.length, 'document')} could not be checked:`,
    ...skipped
      .slice(0, mostDocuments)
      .map(
        ({ file, line, reason }) =>
          `  ${neutralise(file)}:${line} ${style.dim(neutralise(reason))}`,
      ),
    ...(rest > 0 ? [style.dim(`  and ${rest} more, see --format json`)] : []),
  ];
}

function nextSteps({ findings, profile }: Report, style: Style): string[] {
  const gravest = severities
    .map((severity) => findings.find((finding) => finding.severity === severity))
    .find((finding) => finding !== undefined);
  if (gravest === undefined) {
    return [];
  }
  const isMild = gravest.severity === 'info' || gravest.severity === 'hint';
  const isUnknown = !profile.some(({ property }) => property === 'kubernetesVersion');
  return [
    style.dim(`For what a rule means and why, run: aks-cilium explain ${neutralise(gravest.rule)}`),
    ...(isMild && isUnknown
      ? [
          style.dim(
            'Little is known of the cluster, so findings are mild; say more in aks-cilium.yaml and see it with: aks-cilium profile',
          ),
        ]
      : []),
  ];
}

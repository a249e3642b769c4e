import type { Severity } from '../../core/index';
import { plural, type Report, type ReportFinding, type Summary } from '../report';
import { neutralise, type Style, styleFor } from '../terminal';
import { codeFrame } from './code-frame';

export interface TextOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** For people: each finding with its place, its source and what can be done; a summary at the end. */
export function formatText(report: Report, options: TextOptions): string {
  const style = styleFor(options.colour);
  const blocks = report.findings.map((finding) => formatFinding(finding, style, options.width));
  blocks.push(formatSummary(report, style));
  return `${blocks.join('\n\n')}\n`;
}

function formatFinding(finding: ReportFinding, style: Style, width: number): string {
  const paint = severityPaint(style)[finding.severity];
  const { line, column } = finding.range.start;
  const place = style.bold(`${neutralise(finding.file)}:${line}:${column}`);
  const message = style.bold(neutralise(finding.message));
  const lines = [
    `${place} ${paint(finding.severity)} ${message} ${style.dim(`[${neutralise(finding.rule)}]`)}`,
  ];
  if (finding.source.length > 0) {
    const gutter = String(finding.source.at(-1)?.number ?? 0).length + 3;
    const room = Math.max(40, width - gutter - 1);
    lines.push(...codeFrame(finding.source, finding.range, { style, paint, width: room }));
  }
  lines.push(...notes(finding, style));
  return lines.join('\n');
}

function notes(finding: ReportFinding, style: Style): string[] {
  const lines = finding.related.map(({ file, range, message }) => {
    const place = `${neutralise(file)}:${range.start.line}:${range.start.column}`;
    return `  ${style.cyan('see')} ${place} ${neutralise(message)}`;
  });
  for (const { title, safety } of finding.fixes) {
    lines.push(`  ${style.green('fix')} ${neutralise(title)} ${style.dim(`(${fixHint[safety]})`)}`);
  }
  return lines;
}

const fixHint = {
  safe: '--fix',
  unsafe: '--fix-unsafe: changes what the object does',
  suggestion: 'your choice, in the editor',
} as const;

function severityPaint(style: Style): Record<Severity, (text: string) => string> {
  return { error: style.red, warning: style.yellow, info: style.blue, hint: style.cyan };
}

function formatSummary(report: Report, style: Style): string {
  const { summary, findings } = report;
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
  const lines = [`${head} in ${scope(summary)}.`];
  const further = remarks(summary, findings);
  if (further.length > 0) {
    lines.push(`${further.join('. ')}.`);
  }
  if (findings.length > 0) {
    lines.push(style.dim('What a rule means and why: aks-cilium explain RULE'));
  }
  return lines.join('\n');
}

function scope(summary: Summary): string {
  const files = plural(summary.files, 'file');
  return summary.documents === 0 ? files : `${files} (${plural(summary.documents, 'document')})`;
}

function remarks(summary: Summary, findings: readonly ReportFinding[]): string[] {
  const lines: string[] = [];
  if (summary.fixed !== undefined) {
    lines.push(`${plural(summary.fixed, 'finding')} fixed`);
  }
  const fixable = findings.filter(({ fixes }) => fixes.some(({ safety }) => safety === 'safe'));
  if (fixable.length > 0 && summary.fixed === undefined) {
    lines.push(`${fixable.length} can be fixed with --fix`);
  }
  if (summary.skipped.length > 0) {
    lines.push(`${plural(summary.skipped.length, 'file')} skipped`);
  }
  if (summary.skippedDocuments.length > 0) {
    lines.push(
      `${plural(summary.skippedDocuments.length, 'document')} not judged (see --format json)`,
    );
  }
  if (summary.baseline !== undefined) {
    const { hidden, stale } = summary.baseline;
    lines.push(`${plural(hidden, 'finding')} in the baseline not shown`);
    if (stale.length > 0) {
      const gone = stale.reduce((sum, { count }) => sum + count, 0);
      lines.push(
        `${plural(gone, 'finding')} of the baseline gone: update it with --write-baseline`,
      );
    }
  }
  return lines;
}

import type { Report, ReportFinding } from '../report';
import { displayWidth, neutralise, type Style, styleFor } from '../terminal';
import { codeFrame } from './code-frame';
import { severityPaint } from './severity-paint';
import { formatSummary } from './summary';

export interface TextOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** For people: each finding with its place, its source and what can be done; a summary at the end. */
export function formatText(report: Report, options: TextOptions): string {
  const style = styleFor(options.colour);
  const blocks = report.findings.map((finding) => formatFinding(finding, style, options.width));
  return `${[...blocks, formatSummary(report, style)].join('\n\n')}\n`;
}

function formatFinding(finding: ReportFinding, style: Style, width: number): string {
  const paint = severityPaint(style)[finding.severity];
  const { line, column } = finding.range.start;
  const place = style.bold(`${neutralise(finding.file)}:${line}:${column}`);
  const message = neutralise(finding.message);
  const rule = style.dim(`[${neutralise(finding.rule)}]`);
  const lines = [`${place} ${paint(style.bold(finding.severity))} ${message} ${rule}`];
  if (finding.source.length > 0) {
    const gutter = String(finding.source.at(-1)?.number ?? 0).length + 3;
    const room = Math.max(40, width - gutter - 1);
    lines.push(...codeFrame(finding.source, finding.range, { style, paint, width: room }));
  }
  return [...lines, ...relatedPlaces(finding, style), ...fixes(finding, style, width)].join('\n');
}

function relatedPlaces(finding: ReportFinding, style: Style): string[] {
  return finding.related.map(({ file, range, message }) => {
    const place = `${neutralise(file)}:${range.start.line}:${range.start.column}`;
    return `  ${style.cyan('see')} ${place} ${neutralise(message)}`;
  });
}

/** What an option does for the reader, and what the reader has to choose from. */
function fixes(finding: ReportFinding, style: Style, width: number): string[] {
  const means = {
    safe: 'with --fix',
    unsafe: 'with --fix-unsafe',
    suggestion: 'in the editor',
  } as const;
  return (['safe', 'unsafe', 'suggestion'] as const).flatMap((safety) => {
    const titles = finding.fixes
      .filter((fix) => fix.safety === safety)
      .map(({ title }) => neutralise(title));
    return titles.length === 0 ? [] : fixLines(titles, means[safety], style, width);
  });
}

/** One line while it fits, else a line for each title. */
function fixLines(titles: readonly string[], means: string, style: Style, width: number): string[] {
  const label = `  ${style.green('fix')}`;
  const hint = titles.length === 1 ? means : `your choice, ${means}`;
  const isShort = displayWidth(`  fix ${titles.join(' | ')} (${hint})`) <= width;
  return isShort || titles.length === 1
    ? [`${label} ${titles.join(style.dim(' | '))} ${style.dim(`(${hint})`)}`]
    : [`${label} ${style.dim(`${means}, one of:`)}`, ...titles.map((title) => `      ${title}`)];
}

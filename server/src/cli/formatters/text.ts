import type { FixSafety } from '../../core/index';
import type { Report, ReportFinding } from '../report';
import { neutralise, type Style, styleFor } from '../terminal';
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
  return [...lines, ...relatedPlaces(finding, style), ...fixes(finding, style)].join('\n');
}

function relatedPlaces(finding: ReportFinding, style: Style): string[] {
  return finding.related.map(({ file, range, message }) => {
    const place = `${neutralise(file)}:${range.start.line}:${range.start.column}`;
    return `  ${style.cyan('see')} ${place} ${neutralise(message)}`;
  });
}

/** What an option does for the reader, one line each; of what the reader has to choose from, one line for all. */
function fixes(finding: ReportFinding, style: Style): string[] {
  const titles = (wanted: FixSafety) =>
    finding.fixes.filter(({ safety }) => safety === wanted).map(({ title }) => neutralise(title));
  const line = (list: readonly string[], means: string) =>
    list.length === 0
      ? []
      : [`  ${style.green('fix')} ${list.join(style.dim(' | '))} ${style.dim(`(${means})`)}`];
  const choices = titles('suggestion');
  return [
    ...line(titles('safe'), '--fix'),
    ...line(titles('unsafe'), '--fix-unsafe'),
    ...line(choices, choices.length === 1 ? 'in the editor' : 'your choice, in the editor'),
  ];
}

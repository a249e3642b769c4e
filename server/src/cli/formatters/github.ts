import type { Severity } from '../../core/index';
import { fromRoot, type Report, type ReportFinding } from '../report';
import { neutralise } from '../terminal';

const commands: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/**
 * Workflow commands, which GitHub Actions turns into annotations
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands).
 */
export function formatGithub(report: Report): string {
  return report.findings.map((finding) => `${command(finding, report)}\n`).join('');
}

function command(finding: ReportFinding, report: Report): string {
  const { start, end } = finding.range;
  const properties: [name: string, value: string | number][] = [
    ['file', fromRoot(report, finding.file)],
    ['line', start.line],
    ['endLine', end.line],
  ];
  // Columns are allowed only for an annotation of one line.
  if (start.line === end.line) {
    properties.push(['col', start.column], ['endColumn', end.column]);
  }
  properties.push(['title', `aks-cilium ${finding.rule}`]);
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[finding.severity]} ${list.join(',')}::${escapeData(finding.message)}`;
}

function escapeData(text: string): string {
  return keepLineBreaks(text)
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Line breaks are encoded by the command's own rules; other controls do not belong into a log. */
function keepLineBreaks(text: string): string {
  return text
    .split(/(\r\n|\r|\n)/)
    .map((part, index) => (index % 2 === 1 ? part : neutralise(part)))
    .join('');
}

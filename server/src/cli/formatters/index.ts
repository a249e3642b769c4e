import type { Host, OutputFormat } from '../options';
import type { Report } from '../report';
import { wantsColour } from '../terminal';
import { formatGithub } from './github';
import { formatJson } from './json';
import { formatJunit } from './junit';
import { formatSarif } from './sarif';
import { formatText } from './text';

/** Columns where nobody says how wide the output is, as in logs and files. */
const usualWidth = 120;

/** The report as text; without a host it is meant for a file, which has neither colours nor a width. */
export function formatReport(report: Report, format: OutputFormat, host?: Host): string {
  switch (format) {
    case 'text':
      return formatText(report, {
        colour: host !== undefined && wantsColour(host.stdout, host.env),
        width: host?.stdout.columns ?? usualWidth,
      });
    case 'json':
      return formatJson(report);
    case 'sarif':
      return formatSarif(report);
    case 'github':
      return formatGithub(report);
    case 'junit':
      return formatJunit(report);
    default:
      return format satisfies never;
  }
}

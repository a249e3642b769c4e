import type { OutputFormat } from '../options';
import type { Report } from '../report';
import { wantsColour } from '../terminal';
import { formatGithub } from './github';
import { formatJson } from './json';
import { formatJunit } from './junit';
import { formatSarif } from './sarif';
import { formatText } from './text';

/** Columns where nobody says how wide the output is, as in logs and files. */
const usualWidth = 120;

/** Where a report is written to, when it is not a file. */
export interface Target {
  readonly stream: { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The report as text; without a target it is meant for a file, which has neither colours nor a width. */
export function formatReport(report: Report, format: OutputFormat, target?: Target): string {
  switch (format) {
    case 'text':
      return formatText(report, {
        colour: target !== undefined && wantsColour(target.stream, target.env),
        width: target?.stream.columns ?? usualWidth,
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

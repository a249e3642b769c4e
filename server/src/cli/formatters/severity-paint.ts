import type { Severity } from '../../core/index';
import type { Style } from '../terminal';

/** The colour of each severity. */
export function severityPaint(style: Style): Record<Severity, (text: string) => string> {
  return { error: style.red, warning: style.yellow, info: style.blue, hint: style.cyan };
}

import type { Finding, Settings } from '../../server/src/core/index';
import { LineIndex } from '../../server/src/core/index';

/**
 * Fixtures say in comments what is expected of them:
 *
 *     cidr: 0.0.0.0/0 # expect: rule-name@13 (info) "part of the message"
 *
 * Bicep writes them behind `//`, batch files behind `::`, Markdown within `<!-- -->`. At the end of a line the marker is for that line, on a line of its own for the next line. Column (from 1), severity
 * and text may be left out. `# config: {json}` on a line of its own holds settings. Markers are taken out before the
 * text is linted, so they cannot influence what they test.
 */
export interface Expectation {
  readonly line: number;
  readonly rule: string;
  readonly column?: number;
  readonly severity?: string;
  readonly text?: string;
}

export interface MarkedText {
  readonly text: string;
  readonly expectations: readonly Expectation[];
  readonly settings: Settings;
}

const marker = /\s*(?:#|\/\/|::|<!--)\s*expect:\s*(.+?)\s*(?:-->\s*)?$/;
const config = /^\s*(?:#|\/\/|::|<!--)\s*config:\s*(\{.*\})\s*(?:-->\s*)?$/;
const part = /^([a-z0-9-]+)(?:@(\d+))?(?:\s+\((\w+)\))?(?:\s+"([^"]*)")?\s*(?:,\s*|$)/;

export function readMarkers(marked: string): MarkedText {
  const lines: string[] = [];
  const expectations: Expectation[] = [];
  let pending: Omit<Expectation, 'line'>[] = [];
  let settings: Settings = {};
  for (const line of marked.split('\n')) {
    const settingsText = config.exec(line)?.[1];
    if (settingsText !== undefined) {
      settings = JSON.parse(settingsText) as Settings;
      continue;
    }
    const found = marker.exec(line);
    const expected = found === null ? [] : readParts(found[1] ?? '');
    const rest =
      found === null ? line : line.slice(0, found.index) + (line.endsWith('\r') ? '\r' : '');
    if (found !== null && rest.trim() === '') {
      pending.push(...expected);
      continue;
    }
    expectations.push(
      ...[...pending, ...expected].map((each) => ({ line: lines.length + 1, ...each })),
    );
    pending = [];
    lines.push(rest);
  }
  if (pending.length > 0) {
    throw new Error('A marker stands behind the last line.');
  }
  return { text: lines.join('\n'), expectations, settings };
}

function readParts(source: string): Omit<Expectation, 'line'>[] {
  const parts: Omit<Expectation, 'line'>[] = [];
  let rest = source;
  while (rest !== '') {
    const match = part.exec(rest);
    if (match === null) {
      throw new Error(`Cannot read the marker "${source}" at "${rest}".`);
    }
    const [whole, rule = '', column, severity, text] = match;
    parts.push({
      rule,
      ...(column === undefined ? {} : { column: Number(column) }),
      ...(severity === undefined ? {} : { severity }),
      ...(text === undefined ? {} : { text }),
    });
    rest = rest.slice(whole.length);
  }
  return parts;
}

/** What differs between findings and expectations, one line each; empty when they agree both ways. */
export function differences(
  text: string,
  findings: readonly Finding[],
  expectations: readonly Expectation[],
): readonly string[] {
  const lines = new LineIndex(text);
  const open = [...expectations];
  const problems: string[] = [];
  for (const finding of findings) {
    const start = lines.positionAt(finding.range.start);
    const index = open.findIndex(
      (expected) =>
        expected.rule === finding.rule &&
        expected.line === start.line + 1 &&
        (expected.column === undefined || expected.column === start.character + 1) &&
        (expected.severity === undefined || expected.severity === finding.severity) &&
        (expected.text === undefined || finding.message.includes(expected.text)),
    );
    if (index === -1) {
      problems.push(
        `unexpected: ${start.line + 1}:${start.character + 1} ${finding.rule} (${finding.severity}) "${finding.message}"`,
      );
    } else {
      open.splice(index, 1);
    }
    if (/\{\{\w+\}\}/.test(finding.message)) {
      problems.push(`placeholder left in: ${finding.message}`);
    }
  }
  return [
    ...problems,
    ...open.map((expected) => `missing: line ${expected.line} ${JSON.stringify(expected)}`),
  ];
}

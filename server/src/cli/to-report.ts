import { fileURLToPath } from 'node:url';
import {
  documentationUrl,
  type Finding,
  type Range,
  type RelatedLocation,
  type Snapshot,
  type Workspace,
} from '../core/index';
import { fingerprints } from './fingerprint';
import { displayPath, type Input } from './inputs';
import { lineHashes } from './line-hash';
import { lineText } from './line-text';
import type { ReportFinding, ReportFix, ReportLocation, ReportRange, SourceLine } from './report';

/** Lines of a long range that are kept for its code frame: this many, and the last one. */
const framedLines = 3;

export interface Naming {
  /** The working directory. */
  readonly folder: string;
  readonly workspace: Workspace;
}

/** Findings of one file with positions for people instead of offsets. */
export function toReportFindings(
  findings: readonly Finding[],
  snapshot: Snapshot,
  naming: Naming,
): ReportFinding[] {
  const file = fileOf(snapshot.uri, naming.folder);
  return findings.map((finding) => ({
    file,
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    range: toReportRange(finding.range, snapshot),
    documentation: documentationUrl(finding.rule),
    related: finding.related.map((related) => toReportLocation(related, naming)),
    fixes: toReportFixes(finding),
    source: sourceOf(finding.range, snapshot),
  }));
}

function toReportRange(range: Range, snapshot: Snapshot): ReportRange {
  const start = snapshot.lines.positionAt(range.start);
  const end = snapshot.lines.positionAt(range.end);
  return {
    start: { line: start.line + 1, column: start.character + 1 },
    end: { line: end.line + 1, column: end.character + 1 },
  };
}

function toReportLocation(
  { uri, range, message }: RelatedLocation,
  naming: Naming,
): ReportLocation {
  const snapshot = naming.workspace.get(uri);
  const start = { line: 1, column: 1 };
  return {
    file: fileOf(uri, naming.folder),
    range: snapshot === undefined ? { start, end: start } : toReportRange(range, snapshot),
    message,
  };
}

function toReportFixes(finding: Finding): ReportFix[] {
  return finding
    .fixes()
    .filter(({ disabledReason }) => disabledReason === undefined)
    .map(({ title, safety }) => ({ title, safety }));
}

function sourceOf(range: Range, snapshot: Snapshot): SourceLine[] {
  const first = snapshot.lines.lineAt(range.start);
  // A range that ends with a line break ends before the next line, not in it.
  const last = Math.max(first, snapshot.lines.lineAt(Math.max(range.start, range.end - 1)));
  const lines: SourceLine[] = [];
  for (let line = first; line <= last; line++) {
    if (line - first < framedLines || line === last) {
      lines.push({ number: line + 1, text: lineText(snapshot, line) });
    }
  }
  return lines;
}

function fileOf(uri: string, folder: string): string {
  try {
    return displayPath(fileURLToPath(uri), folder);
  } catch {
    return uri;
  }
}

/**
 * Adds what code hosts recognise findings by; `originals` are the same findings in the same order. GitHub reads every file as UTF-8, with the byte order mark
 * as a character.
 */
export function withFingerprints(
  findings: readonly ReportFinding[],
  originals: readonly Finding[],
  snapshot: Snapshot,
  { encoding, hasMark }: Pick<Input, 'encoding' | 'hasMark'>,
): readonly ReportFinding[] {
  const marks = fingerprints(originals, snapshot);
  const text = hasMark ? `\ufeff${snapshot.text}` : snapshot.text;
  const lines = encoding === 'utf8' ? findings.map(({ range }) => range.start.line) : [];
  const hashes = lineHashes(text, lines);
  return findings.map((finding, index) => {
    const lineHash = hashes.get(finding.range.start.line);
    return {
      ...finding,
      fingerprint: marks[index] ?? '',
      ...(lineHash === undefined ? {} : { lineHash }),
    };
  });
}

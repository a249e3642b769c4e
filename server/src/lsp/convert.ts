import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Position,
  Range as ProtocolRange,
  type TextEdit as ProtocolTextEdit,
} from 'vscode-languageserver';

import {
  documentationUrl,
  type Finding,
  type LineIndex,
  type Range,
  type Severity,
  type Snapshot,
  type TextEdit,
} from '../core/index';
import { diagnosticSource } from './capabilities';
import type { ClientSupport } from './client-support';

const severityNumbers: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tagNumbers: Readonly<Record<Finding['tags'][number], DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

/** A text with the index of its lines, such as a snapshot. */
export interface IndexedText {
  readonly text: string;
  readonly lines: LineIndex;
}

/** Finds a text by uri, for places in other files. */
export type FindSnapshot = (uri: string) => Snapshot | undefined;

export function toRange({ lines }: Snapshot, range: Range): ProtocolRange {
  return ProtocolRange.create(lines.positionAt(range.start), lines.positionAt(range.end));
}

/** An offset in the text; positions behind the end of a line or of the text count as that end. */
export function toOffset({ lines, text }: IndexedText, position: Position): number {
  const offset = lines.offsetAt({
    line: Math.max(0, position.line),
    character: Math.max(0, position.character),
  });
  const start = lines.lineStart(Math.max(0, position.line));
  const next = lines.lineStart(Math.max(0, position.line) + 1);
  let end = next;
  while (end > start && /[\r\n]/.test(text.charAt(end - 1))) {
    end--;
  }
  return Math.min(offset, end);
}

export function fromRange(text: IndexedText, range: ProtocolRange): Range {
  const [a, b] = [toOffset(text, range.start), toOffset(text, range.end)];
  return { start: Math.min(a, b), end: Math.max(a, b) };
}

export function toEdit(snapshot: Snapshot, edit: TextEdit): ProtocolTextEdit {
  return { range: toRange(snapshot, edit.range), newText: edit.newText };
}

export function toDiagnostic(
  snapshot: Snapshot,
  finding: Finding,
  client: ClientSupport,
  find: FindSnapshot,
): Diagnostic {
  const related = client.relatedInformation ? toRelated(snapshot, finding, find) : [];
  const tags = finding.tags
    .map((tag) => tagNumbers[tag])
    .filter((tag) => client.tags.includes(tag));
  return {
    range: toRange(snapshot, finding.range),
    severity: severityNumbers[finding.severity],
    code: finding.rule,
    source: diagnosticSource,
    message: finding.message,
    ...(client.codeDescription
      ? { codeDescription: { href: documentationUrl(finding.rule) } }
      : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

/** Places whose text is not at hand are left out: an offset alone cannot be shown. */
function toRelated(snapshot: Snapshot, finding: Finding, find: FindSnapshot) {
  return finding.related.flatMap(({ uri, range, message }) => {
    const other = uri === snapshot.uri ? snapshot : find(uri);
    return other === undefined
      ? []
      : [{ location: { uri: other.uri, range: toRange(other, range) }, message }];
  });
}

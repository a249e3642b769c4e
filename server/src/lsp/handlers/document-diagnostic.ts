import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
} from 'vscode-languageserver';

import { fileIdentity, type Snapshot } from '../../core/index';
import { Cancelled, orCancelled } from '../cancellation';
import { diagnosticsOf } from '../diagnostics';
import { lintLatest, lintVersion } from '../lint-everything';
import type { Verdict } from '../linter';
import { documentUriOf } from '../request';
import type { Session } from '../session';

const mostRelated = 20;

/** `textDocument/diagnostic` */
export async function documentDiagnostic(
  session: Session,
  params: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  const uri = documentUriOf(params);
  await orCancelled(session.workspace.patience, token);
  const { documents, workspace, reports, client } = session;
  const current = () =>
    documents.get(uri) ?? (reports.closedFiles ? workspace.get(uri) : undefined);
  const snapshot = current();
  if (snapshot === undefined) {
    return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  }
  const verdict = await lintVersion(session, snapshot, token);
  const related = client.relatedDocuments ? await relatedReports(session, verdict, token) : {};
  if (current() !== verdict.snapshot) {
    throw new Cancelled('superseded');
  }
  if (documents.has(uri)) {
    reports.told(uri, verdict.resultId);
  }
  if (params.previousResultId === verdict.resultId) {
    return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: verdict.resultId, ...related };
  }
  return { ...fullReport(session, verdict), ...related };
}

/** A verdict as a full report. */
export function fullReport(session: Session, verdict: Verdict): FullDocumentDiagnosticReport {
  return {
    kind: DocumentDiagnosticReportKind.Full,
    resultId: verdict.resultId,
    items: diagnosticsOf(session, verdict),
  };
}

/** Reports on the open documents that this one decides about, as far as they are news to the client. */
async function relatedReports(session: Session, verdict: Verdict, token: CancellationToken) {
  const { reports } = session;
  const related: Record<string, FullDocumentDiagnosticReport> = {};
  for (const other of relatedDocuments(session, verdict).slice(0, mostRelated)) {
    const found = await lintLatest(session, other, token);
    if (found !== undefined && found.resultId !== reports.lastId(other.uri)) {
      reports.told(other.uri, found.resultId);
      related[found.snapshot.uri] = fullReport(session, found);
    }
  }
  return Object.keys(related).length === 0 ? {} : { relatedDocuments: related };
}

/** The open documents whose findings point to this one, and those that its findings point to. */
function relatedDocuments(session: Session, { snapshot, others }: Verdict): readonly Snapshot[] {
  const { documents, linter } = session;
  const own = fileIdentity(snapshot.uri);
  const named = new Set([...others.keys()].map(fileIdentity));
  return [...documents.entries()]
    .filter(([key]) => key !== own)
    .filter(([key, other]) => {
      const last = linter.last(other);
      return (
        named.has(key) || [...(last?.others.keys() ?? [])].some((uri) => fileIdentity(uri) === own)
      );
    })
    .map(([, other]) => other);
}

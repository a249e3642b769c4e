import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
} from 'vscode-languageserver';

import { Cancelled } from '../cancellation';
import { diagnosticsOf } from '../diagnostics';
import type { Verdict } from '../linter';
import { documentUriOf } from '../request';
import type { Session } from '../session';

// Files of the workspace decide about each other. Waiting a moment for them spares the user findings that vanish;
// waiting longer would let the user wait for files that mostly decide nothing.
const longestWaitForWorkspace = 250;

/** `textDocument/diagnostic` */
export async function documentDiagnostic(
  session: Session,
  params: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  const uri = documentUriOf(params);
  await atMost(session.workspace.loading, longestWaitForWorkspace);
  const { documents, workspace, reports, linter } = session;
  const snapshot = documents.get(uri) ?? (reports.closedFiles ? workspace.get(uri) : undefined);
  if (snapshot === undefined) {
    return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  }
  const verdict = await linter.lint(snapshot, token);
  if (workspace.isOutdated(snapshot)) {
    throw new Cancelled('superseded');
  }
  const related = session.client.relatedDocuments ? relatedReports(session, verdict) : {};
  if (params.previousResultId === verdict.resultId) {
    return {
      kind: DocumentDiagnosticReportKind.Unchanged,
      resultId: verdict.resultId,
      ...related,
    };
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

/** The verdicts at hand on the documents that the findings point to. */
function relatedReports(session: Session, { snapshot, result }: Verdict) {
  const uris = new Set(result.findings.flatMap(({ related }) => related.map(({ uri }) => uri)));
  uris.delete(snapshot.uri);
  const reports = [...uris].flatMap((uri) => {
    const other = session.documents.get(uri);
    const verdict = other === undefined ? undefined : session.linter.known(other);
    return verdict === undefined ? [] : [[verdict.snapshot.uri, fullReport(session, verdict)]];
  });
  return reports.length === 0 ? {} : { relatedDocuments: Object.fromEntries(reports) };
}

function atMost(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return Promise.race([work, patience]).finally(() => clearTimeout(timer));
}

import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type ResultProgressReporter,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';

import type { Snapshot } from '../../core/index';
import { lintEverything, lintLatest } from '../lint-everything';
import { invalidParams } from '../request';
import type { Session } from '../session';
import { uriKey } from '../uri';
import { fullReport } from './document-diagnostic';

const chunkSize = 50;
/** The result id of a closed file that is not reported. */
const notReported = 'closed';

type Progress = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined;
type PreviousIds = ReadonlyMap<string, { readonly uri: string; readonly value: string }>;

/**
 * `workspace/diagnostic`. A client that takes partial results and knows all there is to know is not answered until
 * there is something new: it would only ask again at once.
 */
export async function workspaceDiagnostic(
  session: Session,
  params: WorkspaceDiagnosticParams,
  token: CancellationToken,
  progress: Progress,
): Promise<WorkspaceDiagnosticReport> {
  if (!Array.isArray(params?.previousResultIds)) {
    throw invalidParams('previousResultIds must be a list.');
  }
  const previous: PreviousIds = new Map(
    params.previousResultIds.map((id) => [uriKey(String(id.uri)), id]),
  );
  const isStanding = session.client.options.standingWorkspacePull === true;
  if (!isStanding) {
    await lintEverything(session, token);
  }
  const mayWait = progress !== undefined && (isStanding || previous.size > 0);
  for (;;) {
    const seen = session.reports.news;
    const items = await newReports(session, previous, !mayWait, token);
    if (items.length > 0 || !mayWait) {
      return stream(items, progress);
    }
    await session.reports.newsSince(seen, token);
  }
}

async function newReports(
  session: Session,
  previous: PreviousIds,
  withOld: boolean,
  token: CancellationToken,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  for (const uri of urisToReport(session, previous)) {
    const report = await reportOn(session, uri, previous.get(uriKey(uri))?.value, token);
    if (withOld || report.kind === DocumentDiagnosticReportKind.Full) {
      items.push(report);
    }
    session.reports.reported(uri);
  }
  return items;
}

function urisToReport(session: Session, previous: PreviousIds): Iterable<string> {
  const { documents, reports, workspace, client } = session;
  const uris = new Map<string, string>();
  const add = (uri: string) => uris.set(uriKey(uri), uri);
  for (const { uri } of previous.values()) {
    add(uri);
  }
  for (const uri of reports.recentlyClosed) {
    add(uri);
  }
  const all = reports.closedFiles || client.options.standingWorkspacePull !== true;
  for (const { uri } of all ? workspace.all() : documents.all()) {
    add(uri);
  }
  return uris.values();
}

async function reportOn(
  session: Session,
  uri: string,
  previousId: string | undefined,
  token: CancellationToken,
): Promise<WorkspaceDocumentDiagnosticReport> {
  const snapshot = reportedSnapshot(session, uri);
  const verdict = snapshot && (await lintLatest(session, snapshot, token));
  if (verdict === undefined) {
    return previousId === notReported
      ? { kind: DocumentDiagnosticReportKind.Unchanged, uri, version: null, resultId: notReported }
      : {
          kind: DocumentDiagnosticReportKind.Full,
          uri,
          version: null,
          resultId: notReported,
          items: [],
        };
  }
  const version = session.documents.has(uri) ? verdict.snapshot.version : null;
  return verdict.resultId === previousId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId: previousId }
    : { ...fullReport(session, verdict), uri, version };
}

function reportedSnapshot(session: Session, uri: string): Snapshot | undefined {
  const { documents, workspace, reports, client } = session;
  const closedToo = reports.closedFiles || client.options.standingWorkspacePull !== true;
  return closedToo ? workspace.get(uri) : documents.get(uri);
}

/** Sends all but the last chunk as partial results. The client adds them up. */
async function stream(
  items: WorkspaceDocumentDiagnosticReport[],
  progress: Progress,
): Promise<WorkspaceDiagnosticReport> {
  if (progress === undefined) {
    return { items };
  }
  for (let start = 0; start < items.length; start += chunkSize) {
    progress.report({ items: items.slice(start, start + chunkSize) });
  }
  return { items: [] };
}

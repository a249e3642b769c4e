import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type ResultProgressReporter,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';

import { fileIdentity, type Snapshot } from '../../core/index';
import { lintEverything, lintLatest } from '../lint-everything';
import type { Verdict } from '../linter';
import { invalidParams } from '../request';
import type { Session } from '../session';
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
    params.previousResultIds
      .filter((id) => typeof id?.uri === 'string')
      .map((id) => [fileIdentity(id.uri), id]),
  );
  const isStanding = session.client.options.standingWorkspacePull === true;
  if (!isStanding) {
    await lintEverything(session, token);
  }
  const mayWait = progress !== undefined && (isStanding || previous.size > 0);
  for (;;) {
    const seen = session.reports.news;
    const answer = new Answer(session, progress);
    for (const uri of urisToReport(session, previous)) {
      const report = await reportOn(session, uri, previous.get(fileIdentity(uri))?.value, token);
      if (report !== undefined && (!mayWait || report.kind === DocumentDiagnosticReportKind.Full)) {
        answer.add(report);
      }
    }
    if (!answer.isEmpty || !mayWait) {
      return answer.end();
    }
    await session.reports.newsSince(seen, token);
  }
}

/** Gathers reports and sends them on as they come, if the client takes partial results; it adds them up. */
class Answer {
  readonly #session: Session;
  readonly #progress: Progress;
  #items: WorkspaceDocumentDiagnosticReport[] = [];
  isEmpty = true;

  constructor(session: Session, progress: Progress) {
    this.#session = session;
    this.#progress = progress;
  }

  add(report: WorkspaceDocumentDiagnosticReport): void {
    this.isEmpty = false;
    this.#items.push(report);
    if (this.#items.length >= chunkSize) {
      this.#sendPart();
    }
  }

  end(): WorkspaceDiagnosticReport {
    this.#sendPart();
    this.#told(this.#items);
    return { items: this.#items };
  }

  #sendPart(): void {
    if (this.#progress !== undefined && this.#items.length > 0) {
      this.#progress.report({ items: this.#items });
      this.#told(this.#items);
      this.#items = [];
    }
  }

  #told(items: readonly WorkspaceDocumentDiagnosticReport[]): void {
    for (const { uri } of items) {
      this.#session.reports.reported(uri);
    }
  }
}

function urisToReport(session: Session, previous: PreviousIds): Iterable<string> {
  const { documents, reports, workspace, client } = session;
  const uris = new Map<string, string>();
  const add = (uri: string) => uris.set(fileIdentity(uri), uri);
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

/** Undefined for a closed file of which nothing is shown and nothing is to be shown. */
async function reportOn(
  session: Session,
  uri: string,
  previousId: string | undefined,
  token: CancellationToken,
): Promise<WorkspaceDocumentDiagnosticReport | undefined> {
  const verdict = await currentVerdict(session, uri, token);
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
  const isOpen = session.documents.has(uri);
  const isShown = isOpen || previousId !== undefined || session.reports.isRecentlyClosed(uri);
  if (!isShown && verdict.result.findings.length === 0) {
    return undefined;
  }
  const version = isOpen ? verdict.snapshot.version : null;
  return verdict.resultId === previousId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId: previousId }
    : { ...fullReport(session, verdict), uri, version };
}

/** The verdict on what the file is now; undefined when it is none that is reported. */
async function currentVerdict(
  session: Session,
  uri: string,
  token: CancellationToken,
): Promise<Verdict | undefined> {
  for (;;) {
    const snapshot = reportedSnapshot(session, uri);
    const verdict = snapshot && (await lintLatest(session, snapshot, token));
    if (verdict === undefined || reportedSnapshot(session, uri) === verdict.snapshot) {
      return verdict;
    }
  }
}

function reportedSnapshot(session: Session, uri: string): Snapshot | undefined {
  const { documents, workspace, reports, client } = session;
  const closedToo = reports.closedFiles || client.options.standingWorkspacePull !== true;
  return closedToo ? workspace.get(uri) : documents.get(uri);
}

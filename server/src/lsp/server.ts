import {
  type Connection,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
} from 'vscode-languageserver';

import { lintWorkspaceRequest, profileRequest, rulesRequest } from '../protocol/index';
import { serverCapabilities } from './capabilities';
import { readClientSupport } from './client-support';
import { codeAction } from './handlers/code-action';
import { resolveCodeAction } from './handlers/code-action-resolve';
import { codeLens } from './handlers/code-lens';
import { completion } from './handlers/completion';
import { resolveCompletion } from './handlers/completion-resolve';
import { documentDiagnostic } from './handlers/document-diagnostic';
import { documentLink } from './handlers/document-link';
import { documentSymbol } from './handlers/document-symbol';
import { executeCommand } from './handlers/execute-command';
import { hover } from './handlers/hover';
import { inlayHint } from './handlers/inlay-hint';
import { lintWorkspace } from './handlers/lint-workspace';
import { describeProfile } from './handlers/profile';
import { describeRules } from './handlers/rules';
import { workspaceDiagnostic } from './handlers/workspace-diagnostic';
import type { Host } from './host';
import type { Log } from './log';
import { Publisher } from './publisher';
import { Refresher } from './refresher';
import { answering, answeringPull } from './request';
import { createSession, type Session } from './session';
import { listenToDocuments } from './text-sync';
import { listenToChanges, listenToFolders, readFolders, registerForChanges } from './watching';

/** Runs the language server on a connection. Everything else hangs on the session that `initialize` creates. */
export function startServer(connection: Connection, host: Host): void {
  const log = logTo(connection);
  let session: Session | undefined;
  host.onStrayError?.((message) => log.error(message));
  connection.onInitialize((params) => {
    if (session !== undefined) {
      return new ResponseError<never>(ErrorCodes.InvalidRequest, 'Already initialized.');
    }
    const client = readClientSupport(params);
    session = createSession(connection, client, host, log);
    return run(session, params);
  });
  connection.onShutdown(() => {
    if (session === undefined || session.ended) {
      throw refusal(session, 'shutdown');
    }
    session.end();
  });
  // Asked for every request that has no handler: all of them before `initialize`.
  connection.onRequest((method: string) => {
    throw refusal(session, method);
  });
  connection.listen();
}

function logTo({ console }: Connection): Log {
  const saying = (level: keyof Log) => (message: string) => {
    try {
      console[level](message);
    } catch {
      // The client is gone, and with it everybody who could be told.
    }
  };
  return { error: saying('error'), warn: saying('warn'), info: saying('info') };
}

function refusal(session: Session | undefined, method: string): ResponseError<void> {
  if (session === undefined) {
    return new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.');
  }
  return session.ended
    ? new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.')
    : new ResponseError(ErrorCodes.MethodNotFound, `There is no method ${method}.`);
}

function run(session: Session, params: InitializeParams): InitializeResult {
  const { connection, client } = session;
  const publisher = client.pullDiagnostics ? undefined : new Publisher(session);
  const refresher = new Refresher(session, publisher);
  listenToDocuments(session, refresher, publisher);
  listenToChanges(session, refresher);
  answerRequests(session, publisher);
  connection.onInitialized(() => {
    listenToFolders(session, refresher);
    readFolders(session, refresher, foldersOf(params));
    void registerForChanges(session);
  });
  session.workspace.onNews(() => {
    if (session.documents.size > 1 || session.reports.closedFiles) {
      refresher.findingsChanged();
    } else {
      refresher.filesChanged();
    }
  });
  session.onEnd(() => {
    refresher.stop();
    publisher?.stop();
    session.reports.end();
  });
  return { capabilities: serverCapabilities(client), serverInfo: { name: 'aks-cilium' } };
}

function answerRequests(session: Session, publisher: Publisher | undefined): void {
  const { connection, client } = session;
  answerReading(session);
  connection.onCodeAction(
    answering(session, 'codeAction', (params, token) => codeAction(session, params, token)),
  );
  connection.onCodeActionResolve(
    answering(session, 'codeAction/resolve', (params, token) =>
      resolveCodeAction(session, params, token),
    ),
  );
  connection.onExecuteCommand(
    answering(session, 'executeCommand', (params) => executeCommand(session, params)),
  );
  connection.onRequest(
    profileRequest,
    answering(session, profileRequest, (params, token) => describeProfile(session, params, token)),
  );
  connection.onRequest(
    lintWorkspaceRequest,
    answering(session, lintWorkspaceRequest, (params, token) =>
      lintWorkspace(session, params, token, publisher),
    ),
  );
  connection.onRequest(rulesRequest, answering(session, rulesRequest, describeRules));
  if (client.pullDiagnostics) {
    answerPulls(session);
  }
}

/** What helps to read and to write a file. */
function answerReading(session: Session): void {
  const { connection } = session;
  connection.onHover(answering(session, 'hover', (params, token) => hover(session, params, token)));
  connection.onDocumentSymbol(
    answering(session, 'documentSymbol', (params, token) => documentSymbol(session, params, token)),
  );
  connection.languages.inlayHint.on(
    answering(session, 'inlayHint', (params, token) => inlayHint(session, params, token)),
  );
  connection.onCodeLens(
    answering(session, 'codeLens', (params, token) => codeLens(session, params, token)),
  );
  connection.onDocumentLinks(
    answering(session, 'documentLink', (params, token) => documentLink(session, params, token)),
  );
  connection.onCompletion(
    answering(session, 'completion', (params, token) => completion(session, params, token)),
  );
  connection.onCompletionResolve(
    answering(session, 'completion/resolve', (item, token) =>
      resolveCompletion(session, item, token),
    ),
  );
}

function answerPulls(session: Session): void {
  const { diagnostics } = session.connection.languages;
  diagnostics.on(
    answeringPull(session, 'diagnostic', (params, token) =>
      documentDiagnostic(session, params, token),
    ),
  );
  diagnostics.onWorkspace((params, token, _workDone, progress) =>
    answeringPull(session, 'workspace/diagnostic', () =>
      workspaceDiagnostic(session, params, token, progress),
    )(params, token),
  );
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  if (Array.isArray(workspaceFolders)) {
    return workspaceFolders.map((folder) => folder?.uri).filter((uri) => typeof uri === 'string');
  }
  return typeof rootUri === 'string' ? [rootUri] : [];
}

import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';

import { lintWorkspaceRequest, profileRequest, rulesRequest } from '../protocol/index';
import { serverCapabilities } from './capabilities';
import { readClientSupport } from './client-support';
import { routeFileAccess } from './file-access';
import { codeAction } from './handlers/code-action';
import { resolveCodeAction } from './handlers/code-action-resolve';
import { documentDiagnostic } from './handlers/document-diagnostic';
import { executeCommand } from './handlers/execute-command';
import { hover } from './handlers/hover';
import { lintWorkspace } from './handlers/lint-workspace';
import { describeProfile } from './handlers/profile';
import { describeRules } from './handlers/rules';
import { workspaceDiagnostic } from './handlers/workspace-diagnostic';
import type { Host } from './host';
import type { Log } from './log';
import { Publisher } from './publisher';
import { Refresher } from './refresher';
import { answering } from './request';
import { createSession, type Session } from './session';
import { listenToDocuments } from './text-sync';
import { listenToChanges, readFolders, registerForChanges } from './watching';

/** Runs the language server on a connection. Everything else hangs on the session that `initialize` creates. */
export function startServer(connection: Connection, host: Host): void {
  const log: Log = {
    error: (message) => connection.console.error(message),
    warn: (message) => connection.console.warn(message),
    info: (message) => connection.console.info(message),
  };
  host.onStrayError?.((message) => log.error(message));
  connection.onInitialize((params) => initialize(connection, host, log, params));
  connection.listen();
}

function initialize(
  connection: Connection,
  host: Host,
  log: Log,
  params: InitializeParams,
): InitializeResult {
  const client = readClientSupport(params);
  const files = routeFileAccess(host.files, connection, client, log);
  const session = createSession(connection, client, host, files, log);
  const publisher = client.pullDiagnostics ? undefined : new Publisher(session);
  const refresher = new Refresher(session, publisher);
  listenToDocuments(session, refresher, publisher);
  listenToChanges(session, refresher);
  answerRequests(session, publisher);
  connection.onInitialized(() => {
    readFolders(session, refresher, foldersOf(params));
    void registerForChanges(session);
  });
  connection.onShutdown(() => {
    refresher.stop();
    publisher?.stop();
    session.reports.end();
  });
  return {
    capabilities: serverCapabilities(client),
    serverInfo: { name: 'aks-cilium' },
  };
}

function answerRequests(session: Session, publisher: Publisher | undefined): void {
  const { connection, log, client } = session;
  connection.onHover(answering('hover', log, (params, token) => hover(session, params, token)));
  connection.onCodeAction(
    answering('codeAction', log, (params, token) => codeAction(session, params, token)),
  );
  connection.onCodeActionResolve(
    answering('codeAction/resolve', log, (params, token) =>
      resolveCodeAction(session, params, token),
    ),
  );
  connection.onExecuteCommand(
    answering('executeCommand', log, (params) => executeCommand(session, params)),
  );
  connection.onRequest(
    profileRequest,
    answering(profileRequest, log, (params, token) => describeProfile(session, params, token)),
  );
  connection.onRequest(
    lintWorkspaceRequest,
    answering(lintWorkspaceRequest, log, (params, token) =>
      lintWorkspace(session, params, token, publisher),
    ),
  );
  connection.onRequest(rulesRequest, answering(rulesRequest, log, describeRules));
  if (client.pullDiagnostics) {
    answerPulls(session);
  }
}

function answerPulls(session: Session): void {
  const { connection, log } = session;
  const { diagnostics } = connection.languages;
  diagnostics.on(
    answering('diagnostic', log, (params, token) => documentDiagnostic(session, params, token)),
  );
  diagnostics.onWorkspace((params, token, _workDone, progress) =>
    answering('workspace/diagnostic', log, () =>
      workspaceDiagnostic(session, params, token, progress),
    )(params, token),
  );
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  if (Array.isArray(workspaceFolders)) {
    return workspaceFolders.map(({ uri }) => uri);
  }
  return typeof rootUri === 'string' ? [rootUri] : [];
}

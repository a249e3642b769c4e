import type { Connection } from 'vscode-languageserver';

import { lint } from '../core/index';
import type { ClientSupport } from './client-support';
import { Clusters } from './clusters';
import { Configurations } from './configurations';
import { OpenDocuments } from './documents';
import { EditorSettings } from './editor-settings';
import { routeFileAccess } from './file-access';
import { FileFacts } from './file-facts';
import type { Host } from './host';
import { Linter } from './linter';
import type { Log } from './log';
import { ProjectFiles } from './project-files';
import { Reports } from './reports';
import { WorkspaceFiles } from './workspace-files';

/** Everything that lives from `initialize` to `shutdown`; the handlers work on it. */
export interface Session {
  readonly connection: Connection;
  readonly client: ClientSupport;
  readonly host: Host;
  readonly log: Log;
  readonly documents: OpenDocuments;
  readonly workspace: WorkspaceFiles;
  readonly clusters: Clusters;
  readonly configurations: Configurations;
  readonly linter: Linter;
  readonly reports: Reports;
  /** `shutdown` has come. */
  readonly ended: boolean;
  end(): void;
  onEnd(listener: () => void): void;
}

export function createSession(
  connection: Connection,
  client: ClientSupport,
  host: Host,
  log: Log,
): Session {
  const files = routeFileAccess(host.files, connection, client, log);
  const documents = new OpenDocuments();
  const facts = new FileFacts(host.nextTurn, log);
  const workspace = new WorkspaceFiles(documents, files, facts, host.foldsCase === true);
  const settings = new EditorSettings(connection, client, log);
  const projectFiles = new ProjectFiles(documents, files);
  const clusters = new Clusters(workspace, host.nextTurn);
  const configurations = new Configurations(workspace, settings, projectFiles, clusters);
  const linter = new Linter(workspace, configurations, host.lint ?? lint, host.nextTurn, log);
  const reports = new Reports();
  const atEnd: (() => void)[] = [];
  let ended = false;
  return {
    connection,
    client,
    host,
    log,
    documents,
    workspace,
    clusters,
    configurations,
    linter,
    reports,
    get ended() {
      return ended;
    },
    end() {
      ended = true;
      for (const listener of atEnd) {
        listener();
      }
    },
    onEnd: (listener) => atEnd.push(listener),
  };
}

import type { Connection } from 'vscode-languageserver';

import type { FileAccess } from '../protocol/index';
import type { ClientSupport } from './client-support';
import { Configurations } from './configurations';
import { OpenDocuments } from './documents';
import { EditorSettings } from './editor-settings';
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
  readonly configurations: Configurations;
  readonly linter: Linter;
  readonly reports: Reports;
}

export function createSession(
  connection: Connection,
  client: ClientSupport,
  host: Host,
  files: FileAccess,
  log: Log,
): Session {
  const documents = new OpenDocuments();
  const workspace = new WorkspaceFiles(documents, files);
  const settings = new EditorSettings(connection, client, log);
  const projectFiles = new ProjectFiles(documents, files);
  const configurations = new Configurations(workspace, settings, projectFiles);
  const linter = new Linter(workspace, configurations, host.nextTurn, log);
  const reports = new Reports();
  return { connection, client, host, log, documents, workspace, configurations, linter, reports };
}

import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  FileChangeType,
} from 'vscode-languageserver';

import { isProjectFile, lintableEndings } from '../core/index';
import type { Refresher } from './refresher';
import { describeError } from './request';
import type { Session } from './session';

/** Asks the client to say when files or settings change, and acts on it. */
export function listenToChanges(session: Session, refresher: Refresher): void {
  const { connection, client, configurations, workspace } = session;
  connection.onDidChangeConfiguration((params) => {
    configurations.settingsChanged(params?.settings);
    refresher.schedule();
  });
  connection.onDidChangeWatchedFiles((params) => filesChanged(session, refresher, params));
  if (client.workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      const kept = workspace.folders.filter((uri) => !gone.has(uri));
      readFolders(session, refresher, [...kept, ...added.map(({ uri }) => uri)]);
    });
  }
}

/** Registers for what the client tells only those who ask. */
export async function registerForChanges(session: Session): Promise<void> {
  const { connection, client, log } = session;
  try {
    if (client.configuration) {
      await connection.client.register(DidChangeConfigurationNotification.type, {
        section: 'aksCilium',
      });
    }
    if (client.watchedFiles) {
      const endings = lintableEndings.map((ending) => ending.slice(1)).join(',');
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: `**/*.{${endings}}` }],
      });
    }
  } catch (error) {
    log.warn(`The client refused to report changes: ${describeError(error)}`);
  }
}

/** Takes the folders as the workspace; what is open is judged again once they are read. */
export function readFolders(
  { configurations, workspace, log }: Session,
  refresher: Refresher,
  folders: readonly string[],
): void {
  configurations.foldersChanged();
  workspace.setFolders(folders).then(
    () => refresher.schedule(),
    (error) => log.error(`Reading the workspace failed: ${describeError(error)}`),
  );
}

async function filesChanged(
  { configurations, workspace }: Session,
  refresher: Refresher,
  params: DidChangeWatchedFilesParams,
): Promise<void> {
  const changes = Array.isArray(params?.changes) ? params.changes : [];
  if (changes.some(({ uri }) => isProjectFile(uri))) {
    configurations.projectFileChanged();
  }
  for (const { uri, type } of changes) {
    if (workspace.folderOf(uri) === undefined) {
      continue;
    }
    if (type === FileChangeType.Deleted) {
      workspace.fileDeleted(uri);
    } else {
      await workspace.fileChanged(uri);
    }
  }
  if (changes.length > 0) {
    refresher.schedule();
  }
}

import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type FileEvent,
  type ProtocolNotificationType,
  WatchKind,
} from 'vscode-languageserver';

import { isProjectFile, lintableEndings } from '../core/index';
import { skippedFolders } from '../protocol/index';
import type { Refresher } from './refresher';
import { describeError } from './request';
import type { Session } from './session';
import { pathInside } from './uri';

/** Acts on what the client says of files and settings. */
export function listenToChanges(session: Session, refresher: Refresher): void {
  const { connection, configurations } = session;
  connection.onDidChangeConfiguration((params) => {
    configurations.settingsChanged(params?.settings);
    refresher.configurationChanged();
  });
  connection.onDidChangeWatchedFiles((params) => {
    filesChanged(session, refresher, params).catch((error) =>
      session.log.error(`Reading changed files failed: ${describeError(error)}`),
    );
  });
}

/** Acts on changes of the workspace folders. Only after `initialized`: listening may have to be announced to the client. */
export function listenToFolders(session: Session, refresher: Refresher): void {
  const { connection, client, workspace } = session;
  if (!client.workspaceFolders) {
    return;
  }
  connection.workspace.onDidChangeWorkspaceFolders((event) => {
    const removed = new Set((event?.removed ?? []).map(({ uri }) => uri));
    const kept = workspace.folders.filter((uri) => !removed.has(uri));
    const added = (event?.added ?? []).map(({ uri }) => uri);
    readFolders(session, refresher, [...kept, ...added]);
  });
}

/** Registers for what the client tells only those who ask. */
export async function registerForChanges({ connection, client, log }: Session): Promise<void> {
  const register = async <Options>(
    type: ProtocolNotificationType<never, Options> | ProtocolNotificationType<object, Options>,
    options: Options,
  ) => {
    try {
      await connection.client.register(type as ProtocolNotificationType<object, Options>, options);
    } catch (error) {
      log.warn(`The client refused to report ${type.method}: ${describeError(error)}`);
    }
  };
  if (client.registersConfiguration) {
    await register(DidChangeConfigurationNotification.type, { section: 'aksCilium' });
  }
  if (client.watchedFiles) {
    const endings = lintableEndings.map((ending) => ending.slice(1)).join(',');
    const watchers = [
      { globPattern: `**/*.{${endings}}` },
      { globPattern: '**/.gitignore' },
      // Of a folder that is deleted or moved with all that is in it, only the folder is told.
      { globPattern: '**/*', kind: WatchKind.Delete },
    ];
    await register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}

/** Takes the folders as the workspace; what is open is judged again once they are read. */
export function readFolders(
  { configurations, workspace, log }: Session,
  refresher: Refresher,
  folders: readonly string[],
): void {
  const reading = workspace.setFolders(folders);
  configurations.foldersChanged();
  reading.then(
    () => refresher.configurationChanged(),
    (error) => log.error(`Reading the workspace failed: ${describeError(error)}`),
  );
}

async function filesChanged(
  { configurations, workspace }: Session,
  refresher: Refresher,
  params: DidChangeWatchedFilesParams,
): Promise<void> {
  const changes: readonly FileEvent[] = Array.isArray(params?.changes) ? params.changes : [];
  const own = changes.filter((change) => {
    const folder = typeof change?.uri === 'string' ? workspace.folderOf(change.uri) : undefined;
    return folder !== undefined && !isSkipped(folder, change.uri);
  });
  const isDeleted = ({ type }: FileEvent) => type === FileChangeType.Deleted;
  const gone = own.filter(isDeleted).flatMap(({ uri }) => workspace.deleted(uri));
  const named = [...changes.map(({ uri }) => uri), ...gone];
  const concernsProject = named.some((uri) => typeof uri === 'string' && isProjectFile(uri));
  if (concernsProject) {
    configurations.projectFileChanged();
  }
  const hasIgnoring = own.some(({ uri }) => uri.endsWith('/.gitignore'));
  if (hasIgnoring) {
    await workspace.ignoresChanged();
  }
  let isNews = gone.length > 0 || hasIgnoring;
  for (const { uri } of own.filter((change) => !isDeleted(change))) {
    isNews = (await workspace.fileChanged(uri)) || isNews;
  }
  if (concernsProject) {
    refresher.configurationChanged();
  } else if (isNews) {
    refresher.findingsChanged();
  }
}

/** A package manager that works in the workspace changes thousands of files that are nobody's own. */
function isSkipped(folder: string, uri: string): boolean {
  const segments = pathInside(folder, uri).split('/');
  return segments.some((segment) => skippedFolders.includes(segment));
}

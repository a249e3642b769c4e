import { isProjectFile } from '../core/index';
import type { Publisher } from './publisher';
import type { Refresher } from './refresher';
import { describeError } from './request';
import type { Session } from './session';

/** Takes over what the client says of its documents. */
export function listenToDocuments(
  session: Session,
  refresher: Refresher,
  publisher: Publisher | undefined,
): void {
  const { connection, documents, workspace, linter, configurations, reports, log } = session;

  const textChanged = (uri: string) => {
    workspace.documentChanged();
    linter.supersede(uri);
    if (isProjectFile(uri)) {
      configurations.projectFileChanged();
      refresher.schedule();
    }
    reports.changed();
  };

  connection.onDidOpenTextDocument(({ textDocument }) => {
    const { uri, languageId, version, text } = textDocument;
    documents.open(uri, languageId, version, text);
    reports.opened(uri);
    textChanged(uri);
    publisher?.schedule(uri, 0);
  });

  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const { uri, version } = textDocument;
    try {
      if (documents.change(uri, version, contentChanges) !== undefined) {
        textChanged(uri);
        publisher?.schedule(uri);
      }
    } catch (error) {
      log.error(`A change of ${uri} could not be applied: ${describeError(error)}`);
    }
  });

  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    if (documents.close(uri)) {
      reports.closed(uri);
      textChanged(uri);
      publisher?.closed(uri);
    }
  });
}

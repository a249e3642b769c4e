import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from 'vscode-languageserver';

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
  const { connection, documents, workspace, linter, configurations, reports, client, log } =
    session;

  const textChanged = (uri: string) => {
    workspace.documentChanged(uri);
    linter.supersede(uri);
    if (isProjectFile(uri)) {
      configurations.projectFileChanged();
      refresher.configurationChanged();
    }
    reports.changed();
  };

  const close = (uri: string) => {
    if (!documents.close(uri)) {
      return;
    }
    reports.closed(uri);
    textChanged(uri);
    // What was not saved counts no longer.
    refresher.filesChanged();
    // Unless closed files are reported, too, this clears what is shown of it.
    publisher?.schedule(uri, 0);
    if (workspace.folderOf(uri) === undefined) {
      configurations.forget(uri);
    } else if (!client.watchedFiles) {
      // Nobody tells that it was saved.
      void workspace.fileChanged(uri);
    }
  };

  connection.onDidOpenTextDocument((params) => {
    if (session.ended || !isOpening(params)) {
      log.warn('A document could not be opened: the client sent no uri, version and text.');
      return;
    }
    const { uri, languageId, version, text } = params.textDocument;
    documents.open(uri, languageId, version, text);
    reports.opened(uri);
    textChanged(uri);
    publisher?.schedule(uri, 0);
  });

  connection.onDidChangeTextDocument((params) => {
    if (session.ended || !isChange(params)) {
      log.warn('A document could not be changed: the client sent no uri, version and changes.');
      return;
    }
    const { uri, version } = params.textDocument;
    try {
      if (documents.change(uri, version, params.contentChanges) !== undefined) {
        textChanged(uri);
        publisher?.schedule(uri);
      }
    } catch (error) {
      log.error(
        `A change of ${uri} could not be applied, so the document is not checked until it is opened again: ${describeError(error)}`,
      );
      close(uri);
    }
  });

  connection.onDidCloseTextDocument((params) => {
    if (!session.ended && isText(params?.textDocument?.uri)) {
      close(params.textDocument.uri);
    }
  });
}

function isOpening(params: Partial<DidOpenTextDocumentParams> | undefined): boolean {
  const document: Partial<DidOpenTextDocumentParams['textDocument']> | undefined =
    params?.textDocument;
  return isText(document?.uri) && isText(document?.text) && Number.isInteger(document?.version);
}

function isChange(params: Partial<DidChangeTextDocumentParams> | undefined): boolean {
  return (
    isText(params?.textDocument?.uri) &&
    Number.isInteger(params?.textDocument?.version) &&
    Array.isArray(params?.contentChanges)
  );
}

function isText(value: unknown): value is DidCloseTextDocumentParams['textDocument']['uri'] {
  return typeof value === 'string';
}

import { type TextDocument, type TextDocumentChangeEvent, workspace } from 'vscode';

import { concernsCluster, hasTellingWord, mayConcernLanguage } from './relevance';

/** The schemes of documents that belong to somebody's work, unlike those of a comparison or an output. */
export function schemes(): ReadonlySet<string> {
  const folders = workspace.workspaceFolders ?? [];
  return new Set(['file', 'untitled', 'vscode-vfs', ...folders.map(({ uri }) => uri.scheme)]);
}

/** Whether the server has anything to say about the document. */
export function isRelevant(document: TextDocument): boolean {
  const { languageId, uri } = document;
  return (
    schemes().has(uri.scheme) &&
    concernsCluster({ languageId, path: uri.path, text: () => document.getText() })
  );
}

/** Whether a change may have made its document relevant; looks at the changed lines only. */
export function mayBecomeRelevant({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  return (
    mayConcernLanguage(document.languageId) &&
    contentChanges.some(
      ({ range, text }) =>
        hasTellingWord(text) ||
        (range.start.line < document.lineCount &&
          hasTellingWord(document.lineAt(range.start.line).text)),
    )
  );
}

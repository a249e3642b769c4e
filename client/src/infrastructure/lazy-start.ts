import { Disposable, workspace } from 'vscode';
import { isRelevant, mayBecomeRelevant } from './documents';
import type { LazyLanguageClient } from './language-client';

/** Starts the language server with the first relevant document, and stops looking for one then. */
export function startWhenNeeded(client: LazyLanguageClient): Disposable {
  const start = () => {
    listening.dispose();
    // Failing is logged and shown by the client; here nobody waits for it.
    client.start().catch(() => undefined);
  };
  const listening = Disposable.from(
    client.onDidStart(() => listening.dispose()),
    workspace.onDidOpenTextDocument((document) => {
      if (isRelevant(document)) {
        start();
      }
    }),
    workspace.onDidChangeTextDocument((event) => {
      if (mayBecomeRelevant(event) && isRelevant(event.document)) {
        start();
      }
    }),
  );
  if (workspace.textDocuments.some(isRelevant)) {
    start();
  }
  return listening;
}

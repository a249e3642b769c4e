import { type TextDocument, type TextDocumentChangeEvent, Uri } from 'vscode';
import {
  type BaseLanguageClient,
  DidOpenTextDocumentNotification,
  type Middleware,
  State,
  vsdiag,
} from 'vscode-languageclient';

import { isRelevant, mayBecomeRelevant } from './documents';

/**
 * Keeps documents from the server that do not concern it: most JSON, shell and Markdown files. A document that
 * becomes relevant while it is edited is opened then.
 */
export class RelevantDocuments {
  readonly #sent = new Set<string>();
  #client: BaseLanguageClient | undefined;

  readonly middleware: Middleware = {
    didOpen: async (document, next) => {
      if (isRelevant(document)) {
        this.#sent.add(document.uri.toString());
        await next(document);
      }
    },
    didChange: async (event, next) => {
      if (this.#isSent(event.document.uri)) {
        await next(event);
      } else {
        await this.#openIfRelevant(event);
      }
    },
    didClose: async (document, next) => {
      if (this.#sent.delete(document.uri.toString())) {
        await next(document);
      }
    },
    // Everything else that is asked on its own for each document an editor shows.
    provideHover: async (document, position, token, next) =>
      this.#isSent(document.uri) ? next(document, position, token) : undefined,
    provideDocumentSymbols: async (document, token, next) =>
      this.#isSent(document.uri) ? next(document, token) : undefined,
    provideDocumentLinks: async (document, token, next) =>
      this.#isSent(document.uri) ? next(document, token) : undefined,
    provideCompletionItem: async (document, position, context, token, next) =>
      this.#isSent(document.uri) ? next(document, position, context, token) : undefined,
    provideDiagnostics: (document, previousResultId, token, next) =>
      this.#isSent(document instanceof Uri ? document : document.uri)
        ? next(document, previousResultId, token)
        : { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] },
    provideCodeActions: async (document, range, context, token, next) =>
      this.#isSent(document.uri) ? next(document, range, context, token) : undefined,
  };

  serve(client: BaseLanguageClient): void {
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      // A server that is started again knows of no document.
      if (newState === State.Stopped) {
        this.#sent.clear();
      }
    });
  }

  #isSent(uri: Uri): boolean {
    return this.#sent.has(uri.toString());
  }

  async #openIfRelevant(event: TextDocumentChangeEvent): Promise<void> {
    if (mayBecomeRelevant(event) && isRelevant(event.document)) {
      await this.#open(event.document);
    }
  }

  async #open(document: TextDocument): Promise<void> {
    const feature = this.#client?.getFeature(DidOpenTextDocumentNotification.method);
    await feature?.getProvider(document)?.send(document);
  }
}

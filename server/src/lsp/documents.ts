import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

import { Snapshot } from '../core/index';
import { uriKey } from './uri';

interface OpenDocument {
  readonly document: TextDocument;
  readonly snapshot: Snapshot;
}

/**
 * The documents the client has open.
 *
 * Invariant: TextDocument changes in place, so it never leaves this class; everybody else works on the immutable
 * snapshot made after each change.
 */
export class OpenDocuments {
  readonly #byKey = new Map<string, OpenDocument>();

  get size(): number {
    return this.#byKey.size;
  }

  get(uri: string): Snapshot | undefined {
    return this.#byKey.get(uriKey(uri))?.snapshot;
  }

  has(uri: string): boolean {
    return this.#byKey.has(uriKey(uri));
  }

  hasKey(key: string): boolean {
    return this.#byKey.has(key);
  }

  *all(): Iterable<Snapshot> {
    for (const { snapshot } of this.#byKey.values()) {
      yield snapshot;
    }
  }

  *entries(): Iterable<readonly [key: string, snapshot: Snapshot]> {
    for (const [key, { snapshot }] of this.#byKey) {
      yield [key, snapshot];
    }
  }

  open(uri: string, languageId: string, version: number, text: string): Snapshot {
    const document = TextDocument.create(uri, languageId, version, text);
    return this.#store(document, undefined);
  }

  /** Undefined for a document that was never opened: there is no text the change could apply to. */
  change(
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ): Snapshot | undefined {
    const known = this.#byKey.get(uriKey(uri));
    if (known === undefined) {
      return undefined;
    }
    return this.#store(TextDocument.update(known.document, [...changes], version), known.snapshot);
  }

  close(uri: string): boolean {
    return this.#byKey.delete(uriKey(uri));
  }

  #store(document: TextDocument, previous: Snapshot | undefined): Snapshot {
    const { uri, languageId, version } = document;
    const snapshot = new Snapshot({ uri, languageId, version, text: document.getText() }, previous);
    this.#byKey.set(uriKey(uri), { document, snapshot });
    return snapshot;
  }
}

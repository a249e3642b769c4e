import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import { fileIdentity, type Placement, Snapshot } from '../core/index';
import { applyChanges, documentOf } from './text-changes';

interface Open {
  readonly languageId: string;
  readonly snapshot: Snapshot;
  /** The same text in the form that changes are applied to; nobody else sees it. */
  readonly document: TextDocument;
}

/** The documents the client has open, each as an immutable snapshot that every change replaces. */
export class OpenDocuments {
  readonly #byKey = new Map<string, Open>();
  /** The namespace that a file gets from what deploys it. */
  placementOf: (uri: string) => Placement | undefined = () => undefined;

  get size(): number {
    return this.#byKey.size;
  }

  get(uri: string): Snapshot | undefined {
    return this.#byKey.get(fileIdentity(uri))?.snapshot;
  }

  has(uri: string): boolean {
    return this.#byKey.has(fileIdentity(uri));
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
    const placement = this.placementOf(uri);
    const snapshot = new Snapshot({ uri, languageId, version, text, placement });
    this.#byKey.set(fileIdentity(uri), { languageId, snapshot, document: documentOf(uri, text) });
    return snapshot;
  }

  /**
   * Undefined for a document that was never opened: there is no text the change could apply to. Throws when a change
   * is none.
   */
  change(
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ): Snapshot | undefined {
    const key = fileIdentity(uri);
    const known = this.#byKey.get(key);
    if (known === undefined) {
      return undefined;
    }
    const { languageId, snapshot: previous } = known;
    const { document, change } = this.#changed(key, known, changes);
    const text = document.getText();
    const snapshot = new Snapshot(
      { uri: previous.uri, languageId, version, text, placement: this.placementOf(previous.uri) },
      previous,
      change,
    );
    this.#byKey.set(key, { languageId, snapshot, document });
    return snapshot;
  }

  /** A change that is none leaves the document as it was. */
  #changed(key: string, known: Open, changes: readonly TextDocumentContentChangeEvent[]) {
    try {
      return applyChanges(known.document, changes);
    } catch (error) {
      const { uri, text } = known.snapshot;
      this.#byKey.set(key, { ...known, document: documentOf(uri, text) });
      throw error;
    }
  }

  /** The same version, but deployed otherwise; false for a document that is not open. */
  place(uri: string): boolean {
    const key = fileIdentity(uri);
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      const snapshot = known.snapshot.placed(this.placementOf(known.snapshot.uri));
      this.#byKey.set(key, { ...known, snapshot });
    }
    return known !== undefined;
  }

  close(uri: string): boolean {
    return this.#byKey.delete(fileIdentity(uri));
  }
}

import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';

import { Snapshot } from '../core/index';
import { applyChanges } from './text-changes';
import { uriKey } from './uri';

/** The documents the client has open, each as an immutable snapshot that every change replaces. */
export class OpenDocuments {
  readonly #byKey = new Map<string, { readonly languageId: string; readonly snapshot: Snapshot }>();

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
    const snapshot = new Snapshot({ uri, languageId, version, text });
    this.#byKey.set(uriKey(uri), { languageId, snapshot });
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
    const key = uriKey(uri);
    const known = this.#byKey.get(key);
    if (known === undefined) {
      return undefined;
    }
    const { languageId, snapshot: previous } = known;
    const text = applyChanges(previous, changes);
    const snapshot = new Snapshot({ uri: previous.uri, languageId, version, text }, previous);
    this.#byKey.set(key, { languageId, snapshot });
    return snapshot;
  }

  close(uri: string): boolean {
    return this.#byKey.delete(uriKey(uri));
  }
}

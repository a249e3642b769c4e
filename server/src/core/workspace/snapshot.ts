import type { YamlDocument } from '../syntax/yaml/document';
import { LineIndex } from '../text/line-index';
import { type Language, languageOf } from './language';
import { splitAndReuse } from './reuse';

export interface SnapshotInput {
  readonly uri: string;
  /** The editor's language id, or undefined to decide by the uri's ending. */
  readonly languageId?: string;
  readonly version: number;
  readonly text: string;
}

/**
 * One version of one file, immutable; everything derived from it is computed once, when asked for.
 * A new version of the text is a new snapshot, which takes over the documents that did not change.
 */
export class Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly language: Language;
  readonly #previous: Snapshot | undefined;
  #lines: LineIndex | undefined;
  #documents: readonly PlacedDocument[] | undefined;

  constructor(input: SnapshotInput, previous?: Snapshot) {
    this.uri = input.uri;
    this.version = input.version;
    this.text = input.text;
    this.language = languageOf(input.uri, input.languageId);
    // Only the computed part of the previous snapshot is of use, and a chain of them would never be freed.
    this.#previous = previous?.detach();
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }

  /** The YAML documents of the file with their places; empty for other languages. */
  get documents(): readonly PlacedDocument[] {
    this.#documents ??=
      this.language === 'yaml' || this.language === 'json'
        ? splitAndReuse(this.text, this.#previous?.documents ?? [])
        : [];
    return this.#documents;
  }

  private detach(): Snapshot | undefined {
    if (this.#documents === undefined) {
      // Nobody asked for this version; what the one before it knew is still of use.
      return this.#previous;
    }
    const bare = new Snapshot({ uri: this.uri, version: this.version, text: '' });
    bare.#documents = this.#documents;
    return bare;
  }
}

/** A document and the offset in the file at which its text starts. */
export interface PlacedDocument {
  readonly start: number;
  readonly document: YamlDocument;
}

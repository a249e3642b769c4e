import {
  isOfChart,
  isProjectFile,
  mayBePartOfOthers,
  mayPlaceOthers,
  type Placement,
  Snapshot,
} from '../core/index';
import type { FileAccess } from '../protocol/index';
import type { FileFacts } from './file-facts';
import { isTooLarge, longestText } from './limits';
import { Readings } from './readings';

const concernsClusters = /apiVersion|contentVersion|Microsoft\.ContainerService|\baz\s+aks\b/;

/** Other files hold nothing that anybody could depend on; any file in Bicep may be part of a deployment. */
function concernsOthers(snapshot: Snapshot): boolean {
  const { uri, text, language } = snapshot;
  return (
    isProjectFile(uri) ||
    mayPlaceOthers(snapshot) ||
    mayBePartOfOthers(snapshot) ||
    isOfChart(uri) ||
    (!isTooLarge(snapshot) &&
      (language?.startsWith('bicep') === true || concernsClusters.test(text)))
  );
}

/** What a file holds, and what it tells others. */
export interface ReadFile {
  /** The one that was known when nothing has changed; undefined when the file is gone, too large or not text. */
  readonly snapshot: Snapshot | undefined;
  readonly digest: string;
  /** Others may depend on it. */
  readonly isOfUse: boolean;
  /** No later reading has begun. */
  readonly isLatest: () => boolean;
}

/** Reads closed files, of which the last reading counts. */
export class ClosedFileReader {
  readonly readings = new Readings();
  readonly #files: FileAccess;
  readonly #facts: FileFacts;
  readonly #placementOf: (uri: string) => Placement | undefined;

  constructor(
    files: FileAccess,
    facts: FileFacts,
    placementOf: (uri: string) => Placement | undefined,
  ) {
    this.#files = files;
    this.#facts = facts;
    this.#placementOf = placementOf;
  }

  /** The file as of now, `known()` being what was read before; undefined when a later reading has begun meanwhile. */
  async read(
    key: string,
    uri: string,
    known: () => Snapshot | undefined,
  ): Promise<ReadFile | undefined> {
    const { isLatest, brought } = this.readings.begin(key);
    const text = await this.#files.readFile({ uri, maxBytes: longestText });
    if (!isLatest()) {
      return undefined;
    }
    const before = known();
    const isSame = before !== undefined && before.text === text;
    const changed = text === undefined ? undefined : this.#snapshotOf(uri, text, before);
    const snapshot = isSame ? before : changed;
    const isOfUse = snapshot !== undefined && concernsOthers(snapshot);
    const digest = isOfUse ? await this.#facts.digest(snapshot) : '';
    // What it tells is known; the trees of a whole workspace would take gigabytes.
    snapshot?.release();
    if (!isLatest()) {
      return undefined;
    }
    if (snapshot !== undefined) {
      brought(snapshot);
    }
    return { snapshot, digest, isOfUse, isLatest };
  }

  #snapshotOf(uri: string, text: string, before: Snapshot | undefined): Snapshot {
    return new Snapshot({ uri, version: 0, text, placement: this.#placementOf(uri) }, before);
  }
}

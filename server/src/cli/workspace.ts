import { placedFiles, Snapshot, tooLargeBecause, type Workspace } from '../core/index';
import type { Input } from './inputs';

/** The files of one run, for rules that look at more than one file. */
export class FileWorkspace implements Workspace {
  readonly #snapshots = new Map<string, Snapshot>();
  #revision = 0;

  constructor(inputs: readonly Input[]) {
    for (const { uri, text, languageId } of inputs) {
      const named = languageId === undefined ? {} : { languageId };
      this.#snapshots.set(uri, new Snapshot({ uri, version: 0, text, ...named }));
    }
    for (const [uri, snapshot] of placedFiles([...this.all()])) {
      this.#snapshots.set(uri, snapshot);
    }
  }

  get revision(): number {
    return this.#revision;
  }

  get(uri: string): Snapshot | undefined {
    return this.#snapshots.get(uri);
  }

  /** Without those that are too large to be looked at. */
  *all(): Iterable<Snapshot> {
    for (const snapshot of this.#snapshots.values()) {
      if (tooLargeBecause(snapshot) === undefined) {
        yield snapshot;
      }
    }
  }

  /** A new text for a file, as after a fix. */
  replace(previous: Snapshot, text: string, languageId: string | undefined): void {
    const { uri, version, placement } = previous;
    const named = languageId === undefined ? {} : { languageId };
    const next = new Snapshot({ uri, version: version + 1, text, placement, ...named }, previous);
    this.#snapshots.set(uri, next);
    this.#revision++;
  }
}

import { placedFiles, type RootOf, Snapshot, tooLargeBecause, type Workspace } from '../core/index';
import type { Input } from './inputs';

/** The files of one run, for rules that look at more than one file. */
export class FileWorkspace implements Workspace {
  readonly #snapshots = new Map<string, Snapshot>();
  readonly rootOf: RootOf;
  readonly #parts = new Map<string, WorkspacePart>();
  #revision = 0;

  constructor(inputs: readonly Pick<Input, 'uri' | 'text' | 'languageId'>[], rootOf: RootOf) {
    this.rootOf = rootOf;
    for (const { uri, text, languageId } of inputs) {
      const named = languageId === undefined ? {} : { languageId };
      this.#snapshots.set(uri, new Snapshot({ uri, version: 0, text, ...named }));
    }
    for (const [uri, snapshot] of placedFiles([...this.all()], rootOf)) {
      this.#snapshots.set(uri, snapshot);
      this.inRootOf(uri).uris.push(uri);
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

  inRootOf(uri: string): WorkspacePart {
    const root = this.rootOf(uri);
    const part = this.#parts.get(root) ?? partOf(this);
    this.#parts.set(root, part);
    return part;
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

/** The files of one root. */
interface WorkspacePart extends Workspace {
  readonly uris: string[];
}

function partOf(whole: Workspace): WorkspacePart {
  const uris: string[] = [];
  return {
    uris,
    // After a fix, most of what the files tell each other is as before.
    origin: uris,
    get revision() {
      return whole.revision;
    },
    get: (uri) => whole.get(uri),
    all: () => uris.flatMap((uri) => whole.get(uri) ?? []),
  };
}

import { fileIdentity, type RootOf, type Snapshot, type Workspace } from '../core/index';

/** The files of one root at one moment, in the order of their names. */
interface Part {
  /** Where each file stands in the list, by `fileIdentity`. */
  readonly places: ReadonlyMap<string, number>;
  readonly files: readonly Snapshot[];
  /** The same for all states of a root. */
  readonly origin: object;
}

/** The files of one root as they are now. */
interface Room {
  readonly files: Map<string, Snapshot>;
  /** What is there in another version than in `part`. */
  readonly newer: Set<string>;
  /** Undefined when files have come or gone since. */
  part: Part | undefined;
  readonly origin: object;
}

/** Makes states of the workspace that do not change any more. A new text of a file costs no more than a copy of a list. */
export class WorkspaceViews {
  readonly #rooms = new Map<string, Room>();
  #rootOf: RootOf;
  #view: Workspace | undefined;

  constructor(rootOf: RootOf) {
    this.#rootOf = rootOf;
  }

  /** Takes a file as it is now, by its `fileIdentity`; undefined when it is gone. */
  set(key: string, uri: string, snapshot: Snapshot | undefined): void {
    const root = this.#rootOf(uri);
    const room = this.#rooms.get(root) ?? newRoom();
    this.#rooms.set(root, room);
    const known = room.files.get(key);
    if (known === snapshot) {
      return;
    }
    this.#view = undefined;
    if (snapshot === undefined) {
      room.files.delete(key);
    } else {
      room.files.set(key, snapshot);
    }
    if (known === undefined || snapshot === undefined) {
      room.part = undefined;
    } else {
      room.newer.add(key);
    }
  }

  /** Begins anew, with other roots. */
  reset(rootOf: RootOf): void {
    this.#rooms.clear();
    this.#rootOf = rootOf;
    this.#view = undefined;
  }

  /** All files as they are now, with what they told at that revision. */
  view(revision: number): Workspace {
    // One that was made before the facts of a change were read goes with the facts from before.
    if (this.#view?.revision !== revision) {
      this.#view = this.#createView(revision);
    }
    return this.#view;
  }

  #createView(revision: number): Workspace {
    const rootOf = this.#rootOf;
    const parts = new Map<string, Part>();
    for (const [root, room] of this.#rooms) {
      if (room.files.size === 0) {
        this.#rooms.delete(root);
      } else {
        parts.set(root, partOf(room));
      }
    }
    const get = (uri: string) => {
      const part = parts.get(rootOf(uri));
      return part?.files[part.places.get(fileIdentity(uri)) ?? -1];
    };
    let all: readonly Snapshot[] | undefined;
    const inRoots = new Map<string, Workspace>();
    return {
      revision,
      get,
      all: () => {
        all ??= [...parts.keys()].sort().flatMap((root) => parts.get(root)?.files ?? []);
        return all;
      },
      inRootOf: (uri) => {
        const root = rootOf(uri);
        const known = inRoots.get(root) ?? { revision, get, ...rest(parts.get(root)) };
        inRoots.set(root, known);
        return known;
      },
    };
  }
}

function rest(part: Part | undefined): Pick<Workspace, 'origin' | 'all'> {
  return part === undefined ? { all: () => [] } : { origin: part.origin, all: () => part.files };
}

function newRoom(): Room {
  return { files: new Map(), newer: new Set(), part: undefined, origin: {} };
}

function partOf(room: Room): Part {
  room.part = room.part === undefined ? sorted(room) : updated(room.part, room);
  room.newer.clear();
  return room.part;
}

function sorted({ files, origin }: Room): Part {
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    places: new Map(entries.map(([key], place) => [key, place])),
    files: entries.map(([, snapshot]) => snapshot),
    origin,
  };
}

function updated(part: Part, { files: now, newer }: Room): Part {
  if (newer.size === 0) {
    return part;
  }
  const { places, origin } = part;
  const files = [...part.files];
  for (const key of newer) {
    const place = places.get(key);
    const snapshot = now.get(key);
    if (place !== undefined && snapshot !== undefined) {
      files[place] = snapshot;
    }
  }
  return { places, files, origin };
}

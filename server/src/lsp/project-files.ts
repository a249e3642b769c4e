import {
  fileIdentity,
  folderIdentity,
  type ProjectFile,
  projectFileNames,
  readProjectFile,
  type Snapshot,
} from '../core/index';
import type { FileAccess } from '../protocol/index';
import type { OpenDocuments } from './documents';
import { parentUri } from './uri';

const largestProjectFile = 1_000_000;

/**
 * Finds the project file that holds for a file: the nearest one upward, not beyond the root that the file lies in. For a
 * file outside all workspace folders the search ends at the top.
 */
export class ProjectFiles {
  readonly #documents: OpenDocuments;
  readonly #files: FileAccess;
  readonly #onDisk = new Map<string, Promise<ProjectFile | undefined>>();
  readonly #open = new WeakMap<Snapshot, ProjectFile>();
  /** The last state of each file that could be read, for while somebody is typing in it. */
  readonly #intact = new Map<string, ProjectFile>();

  constructor(documents: OpenDocuments, files: FileAccess) {
    this.#documents = documents;
    this.#files = files;
  }

  async nearest(uri: string, folder: string | undefined): Promise<ProjectFile | undefined> {
    const top = folder === undefined ? undefined : folderIdentity(folder);
    for (let at = parentUri(uri); at !== undefined; at = parentUri(at)) {
      const found = await this.#in(at);
      if (found !== undefined || folderIdentity(at) === top) {
        return found;
      }
    }
    return undefined;
  }

  /** What was read from disk may no longer be so. */
  forget(): void {
    this.#onDisk.clear();
  }

  async #in(folder: string): Promise<ProjectFile | undefined> {
    for (const name of projectFileNames) {
      const uri = `${folder}/${name}`;
      const open = this.#documents.get(uri);
      const found = open === undefined ? await this.#read(uri) : this.#parse(open);
      if (found !== undefined) {
        return this.#intactOf(found);
      }
      // It is gone: one that is written anew owes nothing to it.
      this.#intact.delete(fileIdentity(uri));
    }
    return undefined;
  }

  #read(uri: string): Promise<ProjectFile | undefined> {
    const key = fileIdentity(uri);
    let reading = this.#onDisk.get(key);
    if (reading === undefined) {
      reading = this.#files
        .readFile({ uri, maxBytes: largestProjectFile })
        .then((text) => (text === undefined ? undefined : readProjectFile(uri, text)));
      this.#onDisk.set(key, reading);
    }
    return reading;
  }

  #parse(snapshot: Snapshot): ProjectFile {
    let file = this.#open.get(snapshot);
    if (file === undefined) {
      file = readProjectFile(snapshot.uri, snapshot.text);
      this.#open.set(snapshot, file);
    }
    return file;
  }

  #intactOf(file: ProjectFile): ProjectFile {
    const key = fileIdentity(file.uri);
    if (!file.broken) {
      this.#intact.set(key, file);
    }
    return this.#intact.get(key) ?? file;
  }
}

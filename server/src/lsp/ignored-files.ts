import {
  type FolderPlace,
  fileIdentity,
  folderIdentity,
  type IgnoreFiles,
  type IgnoreRules,
  ignoreRulesIn,
  readIgnoreFiles,
} from '../core/index';
import type { FileAccess, FolderFilter } from '../protocol/index';
import { parentUri, schemeOf, uriAt } from './uri';

const longestIgnoreFile = 1_000_000;
const nothing: IgnoreFiles = { repository: 'none', patterns: [] };

/** What git ignores in the workspace folders, as it was when the folders were first asked for. */
export class IgnoredFiles {
  readonly #files: FileAccess;
  readonly #foldsCase: boolean;
  /** For the entries of each folder, by workspace folder and folder; undefined where it is ignored as a whole. */
  readonly #rules = new Map<string, Promise<IgnoreRules | undefined>>();
  readonly #repositories = new Map<string, string>();

  constructor(files: FileAccess, foldsCase: boolean) {
    this.#files = files;
    this.#foldsCase = foldsCase;
  }

  /** Repositories that have been found in the workspace folders and are no part of another one, by their uris. */
  get repositories(): readonly string[] {
    return [...this.#repositories.values()];
  }

  /** Leaves out what git ignores in a workspace folder; the folder itself is wanted in any case. */
  filterIn(top: string): FolderFilter {
    return async (folder, names) => {
      const mayTell = names.includes('.gitignore') || names.includes('.git');
      const rules = await this.#rulesIn(top, folder, mayTell);
      const path = folderIdentity(folder);
      return (name, isFolder) => rules?.isIgnored(`${path}/${name}`, isFolder) === false;
    };
  }

  /** Whether git ignores a file of a workspace folder. */
  async isIgnored(top: string, uri: string): Promise<boolean> {
    const rules = await this.#rulesIn(top, parentUri(uri) ?? top, true);
    return rules?.isIgnored(fileIdentity(uri), false) !== false;
  }

  /** What was read may no longer be so. */
  forget(): void {
    this.#rules.clear();
    this.#repositories.clear();
  }

  #rulesIn(top: string, folder: string, mayTell: boolean): Promise<IgnoreRules | undefined> {
    const key = `${folderIdentity(top)} ${folderIdentity(folder)}`;
    const known = this.#rules.get(key) ?? this.#find(top, folder, mayTell);
    this.#rules.set(key, known);
    return known;
  }

  async #find(top: string, folder: string, mayTell: boolean): Promise<IgnoreRules | undefined> {
    const path = folderIdentity(folder);
    const parent = parentUri(folder);
    if (parent === undefined || path === folderIdentity(top)) {
      return this.#reading(ignoreRulesIn(foldersAround(folder), uriAt, this.#foldsCase));
    }
    const outer = await this.#rulesIn(top, parent, true);
    if (outer === undefined || outer.isIgnored(path, true)) {
      return undefined;
    }
    const files = mayTell ? await this.#reading(readIgnoreFiles(folder, uriAt)) : nothing;
    if (files.repository === 'own') {
      this.#repositories.set(path, folder);
    }
    return outer.enter(path, files);
  }

  async #reading<T>(steps: Generator<string, T, string | undefined>): Promise<T> {
    let step = steps.next();
    while (step.done !== true) {
      const uri = step.value;
      step = steps.next(await this.#files.readFile({ uri, maxBytes: longestIgnoreFile }));
    }
    return step.value;
  }
}

/** The folder and those around it. Where the client has the files, it shows whole repositories. */
function foldersAround(folder: string): readonly FolderPlace[] {
  const around: FolderPlace[] = [];
  const isOnDisk = schemeOf(folder) === 'file';
  for (let at: string | undefined = folder; at !== undefined; at = parentUri(at)) {
    around.push({ place: at, path: folderIdentity(at) });
    if (!isOnDisk) {
      break;
    }
  }
  return around;
}

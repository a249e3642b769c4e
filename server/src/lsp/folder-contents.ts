import { fileIdentity, folderIdentity, lintableEndings } from '../core/index';
import type { FileAccess } from '../protocol/index';
import { IgnoredFiles } from './ignored-files';

const mostFiles = 20_000;

/** A file by its `fileIdentity`, and its uri. */
export type FileName = readonly [key: string, uri: string];

/** What a search of the workspace folders has found. */
export interface Found {
  /** Uris of files by their `fileIdentity`. */
  readonly files: ReadonlyMap<string, string>;
  /** There are more than the limit allows. */
  readonly truncated: boolean;
  /** Uris of repositories that lie in the folders. */
  readonly repositories: readonly string[];
}

/** The files of the workspace folders that can be linted, without those that git ignores. Texts are not read here. */
export class FolderContents {
  readonly #files: FileAccess;
  readonly #ignored: IgnoredFiles;
  #known = new Map<string, string>();
  #truncated = false;

  constructor(files: FileAccess, foldsCase: boolean) {
    this.#files = files;
    this.#ignored = new IgnoredFiles(files, foldsCase);
  }

  /** Uris by `fileIdentity`. */
  get known(): ReadonlyMap<string, string> {
    return this.#known;
  }

  /** More files than the limit allows. */
  get truncated(): boolean {
    return this.#truncated;
  }

  /** Nothing is known. */
  clear(): void {
    this.#known = new Map();
    this.#truncated = false;
  }

  /** Searches the folders, with what git ignores now. */
  async search(folders: readonly string[]): Promise<Found> {
    this.#ignored.forget();
    const files = new Map<string, string>();
    let truncated = false;
    for (const folder of folders) {
      const limit = mostFiles - files.size;
      const filter = this.#ignored.filterIn(folder);
      const found = await this.#files.findFiles(
        { folder, endings: lintableEndings, limit },
        filter,
      );
      truncated ||= found.truncated;
      for (const uri of found.uris) {
        files.set(fileIdentity(uri), uri);
      }
    }
    return { files, truncated, repositories: this.#ignored.repositories };
  }

  /** Takes what was found for all that there is. Returns what was known before and is not there. */
  take({ files, truncated }: Found): readonly FileName[] {
    const gone = [...this.#known].filter(([key]) => !files.has(key));
    this.#known = new Map(files);
    this.#truncated = truncated;
    return gone;
  }

  /** Whether a file of a workspace folder is one that can be linted and that git does not ignore. */
  async isWanted(uri: string, folder: string | undefined): Promise<boolean> {
    const name = uri.toLowerCase();
    const isLintable = lintableEndings.some((ending) => name.endsWith(ending));
    return isLintable && (folder === undefined || !(await this.#ignored.isIgnored(folder, uri)));
  }

  /** A file is there. */
  add(uri: string): void {
    this.#known.set(fileIdentity(uri), uri);
  }

  /** A file is gone, or a folder with all that was in it. Returns what was known, as `known` has it. */
  remove(uri: string): readonly FileName[] {
    const own = fileIdentity(uri);
    const inside = `${folderIdentity(uri)}/`;
    const gone = [...this.#known].filter(([key]) => key === own || key.startsWith(inside));
    for (const [key] of gone) {
      this.#known.delete(key);
    }
    return gone;
  }
}

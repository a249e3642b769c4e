/** Asked by the server where it has no disk of its own: in the browser, and for virtual workspaces. */
export const readFileRequest = 'aksCilium/readFile';

export interface ReadFileParams {
  readonly uri: string;
  /** Files larger than this are not sent. */
  readonly maxBytes: number;
}

export interface ReadFileResult {
  /** Absent when the file is missing, too large or not text. */
  readonly text?: string;
}

/** Asked by the server to learn which files a folder holds. */
export const findFilesRequest = 'aksCilium/findFiles';

export interface FindFilesParams {
  readonly folder: string;
  /** Lower-case endings of names, e.g. `.yaml`. */
  readonly endings: readonly string[];
  readonly limit: number;
}

export interface FoundFiles {
  readonly uris: readonly string[];
  /** There are more files than the limit allows. */
  readonly truncated: boolean;
}

export type FindFilesResult = FoundFiles;

/**
 * Tells of the entries of a folder which are looked at. Gets the uri of the folder and the names in it, of which those that
 * begin with `.git` are sure to be there.
 */
export type FolderFilter = (
  folder: string,
  names: readonly string[],
) => Promise<(name: string, isFolder: boolean) => boolean>;

/** Files as a host sees them; the one contract of disk, browser and virtual workspaces. Never throws. */
export interface FileAccess {
  readFile(params: ReadFileParams): Promise<string | undefined>;
  /** The filter is asked for every folder on the way, before the folders in it. */
  findFiles(params: FindFilesParams, filter?: FolderFilter): Promise<FoundFiles>;
}

/** Folders that hold what others wrote, or no sources at all; nothing in them is looked at. */
export const skippedFolders: readonly string[] = [
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '.terraform',
];

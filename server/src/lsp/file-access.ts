import type { Connection } from 'vscode-languageserver';

import { folderIdentity } from '../core/index';
import {
  type FileAccess,
  type FindFilesParams,
  type FindFilesResult,
  type FolderFilter,
  type FoundFiles,
  findFilesRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '../protocol/index';
import type { ClientSupport } from './client-support';
import type { Log } from './log';
import { describeError } from './request';
import { parentUri, pathInside, schemeOf } from './uri';

const noFiles: FileAccess = {
  readFile: async () => undefined,
  findFiles: async () => ({ uris: [], truncated: false }),
};

/** Files through the host's disk for `file:` uris, and through the client for all others. */
export function routeFileAccess(
  disk: FileAccess | undefined,
  connection: Connection,
  client: ClientSupport,
  log: Log,
): FileAccess {
  const asked = client.options.readsFiles === true ? askClient(connection, log) : noFiles;
  const at = (uri: string) => (schemeOf(uri) === 'file' ? (disk ?? asked) : asked);
  return {
    readFile: (params) => at(params.uri).readFile(params),
    findFiles: (params, filter) => at(params.folder).findFiles(params, filter),
  };
}

function askClient(connection: Connection, log: Log): FileAccess {
  const find: Find = async (params) => {
    try {
      const result = await connection.sendRequest<FindFilesResult | null>(findFilesRequest, params);
      const uris: readonly unknown[] = Array.isArray(result?.uris) ? result.uris : [];
      return {
        uris: uris.filter((uri) => typeof uri === 'string'),
        truncated: result?.truncated === true,
      };
    } catch (error) {
      log.warn(`The client could not search ${params.folder}: ${describeError(error)}`);
      return { uris: [], truncated: false };
    }
  };
  return {
    async readFile(params: ReadFileParams) {
      try {
        const result = await connection.sendRequest<ReadFileResult | null>(readFileRequest, params);
        return typeof result?.text === 'string' ? result.text : undefined;
      } catch (error) {
        log.warn(`The client could not read ${params.uri}: ${describeError(error)}`);
        return undefined;
      }
    },
    async findFiles(params: FindFilesParams, filter?: FolderFilter) {
      if (filter === undefined) {
        return find(params);
      }
      // In one request: to find that there are none may take a walk through all folders.
      const endings = [...params.endings, ignoreFile];
      const { uris, truncated } = await find({ ...params, endings });
      const isIgnoring = (uri: string) => uri.endsWith(`/${ignoreFile}`);
      const ignoring = uris.filter(isIgnoring);
      const others = uris.filter((uri) => !isIgnoring(uri));
      return { uris: await filtered(others, ignoring, params.folder, filter), truncated };
    },
  };
}

type Find = (params: FindFilesParams) => Promise<FoundFiles>;

const ignoreFile = '.gitignore';

/** The client knows no filter: what it has found is looked through, folder by folder. */
async function filtered(
  uris: readonly string[],
  ignoring: readonly string[],
  top: string,
  filter: FolderFilter,
): Promise<readonly string[]> {
  if (ignoring.length === 0) {
    return uris;
  }
  const named = new Set(ignoring.flatMap((uri) => identityOfParent(uri) ?? []));
  const root = folderIdentity(top);
  const folders = new Map<string, ReturnType<FolderFilter>>();
  const entriesOf = (folder: string) => {
    const key = folderIdentity(folder);
    const known = folders.get(key) ?? filter(folder, named.has(key) ? [ignoreFile] : []);
    folders.set(key, known);
    return known;
  };
  const isWanted = async (uri: string, isFolder: boolean): Promise<boolean> => {
    const folder = parentUri(uri);
    if (folder === undefined || folderIdentity(uri) === root) {
      return true;
    }
    const isReached = await isWanted(folder, true);
    return isReached && (await entriesOf(folder))(pathInside(folder, uri), isFolder);
  };
  const wanted = await Promise.all(uris.map((uri) => isWanted(uri, false)));
  return uris.filter((_, index) => wanted[index]);
}

function identityOfParent(uri: string): string | undefined {
  const folder = parentUri(uri);
  return folder === undefined ? undefined : folderIdentity(folder);
}

import type { Connection } from 'vscode-languageserver';

import {
  type FileAccess,
  type FindFilesParams,
  type FindFilesResult,
  findFilesRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '../protocol/index';
import type { ClientSupport } from './client-support';
import type { Log } from './log';
import { describeError } from './request';
import { schemeOf } from './uri';

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
    findFiles: (params) => at(params.folder).findFiles(params),
  };
}

function askClient(connection: Connection, log: Log): FileAccess {
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
    async findFiles(params: FindFilesParams) {
      try {
        const result = await connection.sendRequest<FindFilesResult | null>(
          findFilesRequest,
          params,
        );
        const uris: readonly unknown[] = Array.isArray(result?.uris) ? result.uris : [];
        return {
          uris: uris.filter((uri) => typeof uri === 'string'),
          truncated: result?.truncated === true,
        };
      } catch (error) {
        log.warn(`The client could not search ${params.folder}: ${describeError(error)}`);
        return { uris: [], truncated: false };
      }
    },
  };
}

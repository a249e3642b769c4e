import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import {
  type FileAccess,
  type FindFilesParams,
  type FolderFilter,
  type ReadFileParams,
  skippedFolders,
} from '../../protocol/index';
import { fileUri } from './file-uri';

/** Files on the disk. What cannot be read counts as not there. */
export const diskFiles: FileAccess = {
  async readFile({ uri, maxBytes }: ReadFileParams) {
    try {
      return await readText(fileURLToPath(uri), maxBytes);
    } catch {
      return undefined;
    }
  },

  async findFiles({ folder, endings, limit }: FindFilesParams, filter?: FolderFilter) {
    const uris: string[] = [];
    try {
      for await (const path of walk(fileURLToPath(folder), endings, filter)) {
        if (uris.length >= limit) {
          return { uris, truncated: true };
        }
        uris.push(fileUri(path));
      }
    } catch {
      // A folder uri that is no path of this machine: there is nothing to find.
    }
    return { uris, truncated: false };
  },
};

async function readText(path: string, maxBytes: number): Promise<string | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > maxBytes) {
      return undefined;
    }
    const bytes = await file.readFile();
    return bytes.includes(0) ? undefined : new TextDecoder().decode(bytes);
  } finally {
    await file.close();
  }
}

/** Breadth first, so that a limit cuts off what lies deep. Links are not followed: they may lead in circles. */
async function* walk(
  root: string,
  endings: readonly string[],
  filter: FolderFilter = async () => () => true,
): AsyncGenerator<string> {
  const folders = [root];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const names = entries.map(({ name }) => name);
    const isWanted = await filter(fileUri(folder), names);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = entry.name.toLowerCase();
      if (entry.isDirectory()) {
        if (!skippedFolders.includes(entry.name) && isWanted(entry.name, true)) {
          folders.push(join(folder, entry.name));
        }
      } else if (entry.isFile() && endings.some((ending) => name.endsWith(ending))) {
        if (isWanted(entry.name, false)) {
          yield join(folder, entry.name);
        }
      }
    }
  }
}

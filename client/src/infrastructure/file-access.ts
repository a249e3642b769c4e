import { FileType, RelativePattern, Uri, workspace } from 'vscode';

import type {
  FileAccess,
  FindFilesParams,
  FoundFiles,
  ReadFileParams,
} from '../../../server/src/protocol/index';

/** Each folder that is not searched but walked through is a request to who knows which machine. */
const mostFoldersWalked = 2_000;

const skippedFolders = ['node_modules', '.git', '.hg', '.svn', '.terraform'];

/** Files as the editor sees them, on whatever file system the workspace is. */
export const editorFiles: FileAccess = {
  async readFile({ uri, maxBytes }: ReadFileParams) {
    try {
      const target = Uri.parse(uri, true);
      const { size } = await workspace.fs.stat(target);
      if (size > maxBytes) {
        return undefined;
      }
      const bytes = await workspace.fs.readFile(target);
      return bytes.includes(0) ? undefined : new TextDecoder().decode(bytes);
    } catch {
      return undefined;
    }
  },

  async findFiles(params: FindFilesParams): Promise<FoundFiles> {
    const searched = await search(params);
    // Not every file system can be searched; those that cannot find nothing.
    const { uris, isCut } =
      searched.length > 0 ? { uris: searched, isCut: false } : await walk(params);
    return {
      uris: uris.slice(0, params.limit).map((uri) => uri.toString()),
      truncated: isCut || uris.length > params.limit,
    };
  },
};

async function search({ folder, endings, limit }: FindFilesParams): Promise<readonly Uri[]> {
  const names = endings.map((ending) => ending.slice(1)).join(',');
  const pattern = new RelativePattern(Uri.parse(folder, true), `**/*.{${names}}`);
  try {
    return await workspace.findFiles(pattern, `**/{${skippedFolders.join(',')}}/**`, limit + 1);
  } catch {
    return [];
  }
}

interface Walk {
  readonly uris: readonly Uri[];
  /** There are more folders than are walked through. */
  readonly isCut: boolean;
}

async function walk({ folder, endings, limit }: FindFilesParams): Promise<Walk> {
  const found: Uri[] = [];
  const folders = [Uri.parse(folder, true)];
  let walked = 0;
  // Folders found on the way are added to the list, and the loop comes to them as well.
  for (const parent of folders) {
    if (++walked > mostFoldersWalked || found.length > limit) {
      return { uris: found, isCut: true };
    }
    for (const [name, type] of await entriesOf(parent)) {
      const lower = name.toLowerCase();
      if (type === FileType.Directory && !skippedFolders.includes(name)) {
        folders.push(Uri.joinPath(parent, name));
      } else if (type === FileType.File && endings.some((ending) => lower.endsWith(ending))) {
        found.push(Uri.joinPath(parent, name));
      }
    }
  }
  return { uris: found, isCut: false };
}

async function entriesOf(folder: Uri): Promise<readonly [string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}

import type { PlacedDocument, PlacedGroup } from '../../syntax/yaml/document-group';

/** A file as far as its deployment is concerned; a snapshot is one. */
export interface DeployedFile {
  readonly uri: string;
  readonly text: string;
  readonly documents: readonly PlacedDocument[];
  readonly groups: readonly PlacedGroup[];
}

/** The folder of a file, without a slash at its end. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

/** Where a path leads from a folder; undefined for an address of another repository, and when it leads nowhere. */
export function pathFrom(folder: string, path: string): string | undefined {
  const root = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(folder)?.[0];
  if (root === undefined || /:|\?|^\/|^(?:github|gitlab)\.com\//.test(path)) {
    return undefined;
  }
  const parts = folder.slice(root.length).split('/').slice(1);
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) {
        return undefined;
      }
    } else if (part !== '.' && part !== '') {
      parts.push(encodeURIComponent(part));
    }
  }
  return [root, ...parts].join('/');
}

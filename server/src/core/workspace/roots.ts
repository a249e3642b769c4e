import { folderIdentity } from '../text/file-identity';

/** The root that a file belongs to: equal texts for files of one root. Only for comparing. */
export type RootOf = (uri: string) => string;

/**
 * Says which of the folders, given by their uris, is the root of a file: the deepest that it lies in. Files of different
 * roots have nothing to do with each other but what they say by a path. A file in none of them has the folder it lies in
 * for a root; those without a place, such as what was never saved, have one in common.
 */
export function createRoots(folders: Iterable<string>): RootOf {
  const roots = new Set([...folders].map(folderIdentity));
  const known = new Map<string, string>();
  return (uri) => {
    const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    const root = known.get(folder) ?? rootAround(folder && folderIdentity(folder), roots);
    known.set(folder, root);
    return root;
  };
}

function rootAround(folder: string, roots: ReadonlySet<string>): string {
  for (let at = folder; at.includes('/'); at = at.slice(0, at.lastIndexOf('/'))) {
    if (roots.has(at)) {
      return at;
    }
  }
  return folder;
}

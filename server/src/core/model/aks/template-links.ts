import type { TemplateLink } from '../../evaluation/arm/template';
import { type SourceFiles, uriOfPath } from './template-files';

/** The uri of the file that a deployment links to, if it is one of the files at hand. What lies elsewhere is never read. */
export function linkedUri(
  link: TemplateLink,
  fromUri: string,
  files: SourceFiles,
): string | undefined {
  if (link.kind === 'relative') {
    return uriOfPath(fromUri, link.path);
  }
  return files.get(link.uri) === undefined ? inRepository(link.uri, fromUri, files) : link.uri;
}

/** `https://raw.githubusercontent.com/owner/name/branch/path`, where the branch may be `refs/heads/branch`. */
const raw =
  /^https:\/\/raw\.githubusercontent\.com\/[^/]+\/[^/]+\/(?:refs\/(?:heads|tags)\/)?[^/]+\/(.+)$/i;

/**
 * A file of a repository by its address: the one that stands at the same path below a folder around the template. None when
 * there are several.
 */
function inRepository(address: string, fromUri: string, files: SourceFiles): string | undefined {
  const path = raw.exec(address)?.[1];
  if (path === undefined) {
    return undefined;
  }
  const found = foldersAround(fromUri).flatMap((folder) => {
    const uri = uriOfPath(`${folder}/x`, path);
    return uri === undefined || files.get(uri) === undefined ? [] : [uri];
  });
  return found.length === 1 ? found[0] : undefined;
}

function foldersAround(uri: string): readonly string[] {
  const [root = ''] = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(uri) ?? [];
  const parts = uri.slice(root.length).split('/').slice(1, -1);
  return [...parts, ''].map((_, index) => [root, ...parts.slice(0, index)].join('/'));
}

import type { OpenTemplate, TemplateFile } from '../../evaluation/bicep/template';
import type { ArmFile } from '../../syntax/arm/file';
import type { BicepFile } from '../../syntax/bicep/tree';
import { fileIdentity } from '../../text/file-identity';

/** A file as far as templates are concerned; a snapshot is one. */
export interface SourceFile {
  readonly uri: string;
  readonly text: string;
  /** `bicep` for a template, `bicep-params` for a file of parameters. */
  readonly language: string | undefined;
  readonly bicep: BicepFile | undefined;
  /** Of a template or a file of parameters in JSON. */
  readonly arm: ArmFile | undefined;
}

/** The files at hand; a workspace has them. */
export interface SourceFiles {
  get(uri: string): SourceFile | undefined;
  all(): Iterable<SourceFile>;
}

/** Opens what templates name by a path, if it is one of the files at hand. What lies elsewhere is never read. */
export function openIn(files: SourceFiles): OpenTemplate {
  return (fromUri, path) => {
    const uri = uriOfPath(fromUri, path);
    return uri === undefined ? undefined : templateOf(files.get(uri));
  };
}

/** The file as a template; undefined for a file that is not written in Bicep. */
export function templateOf(file: SourceFile | undefined): TemplateFile | undefined {
  return file?.bicep === undefined ? undefined : { uri: file.uri, file: file.bicep };
}

/** The uri of a path as Bicep writes it in a file; undefined for modules of a registry and for paths that lead nowhere. */
export function uriOfPath(fromUri: string, path: string): string | undefined {
  const root = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(fromUri)?.[0];
  if (root === undefined || path === '' || /[:\\]|^\//.test(path)) {
    return undefined;
  }
  const parts = fromUri.slice(root.length).split('/').slice(1, -1);
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) {
        return undefined;
      }
    } else if (part !== '.' && part !== '') {
      parts.push(encodeURIComponent(part));
    }
  }
  return `${root}/${parts.join('/')}`;
}

/** Whether a path as it is written in a file leads to another one, however clients and walks of the disk write their uris. */
export function leadsTo(uri: string, fromUri: string, path: string): boolean {
  const target = uriOfPath(fromUri, path);
  return target !== undefined && isSameFile(target, uri);
}

/** Whether two uris are of one file. */
export function isSameFile(one: string, other: string): boolean {
  return one === other || fileIdentity(one) === fileIdentity(other);
}

/** How a file is called in messages about another one: the way there. */
export function pathBetween(fromUri: string, toUri: string): string {
  const from = fileIdentity(fromUri).split('/').slice(0, -1);
  const to = fileIdentity(toUri).split('/');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) {
    common++;
  }
  const up = from.slice(common).map(() => '..');
  return [...up, ...to.slice(common)].join('/');
}

/** The last part of a uri, as people write it. */
export function fileNameOf(uri: string): string {
  return decoded(uri.slice(uri.lastIndexOf('/') + 1));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

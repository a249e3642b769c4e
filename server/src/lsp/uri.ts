import { fileIdentity, folderIdentity } from '../core/index';

/** The uri of the folder that holds a file or folder; undefined at the top. */
export function parentUri(uri: string): string | undefined {
  const path = uri.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const slash = path.lastIndexOf('/');
  const top = path.indexOf('//');
  return slash <= top + 1 || slash === -1 ? undefined : path.slice(0, slash);
}

/** The uri at a path that goes out from a folder, or from the top of its disk; backslashes count as slashes. */
export function uriAt(folder: string, path: string): string {
  const [, top = '', inside = ''] = /^([^:]+:\/\/[^/]*)(.*)$/.exec(folder) ?? [];
  const isAbsolute = /^(?:[A-Za-z]:)?[\\/]/.test(path);
  const parts = isAbsolute ? [] : inside.split('/').filter((part) => part !== '');
  for (const part of path.split(/[\\/]/)) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(encodeURIComponent(part));
    }
  }
  return `${top}/${parts.join('/')}`;
}

/** Whether `uri` is `folder` or lies in it. */
export function isInside(folder: string, uri: string): boolean {
  const outer = folderIdentity(folder);
  const inner = fileIdentity(uri);
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** The path of a file relative to a folder, decoded; its name alone when it does not lie in the folder. */
export function pathInside(folder: string, uri: string): string {
  const outer = `${folderIdentity(folder)}/`;
  const inner = fileIdentity(uri);
  return inner.startsWith(outer)
    ? inner.slice(outer.length)
    : inner.slice(inner.lastIndexOf('/') + 1);
}

/** The scheme, e.g. `file`. */
export function schemeOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.indexOf(':'))).toLowerCase();
}

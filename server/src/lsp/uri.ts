/**
 * One spelling for every uri of a file: percent-encoding and drive letters differ between clients, and between a
 * client and a walk of the disk. Only for comparing and as a key; what is sent out is what came in.
 */
export function uriKey(uri: string): string {
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):(\/\/[^/?#]*)?([^?#]*)(.*)$/.exec(uri);
  if (match === null) {
    return uri;
  }
  const [, scheme = '', authority = '', path = '', rest = ''] = match;
  return `${scheme.toLowerCase()}:${authority || '//'}${encodePath(decode(path))}${rest}`;
}

// encodeURIComponent throws on half a character.
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Encodes a path with `/` as VS Code does, so that both name a file alike. */
export function encodePath(path: string): string {
  const lowerDrive = path.replace(/^\/([A-Z]):/, (_, drive: string) => `/${drive.toLowerCase()}:`);
  return lowerDrive
    .split('/')
    .map((segment) => encodeURIComponent(segment.replace(loneSurrogate, '\uFFFD')))
    .join('/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The uri of the folder that holds a file or folder; undefined at the top. */
export function parentUri(uri: string): string | undefined {
  const path = uri.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const slash = path.lastIndexOf('/');
  const top = path.indexOf('//');
  return slash <= top + 1 || slash === -1 ? undefined : path.slice(0, slash);
}

/** The key of a folder, without slashes at its end. */
export function folderKey(folder: string): string {
  const key = uriKey(folder).replace(/\/+$/, '');
  return key.endsWith(':') ? `${key}//` : key;
}

/** Whether `uri` is `folder` or lies in it. */
export function isInside(folder: string, uri: string): boolean {
  const outer = folderKey(folder);
  const inner = uriKey(uri);
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** The path of a file relative to a folder, decoded; its name alone when it does not lie in the folder. */
export function pathInside(folder: string, uri: string): string {
  const outer = `${folderKey(folder)}/`;
  const inner = uriKey(uri);
  const path = inner.startsWith(outer)
    ? inner.slice(outer.length)
    : inner.slice(inner.lastIndexOf('/') + 1);
  return decode(path);
}

/** The scheme, e.g. `file`. */
export function schemeOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.indexOf(':'))).toLowerCase();
}

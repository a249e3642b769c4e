/**
 * One text for all ways to write the uri of a file: clients encode more or fewer characters than a walk of the disk does,
 * write drives in either case, and leave out an authority that is empty. The path in it is decoded, with `/` between its
 * folders. For comparing and as a key only: it is no uri. What is no uri is taken as it comes.
 */
export function fileIdentity(uri: string): string {
  if (usual.test(uri)) {
    return uri;
  }
  const match = /^([a-z][\w+.-]*):(\/\/[^/?#]*)?([^?#]*)(.*)$/is.exec(uri);
  if (match === null) {
    return decoded(uri);
  }
  const [, scheme = '', authority = '//', path = '', rest = ''] = match;
  const drive = decoded(path).replace(/^\/[A-Z]:/, (letter) => letter.toLowerCase());
  return `${scheme.toLowerCase()}:${authority.toLowerCase()}${drive}${rest}`;
}

/** Most uris are written as their identities are; asked of every file again and again, so it is one search. */
const usual = /^[a-z][a-z\d+.-]*:\/\/[^/%?#A-Z\u0080-\uFFFF]*\/(?![A-Z]:)[^%?#]*$/;

/** The same for a folder, with or without slashes at the end of its uri. */
export function folderIdentity(uri: string): string {
  const identity = fileIdentity(uri).replace(/\/+$/, '');
  // Of the top, not of a drive.
  return /^[^/]*:$/.test(identity) ? `${identity}//` : identity;
}

/** As it is when the encoding is broken. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

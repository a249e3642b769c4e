/**
 * One text for all ways to write the uri of a file: clients encode more or fewer characters than a walk of the disk does,
 * and write drives in either case. For comparing only.
 */
export function fileIdentity(uri: string): string {
  const [, root = '', path = uri] = /^([a-z][\w+.-]*:\/\/[^/]*\/?)(.*)$/is.exec(uri) ?? [];
  const drive = decoded(path).replace(/^[A-Z]:/, (letter) => letter.toLowerCase());
  return `${root.toLowerCase()}${drive}`;
}

/** As it is when the encoding is broken. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

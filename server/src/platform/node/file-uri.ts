/** The `file:` uri of an absolute path, spelled as VS Code spells it, so that both name a file alike. */
export function fileUri(path: string): string {
  const slashes = process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
  const rooted = slashes.startsWith('//') ? slashes.slice(2) : slashes.replace(/^(?!\/)/, '/');
  const lowerDrive = rooted.replace(
    /^\/([A-Z]):/,
    (_, drive: string) => `/${drive.toLowerCase()}:`,
  );
  const encoded = lowerDrive
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `file://${encoded}`;
}

/** What a folder says of the files that git ignores. */
export interface IgnoreFiles {
  /** Whether a git repository begins here. A submodule is one that another repository has as a part. */
  readonly repository: 'none' | 'own' | 'submodule';
  /** Texts of patterns, the weaker first. */
  readonly patterns: readonly string[];
}

/**
 * Reads what a folder says. The folder is a path or a uri; the steps yield what is to be read, made by `resolve` of a folder
 * and a path from there, and get its text: undefined for what is not there or cannot be read, which then ignores nothing.
 * A folder may have an empty text or none.
 */
export function* readIgnoreFiles(
  folder: string,
  resolve: (folder: string, path: string) => string,
): Generator<string, IgnoreFiles, string | undefined> {
  const git = (yield resolve(folder, '.git')) ?? (yield resolve(folder, '.git/HEAD'));
  const named = /^gitdir: (.+)$/m.exec(git ?? '')?.[1]?.trim();
  let common = resolve(folder, '.git');
  if (named !== undefined) {
    // Of a worktree or a submodule; the former has what it shares with others elsewhere.
    const real = resolve(folder, named);
    common = resolve(real, (yield resolve(real, 'commondir'))?.trim() ?? '.');
  }
  const excluded = git === undefined ? undefined : yield resolve(common, 'info/exclude');
  const ignored = yield resolve(folder, '.gitignore');
  return {
    repository: git === undefined ? 'none' : isOfModule(named ?? '') ? 'submodule' : 'own',
    patterns: [excluded, ignored].filter((text) => text !== undefined),
  };
}

/** A worktree of a submodule is a checkout by itself. */
function isOfModule(named: string): boolean {
  return named.replaceAll('\\', '/').includes('/modules/') && !/\/worktrees\/[^/]+$/.test(named);
}

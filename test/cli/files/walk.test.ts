import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRepositoryRoot } from '../../../server/src/cli/files/gitignore';
import { walk } from '../../../server/src/cli/files/walk';
import { skippedFolders } from '../../../server/src/protocol/index';
import { folderWith } from '../support/folder';

/** The files that are found, relative to the folder, with `/`. */
function found(folder: string, start = ''): readonly string[] {
  const { files } = walk(join(folder, start), (path) => path.endsWith('.yaml'));
  return files.map((file) => relative(folder, file).split(sep).join('/'));
}

const head = { '.git/HEAD': 'ref: refs/heads/main\n' };

describe('walk', () => {
  it('finds wanted files in every folder, in the order of their names', () => {
    const folder = folderWith({
      'b.yaml': '',
      'a/z.yaml': '',
      'a/.hidden/x.yaml': '',
      'c.txt': '',
      'B.yaml': '',
    });
    expect(found(folder)).toEqual(['B.yaml', 'a/.hidden/x.yaml', 'a/z.yaml', 'b.yaml']);
  });

  it('enters no folder that the editor passes over', () => {
    expect(
      found(folderWith(Object.fromEntries(skippedFolders.map((name) => [`${name}/a.yaml`, ''])))),
    ).toEqual([]);
  });

  it('enters neither .git nor node_modules, unless asked for', () => {
    const folder = folderWith({
      '.git/a.yaml': '',
      'node_modules/x/a.yaml': '',
      'sub/node_modules/a.yaml': '',
    });
    expect(found(folder)).toEqual([]);
    expect(found(folder, 'node_modules/x')).toEqual(['node_modules/x/a.yaml']);
  });

  it('does not follow links, so that nothing loops and nothing is found twice', () => {
    const folder = folderWith({ 'a/x.yaml': '' });
    symlinkSync('..', join(folder, 'a', 'up'), 'junction');
    symlinkSync(join(folder, 'a'), join(folder, 'b'), 'junction');
    expect(found(folder)).toEqual(['a/x.yaml']);
  });

  it('tells of a folder that cannot be read', () => {
    const folder = folderWith();
    const missing = join(folder, 'gone');
    expect(walk(missing, () => true)).toEqual({
      files: [],
      unreadable: [{ path: missing, reason: 'no such file or directory' }],
    });
  });
});

describe('.gitignore', () => {
  it('ignores files and folders by pattern, anchored or not', () => {
    const folder = folderWith({
      ...head,
      '.gitignore': '# a comment\nbuild/\n/only-top.yaml\n*.tmp.yaml\n\\#odd.yaml\n',
      'a.yaml': '',
      'build/b.yaml': '',
      'sub/build/b.yaml': '',
      'only-top.yaml': '',
      'sub/only-top.yaml': '',
      'sub/x.tmp.yaml': '',
      '#odd.yaml': '',
    });
    expect(found(folder)).toEqual(['a.yaml', 'sub/only-top.yaml']);
  });

  it('lets later patterns take back what earlier ones said', () => {
    const folder = folderWith({
      ...head,
      '.gitignore': 'generated/*\n!generated/keep.yaml\n',
      'generated/drop.yaml': '',
      'generated/keep.yaml': '',
    });
    expect(found(folder)).toEqual(['generated/keep.yaml']);
  });

  it('cannot take back a file whose folder is ignored, as in git', () => {
    const folder = folderWith({
      ...head,
      '.gitignore': 'generated/\n!generated/keep.yaml\n',
      'generated/keep.yaml': '',
    });
    expect(found(folder)).toEqual([]);
  });

  it('lets the inner file win over the outer one', () => {
    const folder = folderWith({
      ...head,
      '.gitignore': '*.local.yaml\n',
      'a.local.yaml': '',
      'sub/.gitignore': '!*.local.yaml\nsecret.yaml\n',
      'sub/a.local.yaml': '',
      'sub/secret.yaml': '',
      'sub/deep/a.local.yaml': '',
      'secret.yaml': '',
    });
    expect(found(folder)).toEqual(['secret.yaml', 'sub/a.local.yaml', 'sub/deep/a.local.yaml']);
  });

  it('lets an inner file let a folder in again', () => {
    const folder = folderWith({
      ...head,
      '.gitignore': 'out\n',
      'out/a.yaml': '',
      'sub/.gitignore': '!out\n',
      'sub/out/a.yaml': '',
    });
    expect(found(folder)).toEqual(['sub/out/a.yaml']);
  });

  it('holds below the folder that was asked for, from the root of the repository', () => {
    const folder = folderWith({
      ...head,
      '.gitignore': '/deploy/old/\n*.bak.yaml\n',
      'deploy/a.yaml': '',
      'deploy/a.bak.yaml': '',
      'deploy/old/a.yaml': '',
    });
    expect(found(folder, 'deploy')).toEqual(['deploy/a.yaml']);
  });

  it('does not keep anybody from asking for an ignored folder', () => {
    const folder = folderWith({
      ...head,
      '.gitignore': 'build/\n*.bak.yaml\n',
      'build/a.yaml': '',
      'build/sub/a.yaml': '',
      'build/a.bak.yaml': '',
    });
    expect(found(folder, 'build')).toEqual(['build/a.yaml', 'build/sub/a.yaml']);
    expect(found(folder, 'build/sub')).toEqual(['build/sub/a.yaml']);
  });

  it('honours .git/info/exclude, and .gitignore over it', () => {
    const folder = folderWith({
      ...head,
      '.git/info/exclude': 'mine.yaml\nmaybe.yaml\n',
      '.gitignore': '!maybe.yaml\n',
      'mine.yaml': '',
      'maybe.yaml': '',
      'sub/mine.yaml': '',
    });
    expect(found(folder)).toEqual(['maybe.yaml']);
  });

  it('finds info/exclude of a worktree, whose .git is a file', () => {
    const folder = folderWith({
      'repository/.git/info/exclude': 'mine.yaml\n',
      'repository/.git/worktrees/tree/commondir': '../..\n',
      'tree/mine.yaml': '',
      'tree/a.yaml': '',
    });
    const git = join(folder, 'repository', '.git', 'worktrees', 'tree');
    const tree = folderWith({ '.git': `gitdir: ${git}\n`, 'mine.yaml': '', 'a.yaml': '' });
    expect(found(tree)).toEqual(['a.yaml']);
  });

  it('gives a repository inside a repository rules of its own only', () => {
    const folder = folderWith({
      ...head,
      '.gitignore': '*.local.yaml\n',
      'module/.git': 'gitdir: ../.git/modules/module\n',
      'module/a.local.yaml': '',
      'module/.gitignore': 'b.yaml\n',
      'module/b.yaml': '',
    });
    expect(found(folder)).toEqual(['module/a.local.yaml']);
  });

  it('works without a repository', () => {
    const folder = folderWith({ '.gitignore': 'a.yaml\n', 'a.yaml': '', 'b.yaml': '' });
    expect(found(folder)).toEqual(['b.yaml']);
  });

  it('reads files with CRLF, a byte order mark, and one that is a folder', () => {
    const folder = folderWith({
      ...head,
      '.gitignore': '\ufeffa.yaml\r\nb.yaml\r\n',
      'a.yaml': '',
      'b.yaml': '',
      'c.yaml': '',
    });
    mkdirSync(join(folder, 'sub', '.gitignore'), { recursive: true });
    expect(found(folder)).toEqual(['c.yaml']);
  });
});

describe('findRepositoryRoot', () => {
  it('is the nearest folder with .git', () => {
    const folder = folderWith({ ...head, 'sub/.git': 'gitdir: x', 'sub/deep/a.yaml': '' });
    expect(findRepositoryRoot(join(folder, 'sub', 'deep'))).toBe(join(folder, 'sub'));
    expect(findRepositoryRoot(folder)).toBe(folder);
  });
});

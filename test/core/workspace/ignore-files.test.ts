import { describe, expect, it } from 'vitest';
import { IgnoreRules, ignoreRulesIn, readIgnoreFiles } from '../../../server/src/core/index';

const at = (folder: string, path: string) =>
  new URL(path.replaceAll('\\', '/'), `file://${folder}/`).pathname.replace(/\/$/, '');

function reading<T>(
  steps: Generator<string, T, string | undefined>,
  texts: Readonly<Record<string, string>>,
): T {
  let step = steps.next();
  while (step.done !== true) {
    step = steps.next(texts[step.value]);
  }
  return step.value;
}

describe('what a folder says of the files that git ignores', () => {
  const filesIn = (texts: Readonly<Record<string, string>>) =>
    reading(readIgnoreFiles('/w', at), texts);

  it('is nothing where nothing is written', () => {
    expect(filesIn({})).toEqual({ repository: 'none', patterns: [] });
    expect(filesIn({ '/.gitignore': 'a', '/w/x/.gitignore': 'a' }).patterns).toEqual([]);
  });

  it.each([
    ['a folder', { '/w/.git/HEAD': 'ref: x' }, 'own'],
    ['a folder that the host reads as an empty text', { '/w/.git': '' }, 'own'],
    ['a submodule', { '/w/.git': 'gitdir: ../.git/modules/w\n' }, 'submodule'],
    ['a submodule of Windows', { '/w/.git': 'gitdir: C:\\a\\.git\\modules\\w\r\n' }, 'submodule'],
    [
      'a submodule in a worktree',
      { '/w/.git': 'gitdir: /a/.git/worktrees/b/modules/w\n' },
      'submodule',
    ],
    ['a worktree', { '/w/.git': 'gitdir: /a/.git/worktrees/w\n' }, 'own'],
    ['a worktree of a submodule', { '/w/.git': 'gitdir: /a/.git/modules/b/worktrees/w\n' }, 'own'],
    ['a repository elsewhere', { '/w/.git': 'gitdir: /elsewhere/w.git\n' }, 'own'],
    ['no repository of its own', { '/w/.gitignore': 'x' }, 'none'],
  ])('tells %s', (_what, texts, repository) => {
    expect(filesIn(texts as Readonly<Record<string, string>>).repository).toBe(repository);
  });

  it.each([
    ['.git', { '/w/.git/HEAD': '', '/w/.git/info/exclude': 'one' }],
    ['the folder of a submodule', { '/w/.git': 'gitdir: ../m/w', '/m/w/info/exclude': 'one' }],
    [
      'what worktrees share',
      {
        '/w/.git': 'gitdir: /g/worktrees/w',
        '/g/worktrees/w/commondir': '../..\n',
        '/g/info/exclude': 'one',
      },
    ],
  ])('is in the exclude file of %s, too, which is the weaker one', (_where, texts) => {
    expect(filesIn({ ...texts, '/w/.gitignore': 'two' }).patterns).toEqual(['one', 'two']);
  });
});

describe('the rules in a folder that somebody asked for', () => {
  const texts = {
    '/w/.git/HEAD': 'ref: x',
    '/w/.gitignore': 'build/\n*.log\n',
    '/w/build/.gitignore': '!kept.log\n',
    '/.gitignore': '*.yaml\n',
  };
  const rulesIn = (...folders: readonly string[]) =>
    reading(
      ignoreRulesIn(
        folders.map((path) => ({ place: path, path })),
        at,
        false,
      ),
      texts,
    );

  it('are those of the repository around it, and it is not ignored itself', () => {
    const rules = rulesIn('/w/build', '/w', '/');
    expect(rules.isIgnored('/w/build/a.yaml', false)).toBe(false);
    expect(rules.isIgnored('/w/build/a.log', false)).toBe(true);
    expect(rules.isIgnored('/w/build/kept.log', false)).toBe(false);
    expect(rulesIn('/w', '/').isIgnored('/w/build', true)).toBe(true);
  });

  it('are its own where there is no repository', () => {
    const rules = rulesIn('/x', '/');
    expect(rules.isIgnored('/x/a.yaml', false)).toBe(false);
  });

  it('go by the case of names where the disk does', () => {
    const files = { repository: 'none', patterns: ['Build/'] } as const;
    expect(new IgnoreRules(false).enter('/w', files).isIgnored('/w/build', true)).toBe(false);
    expect(new IgnoreRules(true).enter('/w', files).isIgnored('/w/build', true)).toBe(true);
  });
});

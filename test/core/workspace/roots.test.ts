import { describe, expect, it } from 'vitest';
import { createRoots } from '../../../server/src/core/index';

describe('the root of a file', () => {
  const rootOf = createRoots([
    'file:///src/a',
    'file:///src/b/',
    'file:///src',
    'file:///src/a/deep',
  ]);

  it.each([
    ['file:///src/a/k8s/p.yaml', 'file:///src/a/main.bicep'],
    ['file:///src/a/deep/p.yaml', 'file:///src/a/deep/x/y/z.yaml'],
    ['file:///src/b/p.yaml', 'FILE:///src/b/x/p.yaml'],
    ['file:///src/p.yaml', 'file:///src/another/p.yaml'],
    ['file:///src/ab/p.yaml', 'file:///src/p.yaml'],
    ['file:///elsewhere/p.yaml', 'file:///elsewhere/q.yaml'],
    ['untitled:Untitled-1', 'untitled:Untitled-2'],
  ])('of %s is that of %s', (one, other) => {
    expect(rootOf(one)).toBe(rootOf(other));
  });

  it.each([
    ['file:///src/a/p.yaml', 'file:///src/b/p.yaml'],
    ['file:///src/a/p.yaml', 'file:///src/a/deep/p.yaml'],
    ['file:///src/a/p.yaml', 'file:///src/p.yaml'],
    ['file:///src/a/p.yaml', 'vscode-vfs:///src/a/p.yaml'],
    ['file:///elsewhere/p.yaml', 'file:///elsewhere/x/p.yaml'],
    ['file:///elsewhere/p.yaml', 'file:///src/p.yaml'],
    ['untitled:Untitled-1', 'file:///src/p.yaml'],
  ])('of %s is not that of %s', (one, other) => {
    expect(rootOf(one)).not.toBe(rootOf(other));
  });

  it('is the same however the uris are written', () => {
    const windows = createRoots(['file:///C:/my%20code/a', 'file:///c%3A/my code/b']);
    expect(windows('file:///c%3A/my%20code/a/x/p.yaml')).toBe(
      windows('file:///C:/my code/a/q.yaml'),
    );
    expect(windows('file:///C:/my%20code/b/p.yaml')).toBe(
      windows('file:///c:/my%20code/b/x/q.yaml'),
    );
    expect(windows('file:///C:/my%20code/a/p.yaml')).not.toBe(
      windows('file:///C:/my%20code/b/p.yaml'),
    );
  });

  it.each(['file:///', 'file://'])('may be the whole disk, %s', (disk) => {
    const all = createRoots([disk]);
    expect(all('file:///p.yaml')).toBe(all('file:///x/y/p.yaml'));
    expect(all('vscode-vfs://github/x/p.yaml')).not.toBe(all('file:///p.yaml'));
  });

  it('is told of every uri', () => {
    const none = createRoots([]);
    for (const odd of [
      '',
      'p.yaml',
      '/',
      '//',
      'x:',
      'x:/',
      'file:///w/%ff/a',
      'git:/w/a?x/y',
      ':/',
    ]) {
      expect(none(odd), odd).toBe(none(odd));
    }
    expect(none('file:///a/p.yaml')).not.toBe(none('file:///b/p.yaml'));
  });
});

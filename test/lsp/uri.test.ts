import { describe, expect, it } from 'vitest';

import { isInside, parentUri, pathInside, schemeOf, uriAt } from '../../server/src/lsp/uri';

describe('parentUri', () => {
  it.each([
    ['file:///w/a/b.yaml', 'file:///w/a'],
    ['file:///w/a/', 'file:///w'],
    ['file:///w', 'file://'],
    ['file://', undefined],
    ['vscode-vfs://github/o/r', 'vscode-vfs://github/o'],
    ['vscode-vfs://github', undefined],
    ['git:/w/a.yaml?x/y', 'git:/w'],
    ['untitled:Untitled-1', undefined],
    ['', undefined],
  ])('of %s is %s', (uri, parent) => {
    expect(parentUri(uri)).toBe(parent);
  });

  it('always comes to an end', () => {
    for (const start of ['file:///a/b/c', 'git:/w/a', 'x://y/z', 'a/b', '///']) {
      let steps = 0;
      for (let at: string | undefined = start; at !== undefined; at = parentUri(at)) {
        expect(++steps).toBeLessThan(10);
      }
    }
  });
});

describe('isInside and pathInside', () => {
  it.each([
    ['file:///w', 'file:///w/a/b.yaml', 'a/b.yaml'],
    ['file:///w/', 'file:///w/a.yaml', 'a.yaml'],
    ['file:///c%3A/w', 'file:///C:/w/a%20b/c.yaml', 'a b/c.yaml'],
    ['file://', 'file:///w/a.yaml', 'w/a.yaml'],
  ])('in %s lies %s', (folder, uri, path) => {
    expect(isInside(folder, uri)).toBe(true);
    expect(pathInside(folder, uri)).toBe(path);
  });

  it.each([
    ['file:///w', 'file:///work/a.yaml'],
    ['file:///w/a', 'file:///w/b.yaml'],
    ['file:///w', 'untitled:Untitled-1'],
    ['file:///w', 'vscode-vfs:///w/a.yaml'],
  ])('in %s does not lie %s', (folder, uri) => {
    expect(isInside(folder, uri)).toBe(false);
    expect(pathInside(folder, uri)).not.toContain('/');
  });

  it('a folder counts as inside itself', () => {
    for (const one of ['file:///w', 'file:///w/', 'file:///', 'file://']) {
      expect([one, isInside(one, one)]).toEqual([one, true]);
    }
    expect(isInside('file:///w/', 'file:///w')).toBe(true);
  });
});

describe('schemeOf', () => {
  it.each([
    ['FILE:///w', 'file'],
    ['untitled:Untitled-1', 'untitled'],
    ['none', ''],
    ['', ''],
  ])('of %j is %j', (uri, scheme) => {
    expect(schemeOf(uri)).toBe(scheme);
  });
});

describe('uriAt', () => {
  it.each([
    ['file:///w/a', 'b c.yaml', 'file:///w/a/b%20c.yaml'],
    ['file:///w/a/', './../b', 'file:///w/b'],
    ['file:///w', '../../..', 'file:///'],
    ['file:///w', '/g/info', 'file:///g/info'],
    ['file:///c%3A/w', 'D:\\g\\info', 'file:///D%3A/g/info'],
    ['file://', '.git', 'file:///.git'],
    ['vscode-vfs://github/o/r', '.gitignore', 'vscode-vfs://github/o/r/.gitignore'],
  ])('from %s at %s is %s', (folder, path, uri) => {
    expect(uriAt(folder, path)).toBe(uri);
  });
});

import { describe, expect, it } from 'vitest';

import { isInside, parentUri, pathInside, schemeOf, uriKey } from '../../server/src/lsp/uri';

describe('uriKey', () => {
  it.each([
    ['file:///C:/w/a.yaml', 'file:///c%3A/w/a.yaml'],
    ['file:///c:/w/a.yaml', 'file:///c%3A/w/a.yaml'],
    ['FILE:///w/a.yaml', 'file:///w/a.yaml'],
    ['file:///w/a b.yaml', 'file:///w/a%20b.yaml'],
    ['file:///w/a%2bb.yaml', 'file:///w/a+b.yaml'],
    ["file:///w/(a)'!*.yaml", 'file:///w/%28a%29%27%21%2A.yaml'],
    ['file:///w/ö.yaml', 'file:///w/%C3%B6.yaml'],
    ['file:///w/%c3%b6.yaml', 'file:///w/%C3%B6.yaml'],
    ['file:/w/a.yaml', 'file:///w/a.yaml'],
    ['file://server/share/a.yaml', 'file://server/share/a.yaml'],
  ])('%s is %s', (one, other) => {
    expect(uriKey(one)).toBe(uriKey(other));
  });

  it.each([
    ['file:///w/a.yaml', 'file:///w/A.yaml'],
    ['file:///w/a.yaml', 'vscode-vfs:///w/a.yaml'],
    ['file://one/w/a.yaml', 'file://two/w/a.yaml'],
    ['git:/w/a.yaml?1', 'git:/w/a.yaml?2'],
    ['untitled:Untitled-1', 'untitled:Untitled-2'],
  ])('%s is not %s', (one, other) => {
    expect(uriKey(one)).not.toBe(uriKey(other));
  });

  it.each(['', 'no uri', 'file:///w/%', 'file:///w/%ff', 'file:///w/\uD800', ':', 'x:'])(
    'takes %j as it comes, always in the same way',
    (odd) => {
      expect(uriKey(odd)).toBe(uriKey(odd));
      expect(uriKey(uriKey(odd))).toBe(uriKey(odd));
    },
  );
});

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

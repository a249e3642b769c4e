import { describe, expect, it } from 'vitest';
import { fileIdentity, folderIdentity } from '../../../server/src/core/index';

describe('the identity of a file', () => {
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
    ['file://Server/share/a.yaml', 'file://server/share/a.yaml'],
    ['file:///w/a#b.yaml', 'file:///w/a#b.yaml'],
  ])('%s is %s', (one, other) => {
    expect(fileIdentity(one)).toBe(fileIdentity(other));
  });

  it.each([
    ['file:///w/a.yaml', 'file:///w/A.yaml'],
    ['file:///w/a.yaml', 'vscode-vfs:///w/a.yaml'],
    ['file://one/w/a.yaml', 'file://two/w/a.yaml'],
    ['git:/w/a.yaml?1', 'git:/w/a.yaml?2'],
    ['untitled:Untitled-1', 'untitled:Untitled-2'],
  ])('%s is not %s', (one, other) => {
    expect(fileIdentity(one)).not.toBe(fileIdentity(other));
  });

  it.each([
    ['file:///w/My Files/A.yaml', 'file:///w/My Files/A.yaml'],
    ['file:///w/100%25.yaml', 'file:///w/100%.yaml'],
    ['file:///C:/W/A.yaml', 'file:///c:/W/A.yaml'],
    ['untitled:Untitled-1', 'untitled://Untitled-1'],
    ['git:/w/a%20b.yaml?A%20B', 'git:///w/a b.yaml?A%20B'],
  ])('of %s is %s', (uri, identity) => {
    expect(fileIdentity(uri)).toBe(identity);
  });

  it.each(['', 'no uri', 'file:///w/%', 'file:///w/%ff', 'file:///w/\uD800', ':', 'x:'])(
    'takes %j as it comes, always in the same way',
    (odd) => {
      expect(fileIdentity(odd)).toBe(fileIdentity(odd));
      expect(fileIdentity(fileIdentity(odd))).toBe(fileIdentity(odd));
    },
  );
});

describe('the identity of a folder', () => {
  it.each([
    ['file:///w/a', 'file:///w/a/'],
    ['file:///C:/w/', 'file:///c%3A/w'],
    ['file:///', 'file://'],
    ['file:///C:/', 'file:///c%3A'],
    ['vscode-vfs://github/o', 'vscode-vfs://github/o//'],
  ])('%s is %s', (one, other) => {
    expect(folderIdentity(one)).toBe(folderIdentity(other));
  });

  it('begins the identities of the files in it', () => {
    const folders = [
      'file:///w/a b',
      'file:///C:/w',
      'file:///C:',
      'file://',
      'vscode-vfs://github/o',
    ];
    for (const folder of folders) {
      const file = fileIdentity(`${folder}/x/y.yaml`);
      expect(file.slice(folderIdentity(folder).length), folder).toBe('/x/y.yaml');
    }
  });
});

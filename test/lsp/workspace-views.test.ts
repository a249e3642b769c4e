import { describe, expect, it } from 'vitest';
import { createRoots, fileIdentity, Snapshot } from '../../server/src/core/index';
import { WorkspaceViews } from '../../server/src/lsp/workspace-views';

const snapshot = (uri: string, text = '') => new Snapshot({ uri, version: 1, text });

function filled(uris: readonly string[]) {
  const views = new WorkspaceViews(createRoots(['file:///a', 'file:///b']));
  const put = (file: Snapshot) => views.set(fileIdentity(file.uri), file.uri, file);
  const drop = (uri: string) => views.set(fileIdentity(uri), uri, undefined);
  for (const uri of uris) {
    put(snapshot(uri));
  }
  return { views, put, drop };
}

const urisOf = (files: Iterable<Snapshot>) => [...files].map(({ uri }) => uri);
const names = ['file:///b/x.yaml', 'file:///a/z.yaml', 'file:///a/B.yaml', 'file:///a/sub/y.yaml'];
const inOrder = [
  'file:///a/B.yaml',
  'file:///a/sub/y.yaml',
  'file:///a/z.yaml',
  'file:///b/x.yaml',
];

describe('a view of the workspace', () => {
  it('has the files in the order of their names, whenever they came', () => {
    const { views } = filled(names);
    expect(urisOf(views.view(1).all())).toEqual(inOrder);
    expect(
      urisOf(
        filled([...names].reverse())
          .views.view(1)
          .all(),
      ),
    ).toEqual(inOrder);
  });

  it('does not change any more', () => {
    const { views, put, drop } = filled(names);
    const before = views.view(1);
    const [first] = before.all();
    put(snapshot('file:///a/B.yaml', 'new'));
    drop('file:///b/x.yaml');
    put(snapshot('file:///a/new.yaml'));
    const after = views.view(2);
    expect(urisOf(before.all())).toEqual(inOrder);
    expect(before.get('file:///a/B.yaml')).toBe(first);
    expect(before.get('file:///b/x.yaml')?.uri).toBe('file:///b/x.yaml');
    expect(before.get('file:///a/new.yaml')).toBeUndefined();
    expect(after.get('file:///a/B.yaml')?.text).toBe('new');
    expect(urisOf(after.all())).toEqual([
      'file:///a/B.yaml',
      'file:///a/new.yaml',
      'file:///a/sub/y.yaml',
      'file:///a/z.yaml',
    ]);
  });

  it('is the same until something changes or tells something new', () => {
    const { views, put } = filled(names);
    const view = views.view(1);
    expect(views.view(1)).toBe(view);
    put(view.get('file:///a/B.yaml') as Snapshot);
    expect(views.view(1)).toBe(view);
    expect(views.view(2)).not.toBe(view);
  });

  it('finds a file by any spelling of its uri', () => {
    const { views } = filled(['file:///a/my%20file.yaml']);
    expect(views.view(1).get('FILE:///a/my file.yaml')?.uri).toBe('file:///a/my%20file.yaml');
    expect(views.view(1).get('file:///a/none.yaml')).toBeUndefined();
  });

  it('has a part for each root, the same for all its files and of one origin with later ones', () => {
    const { views, put } = filled(names);
    const view = views.view(1);
    const part = view.inRootOf?.('file:///a/z.yaml');
    expect(urisOf(part?.all() ?? [])).toEqual(inOrder.slice(0, 3));
    expect(view.inRootOf?.('file:///a/not/there.yaml')).toBe(part);
    expect(urisOf(view.inRootOf?.('file:///b/x.yaml')?.all() ?? [])).toEqual(inOrder.slice(3));
    expect(urisOf(view.inRootOf?.('file:///c/x.yaml')?.all() ?? [])).toEqual([]);
    // What a template names by a path may lie anywhere.
    expect(part?.get('file:///b/x.yaml')?.uri).toBe('file:///b/x.yaml');
    put(snapshot('file:///a/z.yaml', 'new'));
    const later = views.view(1).inRootOf?.('file:///a/z.yaml');
    expect(later).not.toBe(part);
    expect(later?.origin).toBe(part?.origin);
    expect(later?.origin).not.toBe(view.inRootOf?.('file:///b/x.yaml')?.origin);
  });

  it('does not sort anew for a new text: what is the same stays the same list', () => {
    const { views, put } = filled(names);
    const before = views.view(1);
    put(snapshot('file:///a/z.yaml', 'new'));
    const after = views.view(1);
    const filesOf = (view: typeof before, uri: string) => view.inRootOf?.(uri)?.all();
    expect(filesOf(after, 'file:///b/x.yaml')).toBe(filesOf(before, 'file:///b/x.yaml'));
    expect(urisOf(after.all())).toEqual(inOrder);
    expect(after.get('file:///a/z.yaml')?.text).toBe('new');
  });
});

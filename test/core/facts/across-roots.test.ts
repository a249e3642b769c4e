import { describe, expect, it } from 'vitest';
import { factIndex } from '../../../server/src/core/engine/facts-index';
import { createRoots, Snapshot, type Workspace } from '../../../server/src/core/index';

const workload = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: default}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web}]}
`;

const snapshot = (uri: string) => new Snapshot({ uri, version: 1, text: workload });

describe('the facts that a file is judged with', () => {
  const files = ['file:///src/a/one.yaml', 'file:///src/a/two.yaml', 'file:///src/b/one.yaml'].map(
    snapshot,
  );
  const rootOf = createRoots(['file:///src/a', 'file:///src/b']);
  const get = (uri: string) => files.find((file) => file.uri === uri);
  const parts = new Map(
    files.map(({ uri: own }): [string, Workspace] => [
      rootOf(own),
      { revision: 1, get, all: () => files.filter(({ uri }) => rootOf(uri) === rootOf(own)) },
    ]),
  );
  const none: Workspace = { revision: 1, get, all: () => [] };
  const workspace: Workspace = {
    revision: 1,
    get,
    all: () => files,
    inRootOf: (uri) => parts.get(rootOf(uri)) ?? none,
  };
  const seenBy = (file: Snapshot) =>
    factIndex(file, workspace)
      .near('workload', 'default')
      .map(({ uri }) => uri);

  it('are those of its root', () => {
    const [one, two, other] = files as [Snapshot, Snapshot, Snapshot];
    expect(seenBy(one)).toEqual([one.uri, two.uri]);
    expect(seenBy(two)).toEqual([one.uri, two.uri]);
    expect(seenBy(other)).toEqual([other.uri]);
  });

  it('are its own and those of its root for a text that is not saved', () => {
    const draft = snapshot('file:///src/b/draft.yaml');
    expect(seenBy(draft)).toEqual([draft.uri, 'file:///src/b/one.yaml']);
    const strange = snapshot('file:///elsewhere/x.yaml');
    expect(seenBy(strange)).toEqual([strange.uri]);
  });

  it('are shared by the files of a root', () => {
    const [one, two, other] = files as [Snapshot, Snapshot, Snapshot];
    expect(factIndex(one, workspace)).toBe(factIndex(two, workspace));
    expect(factIndex(one, workspace)).not.toBe(factIndex(other, workspace));
  });
});

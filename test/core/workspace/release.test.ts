import { describe, expect, it } from 'vitest';
import {
  lint,
  resolveConfiguration,
  runToEnd,
  type Settings,
  Snapshot,
  type Workspace,
} from '../../../server/src/core/index';
import { allFixtures } from '../../support/fixtures';
import { readMarkers } from '../../support/markers';

/** Cases of rules, one workspace each: all that have several files, and some of the others. */
const cases = new Map<string, Snapshot[]>();
for (const [index, fixture] of allFixtures().entries()) {
  const { rule, caseName, folder, fileName, outcomeOf, content } = fixture;
  const isOneOfSome = folder !== undefined || index % 12 === 0;
  if (outcomeOf === undefined && isOneOfSome && /\.ya?ml$/.test(fileName)) {
    const name = `${rule}/${folder ?? caseName}`;
    const { text } = readMarkers(content);
    const files = cases.get(name) ?? [];
    cases.set(name, files);
    files.push(new Snapshot({ uri: `file:///work/${fileName}`, version: 1, text }));
  }
}

function findingsIn(files: readonly Snapshot[], settings: Settings) {
  const workspace: Workspace = {
    revision: 1,
    get: (uri) => files.find((file) => file.uri === uri),
    all: () => files,
  };
  return files.map((file) => {
    const configuration = resolveConfiguration({
      project: { settings, uri: 'file:///work/aks-cilium.yaml', folder: 'file:///work' },
      path: file.uri.slice('file:///work/'.length),
    });
    return JSON.stringify(runToEnd(lint(file, configuration, workspace)));
  });
}

const copyOf = ({ uri, version, text }: Snapshot) => new Snapshot({ uri, version, text });

describe('files that have given back their trees', () => {
  it('are judged as if they had not, by rules that know some facts and some objects anew', () => {
    expect(cases.size).toBeGreaterThan(60);
    for (const [name, files] of cases) {
      const first = findingsIn(files, { extends: 'strict' });
      for (const file of files) {
        file.release();
      }
      // With the same configuration, what is known holds; with another one, everything is read again.
      expect(findingsIn(files, { extends: 'strict' }), name).toEqual(first);
      const milder: Settings = { extends: 'strict', edition: '2025-05-22' };
      const fresh = findingsIn(files.map(copyOf), milder);
      expect(findingsIn(files, milder), name).toEqual(fresh);
    }
  });

  it('have a tree again when it is asked for', () => {
    const snapshot = new Snapshot({ uri: 'file:///work/a.yaml', version: 1, text: 'a: {b: c}\n' });
    const tree = () => snapshot.documents[0]?.document.root;
    const before = tree();
    expect(tree()).toBe(before);
    snapshot.release();
    expect(tree()).not.toBe(before);
    expect(tree()).toEqual(before);
  });
});

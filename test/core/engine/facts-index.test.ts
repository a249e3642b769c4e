import { describe, expect, it } from 'vitest';
import { factIndex } from '../../../server/src/core/engine/facts-index';
import type { FactKind } from '../../../server/src/core/facts/facts';
import { Snapshot, type Workspace } from '../../../server/src/core/index';

const policy = (name: string, namespace: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {podSelector: {}}\n`;
const pod = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: one, labels: {app: ${name}}}\nspec: {containers: [{name: a}]}\n`;

const snapshot = (name: string, text: string) =>
  new Snapshot({ uri: `file:///w/${name}.yaml`, version: 1, text });

function state(files: readonly Snapshot[], revision: number, origin?: object): Workspace {
  return {
    revision,
    ...(origin === undefined ? {} : { origin }),
    get: (uri) => files.find((file) => file.uri === uri),
    all: () => files,
  };
}

const kinds: readonly FactKind[] = ['policy', 'workload', 'service'];

/** What rules see, places included. */
function seen(files: readonly Snapshot[], workspace: Workspace): string {
  const index = factIndex(files[0] as Snapshot, workspace);
  const near = ['one', 'two', ''].flatMap((namespace) => [
    index.near('policy', namespace),
    index.near('workload', namespace),
  ]);
  return JSON.stringify([kinds.map((kind) => index.all(kind)), near]);
}

describe('the facts of a workspace after an edit that tells nothing new', () => {
  const a = `${policy('a', 'one')}---\n${pod('x')}`;
  const b = `${policy('b', 'two')}---\n${policy('c', 'one')}`;
  const first = [snapshot('a', a), snapshot('b', b)];

  it('are those of before, at the places of now', () => {
    const origin = {};
    expect(seen(first, state(first, 1, origin))).toBe(seen(first, state(first, 1)));
    for (const text of [`# longer\n${a}`, a.replace('---\n', '---\n# between\n'), `${a}# end\n`]) {
      const files = [snapshot('a', text), first[1] as Snapshot];
      expect(seen(files, state(files, 1, origin)), text).toBe(seen(files, state(files, 1)));
    }
    const both = [snapshot('a', `\n${a}`), snapshot('b', `\n\n${b}`)];
    expect(seen(both, state(both, 1, origin))).toBe(seen(both, state(both, 1)));
  });

  it('keep the very lists in which nothing has moved', () => {
    const origin = {};
    const before = factIndex(first[0] as Snapshot, state(first, 1, origin));
    const lists = () => [before.all('policy'), before.near('policy', 'two')];
    const [all, two] = lists();
    const files = [snapshot('a', `# longer\n${a}`), first[1] as Snapshot];
    const after = factIndex(files[0] as Snapshot, state(files, 1, origin));
    expect(after.near('policy', 'two')).toBe(two);
    expect(after.all('policy')).not.toBe(all);
    expect(after.list('policy').content).toBe(before.list('policy').content);
    expect(after.list('policy').places).not.toBe(before.list('policy').places);
  });

  it('are read again when a file tells something else, comes or goes', () => {
    const origin = {};
    seen(first, state(first, 1, origin));
    const others = [
      [snapshot('a', a.replace('name: a,', 'name: other,')), first[1] as Snapshot],
      [...first, snapshot('c', pod('y'))],
      [first[0] as Snapshot],
      [...first, snapshot('c', '# nothing\n')],
    ];
    for (const [index, files] of others.entries()) {
      const fresh = seen(files, state(files, index));
      expect(seen(files, state(files, index + 2, origin))).toBe(fresh);
      // Also when somebody forgot to count the revision.
      expect(seen(files, state(files, index + 2, origin))).toBe(fresh);
      expect(seen(first, state(first, index + 2, origin))).toBe(seen(first, state(first, 1)));
    }
  });
});

describe('very many namespaces', () => {
  const several = (count: number, namespaceOf: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => `---\n${policy(`p${index}`, namespaceOf(index))}`);
  const indexOf = (documents: readonly string[]) =>
    factIndex(snapshot('a', documents.join('')), undefined);

  it('share one list where most objects may be in each of them', () => {
    const documents = [...several(320, () => '""'), ...several(320, (index) => `n${index}`)];
    const index = indexOf(documents);
    expect(index.near('policy', 'n1')).toBe(index.all('policy'));
    expect(index.near('policy', 'n2')).toBe(index.all('policy'));
    expect(indexOf(documents.slice(20)).near('policy', 'n1')).toHaveLength(301);
  });

  it('have a list each where most objects are in one', () => {
    const documents = [...several(20, () => '""'), ...several(5_010, (index) => `n${index}`)];
    expect(indexOf(documents).near('policy', 'n1')).toHaveLength(21);
  });
});

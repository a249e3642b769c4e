import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lint,
  resolveConfiguration,
  runToEnd,
  Snapshot,
  type Workspace,
} from '../../../server/src/core/index';
import { applyEdits } from '../../../server/src/core/text/range';

const configuration = resolveConfiguration({ path: 'case.yaml' });

const policy = (name: string, namespace: string, app: string) =>
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  podSelector: { matchLabels: { app: ${app} } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }]
`;
const agent = (app: string, namespace: string) =>
  `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: ${app}, namespace: ${namespace} }
spec:
  template:
    metadata: { labels: { app: ${app} } }
    spec: { hostNetwork: true, containers: [{ name: main }] }
`;
const comment = '# aks-cilium-disable-file ipblock-any-excludes-pods\n';
const broken = 'apiVersion: v1\nkind: Pod\nmetadata: {name: [}\n';

const names = fc.constantFrom('a', 'b', 'c', 'd');
const namespaces = fc.constantFrom('one', 'two', 'three');
const documents = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(names, namespaces, names).map((all) => policy(...all)) },
  { weight: 3, arbitrary: fc.tuple(names, namespaces).map((all) => agent(...all)) },
  { weight: 1, arbitrary: fc.constantFrom('kind: Other\n', comment, broken, '...\n') },
);
const joined = (all: readonly string[]) => all.map((each) => `---\n${each}`).join('');

const edits = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof({ weight: 5, arbitrary: fc.nat(10) }, { weight: 1, arbitrary: fc.nat(30_000) }),
  newText: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom('', 'x', '\n', '#', '---\n', 'hostNetwork: true', '2'),
    },
    { weight: 2, arbitrary: fc.array(documents, { maxLength: 3 }).map(joined) },
    { weight: 1, arbitrary: documents.map((each) => joined(Array(200).fill(each))) },
  ),
});

describe('a file of hundreds of documents, edit by edit', () => {
  it('has the findings of the text it has come to, as if it were new', () => {
    fc.assert(
      fc.property(
        fc.array(documents, { minLength: 250, maxLength: 400 }).map(joined),
        fc.array(edits, { minLength: 1, maxLength: 8 }),
        (first, changes) => {
          const origin = {};
          let text = first;
          let snapshot = snapshotOf(text, 0);
          findingsOf(snapshot, origin);
          for (const [index, { at, length, newText }] of changes.entries()) {
            const start = Math.floor(at * text.length);
            const end = Math.min(start + length, text.length);
            text = applyEdits(text, [{ range: { start, end }, newText }]);
            const change = { start, end, newEnd: start + newText.length };
            snapshot = new Snapshot(
              { uri: snapshot.uri, version: index + 1, text },
              snapshot,
              change,
            );
            expect(findingsOf(snapshot, origin)).toBe(findingsOf(snapshotOf(text, 0), {}));
          }
        },
      ),
      { numRuns: 6 },
    );
  });
});

function snapshotOf(text: string, version: number): Snapshot {
  return new Snapshot({ uri: 'file:///work/case.yaml', version, text });
}

/** All that a person sees of it, fixes included. */
function findingsOf(snapshot: Snapshot, origin: object): string {
  const workspace: Workspace = {
    revision: snapshot.version,
    origin,
    get: () => snapshot,
    all: () => [snapshot],
  };
  const {
    findings,
    documents: count,
    skipped,
  } = runToEnd(lint(snapshot, configuration, workspace));
  const shown = findings.map(({ fixes, ...finding }) => ({ ...finding, fixes: fixes() }));
  return JSON.stringify({ shown, count, skipped }, undefined, 1);
}

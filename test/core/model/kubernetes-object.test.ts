import { describe, expect, it } from 'vitest';
import { type DocumentKind, mayHold, objectsOf } from '../../../server/src/core/model/kinds';
import { stringAt } from '../../../server/src/core/model/string-map';
import { splitDocuments } from '../../../server/src/core/syntax/yaml/split';
import { corpusFiles } from '../../support/corpus';
import { yamlDocument } from '../../support/yaml';
import { read, readOne, say } from './objects';

const kinds = (text: string) =>
  read('KubernetesObject', text).map(({ group, kind, name }) => `${group} ${kind} ${say(name)}`);

describe('the objects of a document', () => {
  it.each<[string, string, readonly string[]]>([
    ['one', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n', ['apps Deployment a']],
    ['of the core group', 'kind: Pod\napiVersion: v1\n', [' Pod <absent>']],
    [
      'with its keys in any order',
      'metadata:\n  name: a\nspec: {}\nkind: "Pod"\n"apiVersion": \'v1\'\n',
      [' Pod a'],
    ],
    ['in JSON', '{"metadata":{"name":"a"},"kind":"Pod","apiVersion":"v1"}', [' Pod a']],
    ['without a kind', 'apiVersion: v1\n', []],
    ['without an apiVersion', 'kind: Pod\n', []],
    ['whose kind is no string', 'apiVersion: v1\nkind: [Pod]\n', []],
    ['whose kind a template writes', 'apiVersion: v1\nkind: {{ .kind }}\n', []],
    [
      'whose apiVersion a template writes',
      'apiVersion: {{ .x }}\nkind: Pod\n',
      ['undefined Pod <absent>'],
    ],
    [
      'whose header a template prints',
      '{{ include "head" . }}\nkind: Pod\n',
      ['undefined Pod <unknown>'],
    ],
    [
      'whose kind depends on a branch',
      'apiVersion: v1\n{{ if .x }}\nkind: Pod\n{{ else }}\nkind: Job\n{{ end }}\n',
      [],
    ],
    ['that is a list', '- apiVersion: v1\n  kind: Pod\n', []],
  ])('%s', (_name, text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it('are found in a List, and in a List in a List', () => {
    const pod = (name: string) => `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}}`;
    expect(
      kinds(
        `apiVersion: v1\nkind: List\nitems: [${pod('a')}, {apiVersion: v1, kind: List, items: [${pod('b')}]}, ${pod('c')}]\n`,
      ),
    ).toEqual([' Pod a', ' Pod b', ' Pod c']);
  });

  it('of a typed list need not say their kind', () => {
    expect(
      kinds(
        'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicyList\nitems:\n- metadata: {name: a}\n- kind: Other\n  apiVersion: x/v1\n',
      ),
    ).toEqual(['networking.k8s.io NetworkPolicy a', 'x Other <absent>']);
  });

  it('an odd list is no list', () => {
    expect(kinds('apiVersion: v1\nkind: List\n')).toEqual([' List <absent>']);
    expect(kinds('apiVersion: v1\nkind: List\nitems: null\n')).toEqual([' List <absent>']);
    expect(kinds('apiVersion: v1\nkind: List\nitems: []\n')).toEqual([]);
    expect(kinds('apiVersion: v1\nkind: List\nitems: [null, a, {}]\n')).toEqual([]);
    expect(kinds('apiVersion: x/v1\nkind: AllowList\nmetadata: {name: a}\n')).toEqual([
      'x AllowList a',
    ]);
  });

  it('that stand in several places through an alias are one', () => {
    expect(
      kinds('apiVersion: v1\nkind: List\nitems: [&p {apiVersion: v1, kind: Pod}, *p, *p]\n'),
    ).toEqual([' Pod <absent>']);
  });

  it('take their header from a merge key', () => {
    expect(kinds('x: &x {apiVersion: v1, kind: Pod}\n<<: *x\nmetadata: {name: a}\n')).toEqual([
      ' Pod a',
    ]);
  });

  it('have labels and annotations', () => {
    const object = readOne(
      'KubernetesObject',
      `
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{ .x }}
          labels:
            app: a
            number: 1
            set: {{ .y }}
          annotations: {{ toYaml .z | nindent 4 }}
      `,
    );
    expect(say(object.name)).toBe('<unknown>');
    expect(say(object.namespace)).toBe('<absent>');
    expect(
      ['app', 'number', 'set', 'other'].map((key) => say(stringAt(object.labels, key))),
    ).toEqual(['a', '<invalid>', '<unknown>', '<absent>']);
    expect(say(stringAt(object.annotations, 'a'))).toBe('<unknown>');
  });

  it('does not know labels that a template adds', () => {
    const { labels } = readOne(
      'KubernetesObject',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  labels: {{ include "l" . | nindent 4 }}\n    app: a\n',
    );
    expect(say(stringAt(labels, 'app'))).toBe('a');
    expect(say(stringAt(labels, 'other'))).toBe('<unknown>');
  });
});

const kindNames: readonly DocumentKind[] = [
  'KubernetesObject',
  'NetworkPolicy',
  'CiliumPolicy',
  'LocalRedirectPolicy',
  'Service',
  'Namespace',
  'ConfigMap',
  'Workload',
  'HelmRelease',
];

describe('a look at the text alone', () => {
  it.each([
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n',
    '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy"}',
    'apiVersion: networking.k8s.io/v1\nkind: "Network\\u0050olicy"\n',
    'apiVersion: networking.k8s.io/v1\nkind: "Network\\x50olicy"\n',
    'apiVersion: networking.k8s.io/v1\nkind: "Network\\\n  Policy"\n',
    '"api\\u0056ersion": networking.k8s.io/v1\nkind: NetworkPolicy\n',
    'apiVersion: networking.k8s.io/v1\nkind: >-\n  NetworkPolicy\n',
    'apiVersion: networking.k8s.io/v1\nkind: !!str NetworkPolicy\n',
    'x: &k NetworkPolicy\napiVersion: networking.k8s.io/v1\nkind: *k\n',
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicyList\nitems: [{}]\n',
    'apiVersion: {{ .x }}\nkind: NetworkPolicy\n',
    '{{ include "x" . }}\nkind: NetworkPolicy\n',
  ])('does not miss %j', (text) => {
    expect(mayHold(yamlDocument(text), 'NetworkPolicy')).toBe(true);
    expect(read('NetworkPolicy', text)).toHaveLength(1);
  });

  it.each([
    'services:\n  web:\n    image: nginx\n',
    'on: push\njobs:\n  a:\n    steps:\n    - uses: x\n      with: {kind: Service, template: a}\n',
    '# kind: NetworkPolicy\nreplicaCount: 1\n',
    '{"name": "x", "kind": "Service"}',
  ])('sends %j away', (text) => {
    expect(kindNames.filter((kind) => mayHold(yamlDocument(text), kind))).toEqual([]);
  });

  it('never sends away what is there, in real files', () => {
    const documents = corpusFiles(/\.ya?ml$/)
      .filter(({ text }) => text.length < 50_000)
      .flatMap(({ text }) => splitDocuments(text).map(({ start, end }) => text.slice(start, end)));
    for (const text of documents) {
      // The same text with an escape in a comment is always looked into.
      const looked = yamlDocument(`${text}\n# \\x41\n`);
      for (const kind of kindNames) {
        expect(mayHold(looked, kind)).toBe(true);
        expect(mayHold(yamlDocument(text), kind) || objectsOf(looked, kind).length === 0).toBe(
          true,
        );
      }
    }
  });
});

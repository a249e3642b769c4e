import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { applyEdits, type Fix } from '../../../server/src/core/index';
import { lintText } from '../../support/lint';

const title = 'Add a CiliumNetworkPolicy for nodes';

interface Parts {
  readonly metadata?: string;
  readonly selector?: string;
  readonly rule?: string;
  readonly direction?: 'ingress' | 'egress';
}

function policy({ metadata, selector, rule, direction = 'egress' }: Parts): string {
  const peers = direction === 'egress' ? 'to' : 'from';
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: ${metadata ?? '{name: out, namespace: shop}'}
spec:
  podSelector: ${selector ?? '{}'}
  ${direction}:
    - {${peers}: [{ipBlock: {cidr: 0.0.0.0/0}}]${rule === undefined ? '' : `, ${rule}`}}
`;
}

function fixOf(text: string, index = 0): Fix {
  const fixes = lintText(text)
    .findings.filter(({ rule }) => rule === 'ipblock-any-excludes-pods')
    .flatMap((finding) => finding.fixes())
    .filter((fix) => fix.title === title);
  const fix = fixes[index];
  if (fix === undefined) {
    throw new Error(`no fix in ${text}`);
  }
  return fix;
}

function added(text: string, index?: number) {
  const fix = fixOf(text, index);
  expect(fix.disabledReason).toBeUndefined();
  return parseAllDocuments(applyEdits(text, fix.edits)).at(-1)?.toJS() as {
    metadata: { name: string; namespace?: string };
    spec: Record<string, unknown>;
  };
}

const nodes = { toEntities: ['host', 'remote-node'] };

describe('the ports of the rule', () => {
  const tcp = (port: number) => ({ port: `${port}`, protocol: 'TCP' });
  it.each([
    ['none', undefined, undefined],
    ['an empty list', 'ports: []', undefined],
    ['a number', 'ports: [{port: 443}]', [{ ports: [tcp(443)] }]],
    [
      'a range',
      'ports: [{protocol: UDP, port: 8000, endPort: 8100}]',
      [{ ports: [{ port: '8000', endPort: 8100, protocol: 'UDP' }] }],
    ],
    ['a protocol', 'ports: [{protocol: UDP}]', [{ ports: [{ port: '0', protocol: 'UDP' }] }]],
    // Nodes have no named ports, so the name opens nothing.
    ['a number and a name', 'ports: [{port: 443}, {port: web}]', [{ ports: [tcp(443)] }]],
    ['a number and a placeholder', 'ports: [{port: 443}, {port: <port>}]', [{ ports: [tcp(443)] }]],
    [
      'more than an item may hold',
      `ports: [${Array.from({ length: 41 }, (_, index) => `{port: ${index + 1}}`).join(', ')}]`,
      [{ ports: Array.from({ length: 40 }, (_, index) => tcp(index + 1)) }, { ports: [tcp(41)] }],
    ],
  ])('%s', (_name, rule, toPorts) => {
    const text = policy(rule === undefined ? {} : { rule });
    expect(added(text).spec).toEqual({
      endpointSelector: {},
      egress: [toPorts === undefined ? nodes : { ...nodes, toPorts }],
    });
  });

  it.each(['ports: [{port: web}]', 'ports: [{port: <port>}]', 'ports: [{port: 1, endPort: <p>}]'])(
    'are no reason to open all of them: %s',
    (rule) => {
      expect(fixOf(policy({ rule }))).toMatchObject({
        edits: [],
        disabledReason: expect.stringMatching(/no port numbers\.$/),
      });
    },
  );
});

describe('the pods of the policy', () => {
  it.each([
    ['{}', {}],
    ['', {}],
    ['{matchLabels: {app: web, "1": "2"}}', { matchLabels: { app: 'web', '1': '2' } }],
    [
      '{matchLabels: {app: web}, matchExpressions: [{key: a, operator: NotIn, values: [b, c]}, {key: d, operator: Exists}]}',
      {
        matchLabels: { app: 'web' },
        matchExpressions: [
          { key: 'a', operator: 'NotIn', values: ['b', 'c'] },
          { key: 'd', operator: 'Exists' },
        ],
      },
    ],
    [
      '{matchLabels: {version: "1.0", on: "true"}}',
      { matchLabels: { version: '1.0', on: 'true' } },
    ],
  ])('%s', (selector, endpointSelector) => {
    expect(added(policy({ selector })).spec.endpointSelector).toEqual(endpointSelector);
  });

  it.each([
    { selector: '{matchLabels: {app: <app>}}' },
    { selector: '{matchLabels: {app: {{ .Values.app }}}}' },
    { selector: '{matchExpressions: [{key: app, operator: In, values: [$(APP)]}]}' },
    { metadata: '{name: {{ .Release.Name }}}' },
    { metadata: '{name: out, namespace: {{ .Release.Namespace }}}' },
  ])('are not guessed when a template decides: %j', (parts) => {
    expect(fixOf(policy(parts))).toMatchObject({
      edits: [],
      disabledReason: 'A template decides which pods this policy applies to.',
    });
  });
});

describe('the name of the new policy', () => {
  it.each([
    ['{name: out, namespace: shop}', { name: 'out-nodes', namespace: 'shop' }],
    ['{name: out}', { name: 'out-nodes' }],
    [`{name: ${'a'.repeat(253)}}`, { name: `${'a'.repeat(247)}-nodes` }],
  ])('%s', (metadata, expected) => {
    expect(added(policy({ metadata })).metadata).toEqual(expected);
  });

  it('is another one for the second rule, whose policy would overwrite the first', () => {
    const both = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: both, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ipBlock: {cidr: 0.0.0.0/0}}]
  egress:
    - to: [{ipBlock: {cidr: 0.0.0.0/0}}]
`;
    const once = applyEdits(both, fixOf(both).edits);
    const twice = applyEdits(once, fixOf(once).edits);
    const made = parseAllDocuments(twice).map((document) => [
      document.getIn(['metadata', 'name']),
      document.hasIn(['spec', 'ingress']),
      document.hasIn(['spec', 'egress']),
    ]);
    expect(made).toContainEqual(['both-nodes', true, false]);
    expect(made).toContainEqual(['both-nodes-2', false, true]);
  });

  it('is not made up', () => {
    expect(fixOf(policy({ metadata: '{generateName: out-}' }))).toMatchObject({
      disabledReason: 'This policy has no name that the new one could use.',
    });
  });
});

it('names the nodes as sources on the way in', () => {
  expect(added(policy({ direction: 'ingress', rule: 'ports: [{port: 80}]' })).spec).toEqual({
    endpointSelector: {},
    ingress: [
      {
        fromEntities: ['host', 'remote-node'],
        toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }] }],
      },
    ],
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  type Finding,
  lint,
  resolveConfiguration,
  runToEnd,
  Snapshot,
} from '../../server/src/core/index';
import { corpusFiles } from '../support/corpus';
import { lintText, ruleNames } from '../support/lint';

const policy = (name: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock: {cidr: 0.0.0.0/0}
`;

const broken = 'apiVersion: v1\nkind: Service\nspec: {ports: [\n';

describe('a document that does not parse', () => {
  it('is said once, and its neighbours keep their findings, at their places', () => {
    const text = `${policy('a')}---\n${broken}---\n${policy('b')}`;
    const { findings, skipped } = lintText(text);
    const blocks = findings.filter(({ rule }) => rule === 'ipblock-any-excludes-pods');
    expect(blocks.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      '0.0.0.0/0',
      '0.0.0.0/0',
    ]);
    expect(ruleNames(findings).filter((rule) => rule === 'yaml-syntax')).toHaveLength(1);
    expect(skipped).toHaveLength(1);
    expect(text.slice(skipped[0]?.range.start, skipped[0]?.range.end)).toBe(`---\n${broken}`);
  });

  it.each([
    ['a template', 'kind: NetworkPolicy\napiVersion: {{ .x }}\nb: [\n'],
    ['too deep', `kind: NetworkPolicy\napiVersion: v1\nx: ${'['.repeat(2_000)}\n`],
  ])('is only left out when it is %s', (_name, text) => {
    const { findings, skipped } = lintText(`${policy('a')}---\n${text}---\n${policy('b')}`);
    expect(ruleNames(findings)).not.toContain('yaml-syntax');
    expect(skipped.map(({ reason }) => reason.endsWith('.'))).toEqual([true]);
    expect(ruleNames(findings).filter((rule) => rule === 'ipblock-any-excludes-pods')).toHaveLength(
      2,
    );
  });

  it.each([
    'services: {web: [\n',
    'on: push\njobs: {a: [\n  - kind: x\n',
    'key: [\n',
    '# apiVersion: v1\n# kind: Service\nscaleTarget:\n  apiVersion: apps/v1\n  kind: Deployment\nservice: [\n',
    '{"$schema": "https://schema.management.azure.com/x", "apiVersion": "1", "kind": "Service", "a": [}',
    '\tx\n',
    '%\n%\n',
  ])('is nobody’s business when it is not of Kubernetes: %j', (text) => {
    expect(lintText(text).findings).toEqual([]);
    expect(lintText(text).skipped).toEqual([]);
  });
});

describe('what a broken document is', () => {
  it.each([
    'apiVersion: v1\nkind: Service\nspec: [\n',
    '\uFEFF# c\n---\n"kind": Service\n"apiVersion": v1\nspec: [\n',
    'metadata: {}\r\nkind: Service\r\napiVersion: v1\r\nspec: [\r\n',
    '{"apiVersion": "v1", "kind": "Service", "spec": [}',
    '---\n{\n  apiVersion: "v1",\n  kind: "Service",\n  spec: [\n}\n',
  ])('is said of %j', (text) => {
    expect(ruleNames(lintText(text).findings)).toEqual(['yaml-syntax']);
  });
});

describe('the charts and templates of real repositories', () => {
  const files = corpusFiles(/\.(?:ya?ml|tpl)$/).filter(
    ({ kind, text }) => kind === 'helm-template' || text.includes('{{-'),
  );

  it('are all read, without a complaint about their syntax', () => {
    const results = files.map(({ name, text }) =>
      lintText(text, {}, name.replace(/\.tpl$/, '.yaml')),
    );
    expect(results.flatMap(({ findings }) => ruleNames(findings))).not.toContain('yaml-syntax');
    expect(results.flatMap(({ skipped }) => skipped)).toEqual([]);
    expect(results.flatMap(({ failures }) => failures)).toEqual([]);
  });
});

describe('a patch', () => {
  it.each([
    [
      'that says part of a policy',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec:\n  egress: []\n',
    ],
    [
      'that deletes one',
      '$patch: delete\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\n',
    ],
    [
      'of a list of operations',
      '- op: add\n  path: /spec/egress/0\n  value: {to: [{ipBlock: {cidr: 0.0.0.0/0}}]}\n',
    ],
    [
      'that says part of a Deployment',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {hostNetwork: true}}}\n',
    ],
  ])('%s does not make a rule throw', (_name, text) => {
    expect(lintText(text).failures).toEqual([]);
  });
});

const configuration = resolveConfiguration({
  project: {
    settings: { extends: 'strict' },
    uri: 'file:///work/aks-cilium.yaml',
    folder: 'file:///work',
  },
  path: 'case.yaml',
});

const said = (findings: readonly Finding[]) =>
  findings.map(({ rule, severity, message, range }) => ({ rule, severity, message, ...range }));

describe('whatever the edits', () => {
  const bits = fc.constantFrom(
    '---\n',
    '...\n',
    ' ',
    '\n',
    '{{ .x }}',
    '{{- if .y }}\n',
    '{{ end }}\n',
    '"',
    '[',
    '# c\n',
    'a: 1\n',
    policy('c'),
    broken,
    '&a ',
    '*a',
  );
  const edit = fc.record({ at: fc.nat(1_000), length: fc.nat(60), newText: bits });

  it('the findings are those of the text opened afresh', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        let text = `${policy('a')}---\n${broken}---\n${policy('b')}`;
        let snapshot = new Snapshot({ uri: 'file:///work/case.yaml', version: 0, text });
        for (const [index, { at, length, newText }] of edits.entries()) {
          const start = Math.min(at, text.length);
          const range = { start, end: Math.min(start + length, text.length) };
          text = applyEdits(text, [{ range, newText }]);
          snapshot = new Snapshot({ uri: snapshot.uri, version: index + 1, text }, snapshot);
          const result = runToEnd(lint(snapshot, configuration));
          expect(result.failures).toEqual([]);
          expect(said(result.findings)).toEqual(said(lintText(text).findings));
        }
      }),
      { numRuns: 60 },
    );
  });
});

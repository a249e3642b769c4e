import { describe, expect, it } from 'vitest';
import { type LintResult, Snapshot, type Workspace } from '../../../server/src/core/index';
import { lintText } from '../../support/lint';

/** The findings of one rule in `text`, in a workspace with other files. */
function found(rule: string, text: string, others: Readonly<Record<string, string>>) {
  const name = 'policies/np.yaml';
  const snapshots = Object.entries({ ...others, [name]: text }).map(
    ([path, content]) => new Snapshot({ uri: `file:///work/${path}`, version: 1, text: content }),
  );
  const workspace: Workspace = {
    revision: 1,
    get: (uri) => snapshots.find((snapshot) => snapshot.uri === uri),
    all: () => snapshots,
  };
  return lintText(text, {}, name, workspace).findings.filter((finding) => finding.rule === rule);
}

function placesOf(findings: LintResult['findings']): readonly string[] {
  return findings.flatMap(({ related }) => related.map(({ uri, message }) => `${uri} ${message}`));
}

const toHttp = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: to-cart, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  egress: [{to: [{podSelector: {matchLabels: {app: cart}}}], ports: [{port: http}]}]
`;

function pod(name: string, namespace: string, port: number | string): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}
spec: {containers: [{name: main, image: i, ports: [{name: http, containerPort: ${port}}]}]}
`;
}

describe('a port name in other files', () => {
  const named = (others: Readonly<Record<string, string>>) =>
    found('named-port-egress', toHttp, others);
  const fixesOf = (others: Readonly<Record<string, string>>) =>
    named(others).flatMap((finding) => finding.fixes().map(({ title }) => title));

  it('is shown where it has other numbers', () => {
    const others = { 'a.yaml': pod('cart', 'shop', 8080), 'b.yaml': pod('grafana', 'other', 3000) };
    expect(named(others)[0]?.message).toContain('"http" is 3000 and 8080 in the files here');
    expect(placesOf(named(others))).toEqual([
      'file:///work/b.yaml 3000 in Pod grafana.',
      'file:///work/a.yaml 8080 in Pod cart.',
    ]);
    expect(fixesOf(others)).toEqual(['Write 8080 instead of the name']);
  });

  it('is no conflict when all agree', () => {
    const others = { 'a.yaml': pod('cart', 'shop', 8080), 'b.yaml': pod('api', 'other', 8080) };
    expect(named(others)[0]?.message).toContain('as soon as any two pods define');
    expect(placesOf(named(others))).toEqual([]);
  });

  it.each([
    ['pods of another namespace', { 'a.yaml': pod('cart', 'other', 8080) }],
    ['pods with other labels', { 'a.yaml': pod('api', 'shop', 8080) }],
    [
      'pods that do not agree',
      {
        'a.yaml': pod('cart', 'shop', 8080),
        'b.yaml': pod('cart', 'shop', 8081),
      },
    ],
    ['a number that a template writes', { 'a.yaml': pod('cart', 'shop', '{{ .Values.port }}') }],
  ])('has no number to offer from %s', (_name, others) => {
    expect(named(others)).toHaveLength(1);
    expect(fixesOf(others)).toEqual([]);
  });
});

describe('the labels that count, in other files', () => {
  const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: driver, namespace: jobs}
spec: {podSelector: {matchLabels: {spark-app-name: a}}, ingress: [{}]}
`;
  const config = (labels: string, name = 'cilium-config', namespace = 'kube-system') =>
    `apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, namespace: ${namespace}}
data: {labels: ${labels}}
`;
  const places = (...configs: readonly string[]) =>
    placesOf(
      found(
        'selector-on-excluded-label',
        policy,
        Object.fromEntries(configs.map((text, index) => [`c${index}.yaml`, text])),
      ),
    );

  it('are those of the ConfigMap of Cilium', () => {
    expect(places(config('"!spark-app-name"'))).toEqual([
      'file:///work/c0.yaml This says which labels count.',
    ]);
  });

  it.each([
    ['there is none', []],
    ['it is of another name', [config('"!spark-app-name"', 'spark-config')]],
    ['it is of another namespace', [config('"!spark-app-name"', 'cilium-config', 'jobs')]],
    ['it leaves other labels out', [config('"!spark-app-selector"')]],
    ['that of another cluster keeps the label', [config('"!spark-app-name"'), config('"!other"')]],
    ['a template writes it', [config('{{ .Values.labels | quote }}')]],
  ])('are as usual when %s', (_name, configs) => {
    expect(places(...configs)).toEqual([]);
  });
});

describe('the labels of a namespace in another file', () => {
  const dns = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: dns, namespace: shop}
spec:
  podSelector: {}
  egress:
    - to: [{namespaceSelector: {matchLabels: {name: kube-system}}}]
      ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]
`;
  const namespace = (labels: string, name = 'kube-system') =>
    `apiVersion: v1
kind: Namespace
metadata: {name: ${name}, labels: ${labels}}
`;
  const count = (text: string) => found('dns-peer-never-matches', dns, { 'ns.yaml': text }).length;

  it.each([
    ['the label', '{name: kube-system}', 0],
    ['the label with another value', '{name: system}', 1],
    ['other labels', '{team: a}', 1],
    ['labels that a template writes', '{{ toYaml .Values.labels }}', 0],
    ['a value that a template writes', '{name: "{{ .Values.name }}"}', 0],
  ])('with %s', (_name, labels, expected) => {
    expect(count(namespace(labels))).toBe(expected);
  });

  it('counts only for the namespace of the DNS pods', () => {
    expect(count(namespace('{name: kube-system}', 'shop'))).toBe(1);
  });
});

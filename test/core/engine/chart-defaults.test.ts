import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Finding,
  LineIndex,
  lint,
  resolveConfiguration,
  runToEnd,
  type Settings,
  Snapshot,
  type Workspace,
} from '../../../server/src/core/index';
import { rules } from '../../../server/src/core/rules/index';
import { repositoryRoot } from '../../support/repository';

const folder = 'file:///w/';

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: {{ .Values.range }}
`;

const agent = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  template:
    metadata:
      labels:
        app: agent
    spec:
      hostNetwork: {{ .Values.hostNetwork }}
      containers:
        - name: agent
          image: agent
`;

const agentPolicy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: agent
spec:
  podSelector:
    matchLabels:
      app: agent
  policyTypes: [Ingress]
`;

const template = 'web/templates/policy.yaml';
const chart = { 'web/Chart.yaml': 'apiVersion: v2\nname: web\n' };

function workspaceOf(texts: Readonly<Record<string, string>>): Workspace {
  const files = new Map(
    Object.entries(texts).map(([path, text]) => {
      const uri = folder + path;
      return [uri, new Snapshot({ uri, version: 0, text })];
    }),
  );
  return { revision: 0, get: (uri) => files.get(uri), all: () => files.values() };
}

function findingsIn(
  texts: Readonly<Record<string, string>>,
  path = template,
  settings: Settings = {},
): readonly Finding[] {
  const workspace = workspaceOf(texts);
  const snapshot = workspace.get(folder + path);
  const configuration = resolveConfiguration({
    project: { settings, uri: `${folder}aks-cilium.yaml`, folder },
    path,
    uri: folder + path,
  });
  return snapshot === undefined ? [] : runToEnd(lint(snapshot, configuration, workspace)).findings;
}

function rulesIn(texts: Readonly<Record<string, string>>, path = template): readonly string[] {
  return findingsIn(texts, path).map(({ rule, severity }) => `${rule} ${severity}`);
}

describe('a default that breaks something', () => {
  const values = '# Ranges\n\nrange: 0.0.0.0/0 # everything\n';
  const files = { ...chart, 'web/values.yaml': values, [template]: policy };

  it('leads to a mild finding that names it and leads there, without a fix', () => {
    const [finding, ...others] = findingsIn(files);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'ipblock-any-excludes-pods', severity: 'info' });
    expect(finding?.message).toContain(
      'This holds with the default value of the chart: `range: 0.0.0.0/0`.',
    );
    expect(finding?.related).toEqual([
      {
        uri: `${folder}web/values.yaml`,
        range: { start: 10, end: 26 },
        message: 'The default of "range" is set here.',
      },
    ]);
    expect(policy.slice(finding?.range.start, finding?.range.end)).toBe('{{ .Values.range }}');
    expect(finding?.fixes()).toEqual([]);
  });

  it('is no graver than that whatever the settings say', () => {
    const settings: Settings = { rules: { 'ipblock-any-excludes-pods': 'error' } };
    expect(findingsIn(files, template, settings).map(({ severity }) => severity)).toEqual(['info']);
    const hint: Settings = { rules: { 'ipblock-any-excludes-pods': 'hint' } };
    expect(findingsIn(files, template, hint).map(({ severity }) => severity)).toEqual(['hint']);
    const off: Settings = { rules: { 'ipblock-any-excludes-pods': 'off' } };
    expect(findingsIn(files, template, off)).toEqual([]);
  });

  it('is not held against the values themselves, which are no objects', () => {
    expect(findingsIn(files, 'web/values.yaml')).toEqual([]);
  });

  it('can be suppressed in the template', () => {
    const comment = '# aks-cilium-disable-next-line ipblock-any-excludes-pods -- as agreed';
    const suppressed = policy.replace(
      '            cidr',
      `            ${comment}\n            cidr`,
    );
    expect(rulesIn({ ...files, [template]: suppressed })).toEqual([]);
  });

  it.each([
    ['another default', { 'web/values.yaml': 'range: 203.0.113.0/24' }],
    ['no default', { 'web/values.yaml': 'other: 1' }],
    ['an empty default', { 'web/values.yaml': 'range: ""' }],
    ['no values', { 'web/values.yaml': '' }],
    ['a templated default', { 'web/values.yaml': 'range: "{{ .Values.other }}"' }],
    [
      'other values in another file of the chart',
      { 'web/values-prod.yaml': 'range: 203.0.113.0/24' },
    ],
    [
      'an outer chart that says otherwise',
      {
        'Chart.yaml': 'name: all',
        'values.yaml': 'x: 1',
      },
    ],
  ])('is judged as it is: %s', (what, changed) => {
    const all = { ...files, ...changed };
    const expected = what.startsWith('an outer') ? ['ipblock-any-excludes-pods info'] : [];
    expect(rulesIn(all)).toEqual(expected);
  });

  it('says nothing that the template says itself', () => {
    const twice = `${policy}        - ipBlock:\n            cidr: 0.0.0.0/0\n`;
    const plain = findingsIn({ [template]: twice });
    const lines = new LineIndex(twice);
    const all = findingsIn({ ...files, [template]: twice });
    expect(all.filter(({ message }) => !message.includes('default')).length).toBe(plain.length);
    expect(all.map(({ range }) => lines.positionAt(range.start).line)).toEqual(
      expect.arrayContaining(plain.map(({ range }) => lines.positionAt(range.start).line)),
    );
  });
});

describe('what a template says itself', () => {
  it('is not said again where defaults add lines to it', () => {
    const literal = policy
      .replace(
        'podSelector: {}',
        'podSelector:\n    matchLabels:\n      app: web\n      {{- toYaml .Values.labels | nindent 6 }}',
      )
      .replace(
        '{{ .Values.range }}',
        '10.0.0.0/8\n              {{- toYaml .Values.more | nindent 12 }}',
      );
    const values = 'labels: {tier: web}\nmore: {except: [10.1.0.0/16]}\n';
    const all = rulesIn({ ...chart, 'web/values.yaml': values, [template]: literal });
    expect(all).toEqual(rulesIn({ [template]: literal }));
    expect(all.length).toBeGreaterThan(0);
  });
});

describe('pods on the network of their node by default', () => {
  const files = (values: string) => ({
    ...chart,
    'web/values.yaml': values,
    [template]: agentPolicy,
    'web/templates/agent.yaml': agent,
  });
  const found = 'policy-selects-host-network info';

  it('are said of the policy that selects them', () => {
    const findings = findingsIn(files('hostNetwork: true\n'));
    expect(findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([found]);
    expect(findings[0]?.message).toContain('`hostNetwork: true`');
    expect(findings[0]?.related.map(({ uri }) => uri.slice(folder.length))).toEqual([
      'web/templates/agent.yaml',
      'web/values.yaml',
    ]);
  });

  it.each([
    'hostNetwork: false',
    'hostNetwork:',
    'hostNetwork: "no"',
    '{}',
    'hostNetwork: {{ x }}',
  ])('are not, with %s', (values) => {
    expect(rulesIn(files(values))).toEqual([]);
  });

  it('leave a literal as sure as it is', () => {
    const literal = agent.replace('{{ .Values.hostNetwork }}', 'true');
    const all = { ...files('hostNetwork: false\n'), 'web/templates/agent.yaml': literal };
    const withoutValues = { ...all, 'web/values.yaml': '' };
    expect(rulesIn(all)).toEqual(rulesIn(withoutValues));
    expect(rulesIn(all)).toEqual([found]);
    expect(findingsIn(all)[0]?.message).not.toContain('default');
  });

  it('follow the labels that both have by default', () => {
    const labelled = {
      ...files('hostNetwork: true\nname: agent\n'),
      [template]: agentPolicy.replace('app: agent', 'app: {{ .Values.name }}'),
    };
    expect(rulesIn(labelled)).toEqual([found]);
    expect(rulesIn({ ...labelled, 'web/values.yaml': 'hostNetwork: true\nname: other\n' })).toEqual(
      [],
    );
  });

  it('are not pods that a condition of the chart leaves out of the network by default', () => {
    const conditional = agent.replace(
      '      hostNetwork: {{ .Values.hostNetwork }}\n',
      '      {{- if .Values.hostNetwork }}\n      hostNetwork: true\n      {{- end }}\n',
    );
    const all = (values: string) => ({ ...files(values), 'web/templates/agent.yaml': conditional });
    const byDefault = findingsIn(all('hostNetwork: false\n'));
    expect(byDefault.filter(({ message }) => message.includes('default'))).toEqual([]);
    expect(rulesIn(all('hostNetwork: true\n'))).toEqual([found]);
  });
});

describe('what defaults leave out', () => {
  const dns = `        - namespaceSelector: {}\n      ports:\n        - {protocol: UDP, port: 53}\n`;

  it('is held against nobody: a list that is empty by default may be filled', () => {
    const open = policy
      .replace('        - ipBlock:\n            cidr: {{ .Values.range }}\n', dns)
      .concat('    {{- with .Values.more }}\n    {{- toYaml . | nindent 4 }}\n    {{- end }}\n');
    const files = { ...chart, 'web/values.yaml': 'more: []\n', [template]: open };
    expect(rulesIn(files)).toEqual(rulesIn({ [template]: open }));
  });

  it('is no object less: a policy that is off by default still allows what it allows', () => {
    const both = `${policy}---\n{{- if .Values.dns }}\n${agentPolicy}{{- end }}\n`;
    const files = {
      ...chart,
      'web/values.yaml': 'dns: false\nrange: 203.0.113.0/24\n',
      [template]: both,
    };
    expect(rulesIn(files)).toEqual(rulesIn({ [template]: both }));
  });
});

describe('hostile charts', () => {
  it.each([
    [
      'values of a thousand aliases',
      `a: &a [x, x]\n${'b: [*a, *a, *a]\n'.repeat(300)}range: 0.0.0.0/0\n`,
    ],
    [
      'values a hundred levels deep',
      `deep: ${'{a: '.repeat(150)}1${'}'.repeat(150)}\nrange: 0.0.0.0/0\n`,
    ],
    ['values with keys of objects', '__proto__: {range: x}\nconstructor: 1\nrange: 0.0.0.0/0\n'],
    ['values with merge keys', 'a: &a {range: 0.0.0.0/0}\n<<: *a\n'],
    [
      'many values',
      `${Array.from({ length: 5000 }, (_, at) => `k${at}: v\n`).join('')}range: 0.0.0.0/0\n`,
    ],
  ])('are judged like others: %s', (_what, values) => {
    const files = { ...chart, 'web/values.yaml': values, [template]: policy };
    expect(rulesIn(files)).toEqual(['ipblock-any-excludes-pods info']);
  });

  it.each([
    [70, ['ipblock-any-excludes-pods info']],
    [600, []],
  ])(
    'say what a finding rests on among %d defaults, or nothing when that would take too long',
    (count, expected) => {
      const labels = Array.from({ length: count }, (_, at) => `    l${at}: {{ .Values.l${at} }}\n`);
      const many = policy.replace('  name: web\n', `  name: web\n  labels:\n${labels.join('')}`);
      const values = `range: 0.0.0.0/0\n${labels.map((_, at) => `l${at}: x\n`).join('')}`;
      expect(rulesIn({ ...chart, 'web/values.yaml': values, [template]: many })).toEqual(expected);
    },
  );

  it('are judged as they stand when the defaults make no YAML of them', () => {
    const files = { ...chart, 'web/values.yaml': 'range: "a: b: c"\n', [template]: policy };
    expect(rulesIn(files)).toEqual([]);
  });
});

describe('the page about templates', () => {
  it('names the rules that look at defaults', () => {
    const page = readFileSync(join(repositoryRoot, 'docs/templates.md'), 'utf8');
    const list = page.slice(page.indexOf('These rules look at defaults:'));
    const named = [...list.matchAll(/\[([a-z0-9-]+)\]\(rules\/\1\.md\)/g)].map(([, name]) => name);
    const judging = rules.filter(({ meta }) => meta.judgesDefaults).map(({ meta }) => meta.name);
    expect(judging.length).toBeGreaterThan(20);
    expect(named).toEqual(judging.sort());
  });
});

describe('Cilium policies of a chart', () => {
  const cilium = (port: string) => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: web
spec:
  endpointSelector:
    matchLabels:
      app: web
  egress:
    - toEntities:
        - {{ .Values.entity }}
      toPorts:
        - ports:
            - port: ${port}
              protocol: TCP
`;
  const rulesFor = (port: string, values: string) =>
    rulesIn({ ...chart, 'web/values.yaml': values, [template]: cilium(port) });

  it.each([
    ['{{ .Values.port }}', 'port: 8080\nentity: world\n', ['port-not-string info']],
    ['"{{ .Values.port }}"', 'port: 8080\nentity: world\n', []],
    ['{{ .Values.port | quote }}', 'port: 8080\nentity: world\n', []],
    ['"8080"', 'entity: wolrd\n', ['unknown-entity info']],
    ['{{ .Values.port }}', 'entity: world\n', []],
  ])('with port %s and %j: %j', (port, values, expected) => {
    expect(rulesFor(port, values)).toEqual(expected);
  });
});

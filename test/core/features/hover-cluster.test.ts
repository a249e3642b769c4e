import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../server/src/core/index';
import { hoverAt, titleAt } from './support/cursor';

const policy = (kind: string, spec: string) =>
  `apiVersion: cilium.io/v2\nkind: ${kind}\nmetadata: {name: web}\nspec:\n${spec}`;

const egress = (rule: string) => policy('CiliumNetworkPolicy', `  egress:\n  - ${rule}\n`);

const fqdn = egress('$0toFQDNs: [{matchName: example.com}]');
const http = egress('toPorts: [{ports: [{port: "80"}], rules: {$0http: [{}]}}]');
const endPort =
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  egress:\n  - ports:\n    - {port: 1, $0endPort: 9}\n';

describe('hover on a field that needs Advanced Container Networking Services', () => {
  it.each<[string, string, NonNullable<Settings['profile']>, string]>([
    [
      'toFQDNs',
      fqdn,
      { acns: false },
      '**Your cluster has ACNS off, so applying a policy that uses it is refused',
    ],
    ['toFQDNs', fqdn, { acns: true, kubernetesVersion: '1.33' }, 'Your cluster has it enabled.'],
    [
      'toFQDNs',
      fqdn,
      { acns: true, acnsNetworkPolicies: 'None' },
      '**Your cluster does not have it enabled, so applying a policy that uses it is refused',
    ],
    ['toFQDNs', fqdn, {}, 'It is not known whether your cluster has it enabled'],
    [
      'http',
      http,
      { acns: true, acnsNetworkPolicies: 'FQDN' },
      '**Your cluster does not have it enabled',
    ],
    [
      'http',
      http,
      { acns: true, acnsNetworkPolicies: 'L7', kubernetesVersion: '1.33' },
      'Your cluster has it enabled.',
    ],
    ['http', http, { acns: true }, 'It is not known whether your cluster has it enabled'],
  ])('%s says what holds for the cluster (%#)', (_field, text, profile, expected) => {
    expect(hoverAt(text, { profile })?.markdown).toContain(expected);
  });

  it('shows the row of the feature matrix', () => {
    expect(hoverAt(fqdn)?.markdown).toContain(
      'FQDN filtering: available only with ACNS; needs Kubernetes 1.29 or later, `advancedNetworkPolicies` is `FQDN` (default) or `L7`.',
    );
  });
});

describe('hover on what depends on a version', () => {
  it.each<[string, string, NonNullable<Settings['profile']>, string]>([
    ['endPort', endPort, { kubernetesVersion: '1.30' }, '**Your cluster ignores it.**'],
    [
      'endPort',
      endPort,
      { kubernetesVersion: '1.31' },
      'Microsoft does not document it for the Cilium version',
    ],
    ['endPort', endPort, { kubernetesVersion: '1.33' }, 'Your cluster honours it.'],
    ['endPort', endPort, {}, 'It is not known which Cilium version your cluster runs.'],
    [
      'hostPort',
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{ports: [{$0hostPort: 80}]}]}\n',
      { ciliumVersion: '1.16' },
      '**Your cluster is affected**',
    ],
    [
      'hostPort',
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{ports: [{$0hostPort: 80}]}]}\n',
      { ciliumVersion: '1.17.4' },
      'Your cluster is not affected.',
    ],
    [
      'toRequires',
      egress('$0toRequires: []'),
      { ciliumVersion: '1.19.4' },
      '**Removed in Cilium 1.19, and your cluster runs 1.19.**',
    ],
    [
      'toRequires',
      egress('$0toRequires: []'),
      { ciliumVersion: '1.17' },
      'Removed in Cilium 1.19.',
    ],
    [
      'cluster-mesh',
      egress('toEntities: [$0cluster-mesh]'),
      { ciliumVersion: '1.18' },
      '**your cluster refuses it**',
    ],
  ])('%s (%#)', (_word, text, profile, expected) => {
    expect(hoverAt(text, { profile })?.markdown).toContain(expected);
  });

  it('follows the edition of the page', () => {
    const clusterwide = policy('CiliumClusterwide$0NetworkPolicy', '  endpointSelector: {}\n');
    expect(titleAt(clusterwide)).toContain('supported on AKS');
    expect(titleAt(clusterwide, { edition: '2025-05-22' })).toContain('not supported on AKS');
    const labels =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cilium-config}\ndata: {$0labels: "!a"}\n';
    expect(hoverAt(labels)?.markdown).toContain('The only key you may change');
    expect(hoverAt(labels, { edition: '2025-05-22' })?.markdown).toContain(
      'cannot be modified at all',
    );
  });
});

describe('hover on ranges of a Cilium policy', () => {
  const settings: Settings = { profile: { podCidrs: ['10.244.0.0/16'] } };
  const sentence = '**This range lies in the pod range `10.244.0.0/16` of the cluster**';

  it.each(['toCIDR: [$010.244.1.0/24]', 'toCIDRSet: [{cidr: $010.244.1.0/24}]'])(
    'says what %s is',
    (rule) => {
      expect(hoverAt(egress(rule), settings)?.markdown).toContain(sentence);
    },
  );

  it('says it of no hole, and of no key of a list', () => {
    for (const rule of [
      'toCIDRSet: [{cidr: 0.0.0.0/0, except: [$010.244.1.0/24]}]',
      '$0toCIDR: [10.244.1.0/24]',
    ]) {
      const markdown = hoverAt(egress(rule), settings)?.markdown;
      expect(markdown).toContain('CIDR');
      expect(markdown).not.toContain('This range');
    }
  });
});

describe('hover is silent', () => {
  it.each([
    ['off Cilium', fqdn, { profile: { dataplane: 'azure' } }],
    [
      'on fields of another kind',
      'apiVersion: example.com/v1\nkind: Thing\nspec: {$0endPort: 1}\n',
    ],
    ['on the fields of a Cilium policy elsewhere', egress('toPorts: [{$0toFQDNs: []}]')],
    ['on entities that do not exist', egress('toEntities: ["$0<img>"]')],
    ['on a kind that is none of Cilium', 'apiVersion: v1\nkind: Sec$0ret\n'],
    ['on hostNetwork outside a pod', 'apiVersion: v1\nkind: Thing\nspec: {$0hostNetwork: true}\n'],
    ['on TCP of a Service', 'apiVersion: v1\nkind: Service\nspec: {ports: [{$0protocol: TCP}]}\n'],
    [
      'on the Linux of a node selector',
      'apiVersion: v1\nkind: Pod\nspec: {nodeSelector: {$0kubernetes.io/os: linux}}\n',
    ],
    [
      'on cilium-config of another namespace',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: $0cilium-config, namespace: web}\n',
    ],
    [
      'on a label that belongs to annotations',
      'apiVersion: v1\nkind: Service\nmetadata: {labels: {$0service.cilium.io/global: "true"}}\n',
    ],
    [
      'on labels that identities keep',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec: {podSelector: {matchLabels: {$0app.kubernetes.io/name: x}}}\n',
    ],
    [
      'on dropped labels of a namespace selector',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec: {ingress: [{from: [{namespaceSelector: {matchLabels: {$0kubernetes.io/x: y}}}]}]}\n',
    ],
  ] satisfies [string, string, Settings?][])('%s', (_where, text, settings?: Settings) => {
    expect(hoverAt(text, settings)).toBeUndefined();
  });
});

describe('hover finds its words', () => {
  it.each([
    ['specs', 'specs: [{egress: [{$0toFQDNs: []}]}]', 'toFQDNs: the addresses behind names'],
    [
      'a Helm template',
      'spec:\n  egress:\n    {{- if .Values.x }}\n    - $0toFQDNs: {{ .Values.names }}\n    {{- end }}',
      'toFQDNs: the addresses behind names',
    ],
    ['block style', 'spec:\n  egress:\n  - toEntities:\n    - ho$0st', 'host: the node of the pod'],
    ['quotes', 'spec: {egress: [{toEntities: ["$0world"]}]}', 'world: everything outside'],
  ])('in %s', (_style, rest, title) => {
    const text = `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\n${rest}\n`;
    expect(titleAt(text)).toMatch(new RegExp(`^${title}`));
  });

  it.each([
    ['Deployment', 'apps/v1', 'spec: {template: {spec: {$0hostNetwork: true}}}'],
    [
      'CronJob',
      'batch/v1',
      'spec: {jobTemplate: {spec: {template: {spec: {$0hostNetwork: true}}}}}',
    ],
  ])('in the pods of a %s', (kind, apiVersion, rest) => {
    expect(titleAt(`apiVersion: ${apiVersion}\nkind: ${kind}\n${rest}\n`)).toBe(
      'hostNetwork: the pod is the node',
    );
  });

  it('in the annotations of the pods of a workload', () => {
    const text =
      'apiVersion: apps/v1\nkind: Deployment\nspec: {template: {metadata: {annotations: {$0policy.cilium.io/proxy-visibility: x}}}}\n';
    expect(titleAt(text)).toContain('policy.cilium.io/proxy-visibility');
  });

  it('when a template writes the apiVersion', () => {
    const text = 'apiVersion: {{ .Values.api }}\nkind: Cilium$0EgressGatewayPolicy\n';
    expect(titleAt(text)).toContain('not supported on AKS');
  });
});

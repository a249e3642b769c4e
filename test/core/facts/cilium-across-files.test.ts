import { describe, expect, it } from 'vitest';
import { Snapshot, type Workspace } from '../../../server/src/core/index';
import { lintText } from '../../support/lint';

type Files = Readonly<Record<string, string>>;

/** The severities of one rule's findings in `a.yaml`, beside other files. */
function found(rule: string, a: string, others: Files = {}, profile = {}) {
  const files = { 'a.yaml': a, ...others };
  const snapshots = Object.entries(files).map(
    ([name, text]) => new Snapshot({ uri: `file:///work/${name}`, version: 1, text }),
  );
  const workspace: Workspace = {
    revision: 1,
    get: (uri) => snapshots.find((snapshot) => snapshot.uri === uri),
    all: () => snapshots,
  };
  return lintText(a, { profile }, 'a.yaml', workspace)
    .findings.filter((finding) => finding.rule === rule)
    .map(({ severity }) => severity);
}

interface Parts {
  readonly name?: string;
  readonly namespace?: string;
  readonly selector?: string;
  readonly more?: string;
  readonly clusterwide?: boolean;
}

const policy = (section: string, parts: Parts = {}) => `apiVersion: cilium.io/v2
kind: Cilium${parts.clusterwide ? 'Clusterwide' : ''}NetworkPolicy
metadata: {name: ${parts.name ?? 'web'}${parts.clusterwide ? '' : `, namespace: ${parts.namespace ?? 'shop'}`}}
spec:
  endpointSelector: ${parts.selector ?? '{matchLabels: {app: web}}'}
${parts.more ?? ''}  ${section}
`;

const dnsPods =
  '{matchLabels: {"k8s:io.kubernetes.pod.namespace": kube-system, k8s-app: kube-dns}}';
const dnsRule = (names: string) =>
  `egress: [{toEndpoints: [${dnsPods}], toPorts: [{ports: [{port: "53", protocol: ANY}], rules: {dns: [${names}]}}]}]`;
const every = '{matchPattern: "*"}';

describe('fqdn-without-dns-rule, beside other files', () => {
  const rule = 'fqdn-without-dns-rule';
  const names = policy('egress: [{toFQDNs: [{matchName: api.example.com}]}]');
  const acns = { acns: true };
  const beside = (text: string, name = 'b.yaml') => found(rule, names, { [name]: text }, acns);

  it('is graver where the policies of the namespace are at hand', () => {
    expect(found(rule, names, {}, acns)).toEqual(['warning']);
    expect(beside('apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n')).toEqual(['error']);
  });

  it('holds its peace where a policy for the same pods has the DNS rule', () => {
    expect(beside(policy(dnsRule(every), { name: 'dns' }))).toEqual([]);
    expect(beside(policy(dnsRule(every), { name: 'dns', selector: '{}' }))).toEqual([]);
    expect(
      beside(policy(dnsRule(every), { name: 'dns', clusterwide: true, selector: '{}' })),
    ).toEqual([]);
  });

  it('does so wherever that policy lies, and where its pods or namespace are not known', () => {
    expect(beside(policy(dnsRule(every), { name: 'dns' }), 'other/dns.yaml')).toEqual([]);
    const anywhere = policy(dnsRule(every), { name: 'dns', selector: '{}' }).replace(
      ', namespace: shop',
      '',
    );
    expect(beside(anywhere, 'other/dns.yaml')).toEqual([]);
    const templated = policy(dnsRule(every), {
      name: 'dns',
      selector: '{{ toYaml .Values.pods }}',
    });
    expect(beside(templated)).toEqual([]);
  });

  it('does not where the policy is for other pods, another namespace or another name', () => {
    const otherPods = { name: 'dns', selector: '{matchLabels: {app: cart}}' };
    expect(beside(policy(dnsRule(every), otherPods))).toEqual(['warning']);
    expect(beside(policy(dnsRule(every), { name: 'dns', namespace: 'billing' }))).toEqual([
      'warning',
    ]);
    expect(beside(policy(dnsRule('{matchName: other.example.com}'), { name: 'dns' }))).toEqual([
      'warning',
    ]);
  });

  it('does where another policy lets every name be looked up beside it', () => {
    const plain = policy(
      `egress: [{toEndpoints: [${dnsPods}], toPorts: [{ports: [{port: "53", protocol: ANY}]}]}]`,
      { name: 'plain' },
    );
    const other = policy(dnsRule('{matchName: other.example.com}'), { name: 'dns' });
    expect(found(rule, names, { 'b.yaml': other, 'c.yaml': plain }, acns)).toEqual([]);
  });
});

describe('kube-apiserver-ingress, beside other files', () => {
  const rule = 'kube-apiserver-ingress';
  const webhook = policy(
    'ingress: [{fromEntities: [kube-apiserver], toPorts: [{ports: [{port: "443", protocol: TCP}]}]}]',
  );
  const open = (port: string) =>
    policy(`ingress: [{toPorts: [{ports: [{port: "${port}", protocol: TCP}]}]}]`, { name: 'open' });

  it('looks at what else is let in on the port', () => {
    expect(found(rule, webhook)).toEqual(['warning']);
    expect(found(rule, webhook, { 'b.yaml': open('443') })).toEqual([]);
    expect(found(rule, webhook, { 'b.yaml': open('80') })).toEqual(['warning']);
  });
});

describe('clusterwide-isolates-system, beside other files', () => {
  const rule = 'clusterwide-isolates-system';
  const all = { clusterwide: true, selector: '{}' };
  const baseline = policy('egress: [{toEntities: [health]}]', all);

  it('looks for policies that are for the pods of AKS, too', () => {
    const system = `{matchLabels: {"k8s:io.kubernetes.pod.namespace": kube-system}}`;
    const own = policy('egress: [{toEntities: [all]}]', { ...all, name: 'own', selector: system });
    const rest = policy('egress: [{toEntities: [all]}]', { ...all, name: 'rest' });
    const other = policy('egress: [{toEntities: [all]}]', {
      ...all,
      name: 'other',
      selector: '{matchLabels: {app: web}}',
    });
    expect(found(rule, baseline)).toEqual(['warning']);
    expect(found(rule, baseline, { 'b.yaml': own })).toEqual([]);
    expect(found(rule, baseline, { 'b.yaml': rest })).toEqual([]);
    expect(found(rule, baseline, { 'b.yaml': other })).toEqual(['warning']);
  });

  it('takes a NetworkPolicy in their namespace for a policy of theirs', () => {
    const own = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: own, namespace: kube-system}
spec: {podSelector: {}, policyTypes: [Egress], egress: [{}]}
`;
    expect(found(rule, baseline, { 'b.yaml': own })).toEqual([]);
    const elsewhere = own.replace('kube-system', 'shop');
    expect(found(rule, baseline, { 'b.yaml': elsewhere })).toEqual(['warning']);
  });
});

describe('cidr-misses-cluster-ips and world-excludes-cluster, beside other files', () => {
  const pods = policy('egress: [{toEntities: [cluster]}]', { name: 'cluster', selector: '{}' });
  const others = policy('egress: [{toEntities: [cluster]}]', {
    name: 'cluster',
    selector: '{matchLabels: {app: cart}}',
  });

  it('look for what else the same pods may reach', () => {
    const range = policy('egress: [{toCIDR: [10.244.1.0/24]}]');
    const world = policy('egress: [{toEntities: [world]}]', { name: 'allow-all' });
    const profile = { podCidrs: ['10.244.0.0/16'] };
    for (const [rule, text, severity] of [
      ['cidr-misses-cluster-ips', range, 'warning'],
      ['world-excludes-cluster', world, 'info'],
    ] as const) {
      expect(found(rule, text, {}, profile)).toEqual([severity]);
      expect(found(rule, text, { 'b.yaml': pods }, profile)).toEqual([]);
      expect(found(rule, text, { 'b.yaml': others }, profile)).toEqual([severity]);
    }
  });
});

describe('dns-endpoint-mismatch, beside other files', () => {
  const rule = 'dns-endpoint-mismatch';
  const names = policy(
    `egress: [{toEndpoints: [${dnsPods}], toPorts: [{ports: [{port: "53", protocol: ANY}]}]}]`,
  );
  const redirect = (service: string, pods: string) => `apiVersion: cilium.io/v2
kind: CiliumLocalRedirectPolicy
metadata: {name: nodelocaldns, namespace: kube-system}
spec:
  redirectFrontend: {serviceMatcher: {serviceName: ${service}, namespace: kube-system}}
  redirectBackend:
    localEndpointSelector: {matchLabels: {k8s-app: ${pods}}}
    toPorts: [{port: "53", name: dns, protocol: UDP}]
`;
  const profile = { kubernetesVersion: '1.33' };
  const beside = (files: Files) => found(rule, names, files, profile);

  it('learns of a cache that look-ups are sent to', () => {
    expect(beside({})).toEqual([]);
    expect(beside({ 'b.yaml': redirect('kube-dns', 'node-local-dns') })).toEqual(['warning']);
    expect(beside({ 'cache/b.yaml': redirect('kube-dns', 'node-local-dns') })).toEqual(['info']);
  });

  it('minds its own Service and pods only', () => {
    expect(beside({ 'b.yaml': redirect('metrics', 'node-local-dns') })).toEqual([]);
    expect(beside({ 'b.yaml': redirect('kube-dns', 'other-cache') })).toEqual([]);
  });

  it('finds the cache allowed by another policy', () => {
    const cache = policy(
      'egress: [{toEndpoints: [{matchLabels: {"k8s:io.kubernetes.pod.namespace": kube-system, k8s-app: node-local-dns}}], toPorts: [{ports: [{port: "53", protocol: ANY}]}]}]',
      { name: 'cache', selector: '{}' },
    );
    const redirected = redirect('kube-dns', 'node-local-dns');
    expect(beside({ 'b.yaml': redirected, 'c.yaml': cache })).toEqual([]);
  });
});

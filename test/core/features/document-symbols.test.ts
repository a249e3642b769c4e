import { describe, expect, it } from 'vitest';
import { type DocumentSymbol, documentSymbols } from '../../../server/src/core/index';
import { corpusFiles } from '../../support/corpus';
import { snapshotOf } from './support/cursor';

/** The outline as indented lines: `role name (detail)`. */
function outline(text: string, name?: string): string {
  const symbols = documentSymbols(snapshotOf(text, name));
  checkRanges(symbols, { start: 0, end: text.length });
  return symbols.flatMap((symbol) => linesOf(symbol, 0)).join('\n');
}

function linesOf({ role, name, detail, children }: DocumentSymbol, depth: number): string[] {
  const line = `${'  '.repeat(depth)}${role} ${name}${detail === undefined ? '' : ` (${detail})`}`;
  return [line, ...children.flatMap((child) => linesOf(child, depth + 1))];
}

/** What the protocol asks of every outline. */
function checkRanges(
  symbols: readonly DocumentSymbol[],
  inside: { readonly start: number; readonly end: number },
): void {
  for (const { name, range, selectionRange, children } of symbols) {
    expect(name).toMatch(/^[^\n\r\t\0]+$/);
    expect(inside.start <= range.start && range.end <= inside.end, name).toBe(true);
    expect(range.start <= selectionRange.start && selectionRange.end <= range.end, name).toBe(true);
    checkRanges(children, range);
  }
}

const networkPolicy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels: {app: web}
  policyTypes: [Ingress, Egress]
  ingress: []
  egress:
    - to:
        - ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}
        - namespaceSelector: {}
        - podSelector: {}
      ports:
        - {port: 53, protocol: UDP}
        - {port: 8000, endPort: 8080}
    - to:
        - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
          podSelector: {matchExpressions: [{key: k8s-app, operator: In, values: [kube-dns]}]}
    - {}
`;

describe('the outline of a NetworkPolicy', () => {
  it('has its subject, directions, rules, peers and ports', () => {
    expect(outline(networkPolicy)).toBe(
      [
        'policy NetworkPolicy web (shop)',
        '  subject pods app=web',
        '  section ingress (closed)',
        '  section egress (3 rules)',
        '    rule egress rule 1: to ipBlock 0.0.0.0/0 except 1 range, pods in all namespaces and 1 more (ports UDP 53, TCP 8000-8080)',
        '      peer ipBlock 0.0.0.0/0 except 1 range',
        '      peer pods in all namespaces',
        '      peer all pods of the namespace',
        '      port ports UDP 53, TCP 8000-8080',
        '    rule egress rule 2: to pods k8s-app In (kube-dns) in namespaces kubernetes.io/metadata.name=kube-system (every port)',
        '      peer pods k8s-app In (kube-dns) in namespaces kubernetes.io/metadata.name=kube-system',
        '    rule egress rule 3: to every peer (every port)',
      ].join('\n'),
    );
  });

  it('selects the name, and the keys of what it holds', () => {
    const [policy] = documentSymbols(snapshotOf(networkPolicy));
    const selected = ({ selectionRange }: DocumentSymbol) =>
      networkPolicy.slice(selectionRange.start, selectionRange.end);
    expect(policy && selected(policy)).toBe('web');
    expect(policy?.children.map(selected)).toEqual(['podSelector', 'ingress', 'egress']);
  });
});

describe('the outline of a Cilium policy', () => {
  it('has its subject, directions, rules, peers and ports', () => {
    const text = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: names}
spec:
  endpointSelector: {}
  egress:
    - toFQDNs: [{matchName: example.com}, {matchPattern: "*.example.com"}]
      toPorts: [{ports: [{port: "443", protocol: TCP}]}]
    - toEndpoints: [{matchLabels: {k8s-app: kube-dns}}]
      toPorts: [{ports: [{port: "53"}], rules: {dns: [{matchPattern: "*"}]}}]
    - toEntities: [host, remote-node]
    - toPorts: [{ports: [{port: "80"}]}]
    - {}
  ingressDeny:
    - fromCIDRSet: [{cidr: 203.0.113.0/24}, {cidrGroupRef: bad}]
    - icmps: [{fields: [{type: 8}]}]
`;
    expect(outline(text)).toBe(
      [
        'policy CiliumNetworkPolicy names',
        '  subject all pods',
        '  section egress (5 rules)',
        '    rule egress rule 1: toFQDNs example.com, *.example.com (ports TCP 443)',
        '      peer toFQDNs example.com, *.example.com',
        '      port ports TCP 443',
        '    rule egress rule 2: toEndpoints k8s-app=kube-dns (ports ANY 53 (dns))',
        '      peer toEndpoints k8s-app=kube-dns',
        '      port ports ANY 53 (dns)',
        '    rule egress rule 3: toEntities host, remote-node',
        '      peer toEntities host, remote-node',
        '    rule egress rule 4: to every peer (ports ANY 80)',
        '      port ports ANY 80',
        '    rule egress rule 5: no peer',
        '  section ingressDeny (2 rules)',
        '    rule ingressDeny rule 1: fromCIDRSet 203.0.113.0/24, bad',
        '      peer fromCIDRSet 203.0.113.0/24, bad',
        '    rule ingressDeny rule 2: from every peer (ICMP)',
      ].join('\n'),
    );
  });

  it('tells several specs apart', () => {
    const text =
      'apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: {name: x}\nspecs:\n- nodeSelector: {matchLabels: {a: b}}\n- endpointSelector: {matchLabels: {c: d}}\n';
    expect(outline(text)).toBe(
      [
        'policy CiliumClusterwideNetworkPolicy x',
        '  spec rules 1',
        '    subject nodes a=b',
        '  spec rules 2',
        '    subject pods c=d',
      ].join('\n'),
    );
  });
});

describe('the outline of other objects', () => {
  it('has Services with ports, workloads with containers, and everything else by name', () => {
    const text = `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80, targetPort: 8080, name: http}, {port: 53, protocol: UDP}]}}
- {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {template: {spec: {containers: [{name: app, image: app:1}], initContainers: [{name: setup}]}}}}
- {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
- {apiVersion: example.com/v1, kind: Thing}
`;
    expect(outline(text)).toBe(
      [
        'service Service web',
        '  port port TCP 80 → 8080 (http)',
        '  port port UDP 53',
        'workload Deployment web',
        '  container container app (app:1)',
        '  container init container setup',
        'object Namespace shop',
        'object Thing',
      ].join('\n'),
    );
  });

  it('is the same for JSON', () => {
    const text = '{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}}';
    expect(outline(text, 'a.json')).toBe('object Namespace shop');
  });

  it.each(['a: 1\n', 'kind: Thing\n', '', '- apiVersion: v1\n', 'name: CI\non: push\n'])(
    'is empty for %j, which is nothing of Kubernetes',
    (text) => {
      expect(outline(text)).toBe('');
    },
  );
});

describe('an outline of doubtful text', () => {
  it('shows what a template writes as it is written', () => {
    const text =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: {{ include "web.name" . }}\nspec:\n  podSelector: {}\n  egress:\n    {{- range .Values.ranges }}\n    - to:\n        - ipBlock: {cidr: "{{ . }}"}\n    {{- end }}\n';
    expect(outline(text)).toBe(
      [
        'policy NetworkPolicy {{ include "web.name" . }}',
        '  subject all pods of the namespace',
        '  section egress (1 rule)',
        '    rule egress rule 1: to ipBlock "{{ . }}" (every port)',
        '      peer ipBlock "{{ . }}"',
      ].join('\n'),
    );
  });

  it('has the objects beside a document that does not parse', () => {
    const text =
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n---\na: [\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n';
    const lines = outline(text).split('\n');
    expect(lines).toContain('object Namespace a');
    expect(lines).toContain('object Namespace b');
  });

  it('takes names for data', () => {
    const text =
      'apiVersion: v1\nkind: "Thi\\nng"\nmetadata:\n  name: "a\\u0000\\u202eb\\t<c>"\n  namespace: "\\u0007"\n';
    expect(outline(text)).toBe('object Thi ng a b <c>');
    expect(outline('apiVersion: v1\nkind: "\\u0000"\n')).toBe('object object');
  });

  it('keeps names short', () => {
    const long = 'x'.repeat(5000);
    const [symbol] = documentSymbols(
      snapshotOf(`apiVersion: v1\nkind: Thing\nmetadata: {name: ${long}}\n`),
    );
    expect(symbol?.name).toHaveLength(120);
  });

  it('keeps what an alias stands for inside its rule', () => {
    const text =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  ingress:\n  - from: &peers\n    - podSelector: {}\n  - from: *peers\n  egress: &rules\n  - {}\n';
    expect(outline(text)).toContain('rule ingress rule 2: from all pods of the namespace');
  });

  it('ends however much aliases stand for', () => {
    const item = '&a {apiVersion: v1, kind: Pod, spec: {containers: [&c {name: x}, *c, *c, *c]}}';
    const text = `apiVersion: v1\nkind: List\nitems:\n- ${item}\n${'- *a\n'.repeat(50)}`;
    expect(outline(text).split('\n').length).toBeLessThan(1000);
  });
});

describe('outlines of real files', () => {
  it('keep to the rules of the protocol', () => {
    const files = corpusFiles(/\.ya?ml$/).slice(0, 150);
    // Some templates cannot be read without rendering them.
    const without = files.filter(({ text }) => outline(text, 'real.yaml') === '');
    expect(without.length).toBeLessThanOrEqual(files.length / 10);
  });
});

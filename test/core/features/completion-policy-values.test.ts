import { describe, expect, it } from 'vitest';
import { completionDocumentation } from '../../../server/src/core/index';
import { configured } from './support/cursor';
import {
  type At,
  cnp,
  completionAt,
  labelsAt,
  np,
  snippets,
  taken,
} from './support/policy-completion';

describe('values', () => {
  const ofOthers: At = {
    others: {
      'shop.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop, namespace: web}\nspec:\n  template:\n    metadata: {labels: {app: shop, pod-template-hash: x}}\n    spec:\n      containers:\n        - {name: c, ports: [{name: http, containerPort: 8080}]}\n',
      'db.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db, namespace: data}\nspec:\n  template:\n    metadata: {labels: {app: db, tier: back}}\n    spec:\n      containers:\n        - {name: c, ports: [{containerPort: 5432}]}\n',
      'data.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: data, labels: {team: a}}\n',
    },
  };

  it.each([
    ['directions', np('  policyTypes: [Ingress, $0]'), ['Egress']],
    ['directions, below the key', np('  policyTypes:\n    - I$0'), ['Ingress', 'Egress']],
    ['protocols', np('  ingress:\n    - ports:\n        - protocol: $0'), ['TCP', 'UDP', 'SCTP']],
    [
      'a protocol in quotes',
      np('  ingress:\n    - ports:\n        - protocol: "T$0"'),
      ['TCP', 'UDP', 'SCTP'],
    ],
    [
      'operators',
      np('  podSelector:\n    matchExpressions:\n      - operator: $0'),
      ['In', 'NotIn', 'Exists', 'DoesNotExist'],
    ],
    ['booleans', cnp('  enableDefaultDeny:\n    egress: $0'), ['true', 'false']],
    [
      'modes',
      cnp('  ingress:\n    - authentication:\n        mode: $0'),
      ['disabled', 'required', 'test-always-fail'],
    ],
    ['labels', np('  podSelector:\n    matchLabels:\n      $0'), ['app', 'tier']],
    ['values of a label', np('  podSelector:\n    matchLabels:\n      app: $0'), ['shop', 'db']],
    ['labels that are not written yet', np('  podSelector: {matchLabels: {app: x, $0}}'), ['tier']],
    [
      'labels of namespaces',
      np(
        '  ingress:\n    - from:\n        - namespaceSelector:\n            matchLabels:\n              $0',
      ),
      ['kubernetes.io/metadata.name', 'team'],
    ],
    [
      'namespaces',
      np(
        '  ingress:\n    - from:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: $0',
      ),
      ['data', 'web', 'kube-system', 'default'],
    ],
    [
      'labels as Cilium has them',
      cnp('  egress:\n    - toEndpoints:\n        - matchLabels:\n            $0'),
      [
        'app',
        'tier',
        'k8s-app',
        'k8s:io.kubernetes.pod.namespace',
        'k8s:io.cilium.k8s.namespace.labels.team',
      ],
    ],
    [
      'namespaces of pods',
      cnp(
        '  egress:\n    - toEndpoints:\n        - matchLabels:\n            io.kubernetes.pod.namespace: $0',
      ),
      ['data', 'web', 'kube-system', 'default'],
    ],
    [
      'keys of conditions',
      np('  podSelector:\n    matchExpressions:\n      - key: $0'),
      ['app', 'tier'],
    ],
    [
      'values of conditions',
      np('  podSelector:\n    matchExpressions:\n      - key: app\n        values: [db, $0]'),
      ['shop'],
    ],
    [
      'ports of the pods of the policy',
      np('  podSelector: {matchLabels: {app: shop}}\n  ingress:\n    - ports:\n        - port: $0'),
      ['8080', 'http'],
    ],
    [
      'ports of the peers',
      np(
        '  podSelector: {}\n  egress:\n    - to:\n        - namespaceSelector: {}\n          podSelector: {matchLabels: {app: db}}\n      ports:\n        - port: $0',
      ),
      ['5432'],
    ],
    [
      'ports of the peers of Cilium',
      cnp(
        '  endpointSelector: {}\n  egress:\n    - toEndpoints: [{matchLabels: {app: db, io.kubernetes.pod.namespace: data}}]\n      toPorts:\n        - ports:\n            - port: $0',
      ),
      ['5432'],
    ],
    [
      'the namespace of the object',
      'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata:\n  namespace: $0\n',
      ['data', 'web', 'kube-system', 'default'],
    ],
  ])('%s', (_what, text, expected) => {
    expect(labelsAt(text, ofOthers)).toEqual(expected);
  });

  it('entities that the version knows and that are not written yet', () => {
    const text = cnp('  egress:\n    - toEntities:\n        - world\n        - $0');
    const labels = labelsAt(text);
    expect(labels).toContain('kube-apiserver');
    expect(labels).not.toContain('world');
    const at = { settings: { profile: { ciliumVersion: '1.18' } } };
    expect(labelsAt(text, at)).not.toContain('cluster-mesh');
    expect(taken(cnp('  egressDeny:\n    - toEntities:\n        $0\n'), 'host')).toBe(
      cnp('  egressDeny:\n    - toEntities:\n        - host\n'),
    );
    const { id } = completionAt(text, 'host');
    expect(completionDocumentation(id, configured())).toContain('remote-node');
  });

  it('are written as the kind wants them', () => {
    const port = cnp(
      '  endpointSelector: {}\n  egress:\n    - toEndpoints: [{matchLabels: {app: db, io.kubernetes.pod.namespace: data}}]\n      toPorts:\n        - ports:\n            - port: $0\n',
    );
    expect(taken(port, '5432', ofOthers)).toContain('- port: "5432"\n');
    expect(taken(port.replace('$0', '"$0"'), '5432', ofOthers)).toContain('- port: "5432"\n');
    expect(taken(port.replace('$0', '"5$0'), '5432', ofOthers)).toContain('- port: "5432"\n');
    const number = np('  podSelector: {}\n  ingress:\n    - ports:\n        - port: 80$0\n');
    expect(taken(number, '8080', ofOthers)).toContain('- port: 8080\n');
    expect(completionAt(number, '8080', ofOthers).detail).toBe('http, TCP of Deployment shop');
  });

  it('a label comes with a value that it has', () => {
    const text = np('  podSelector:\n    matchLabels:\n      $0\n');
    expect(taken(text, 'app', ofOthers)).toContain('      app: shop\n');
    const at = { ...ofOthers, options: snippets };
    expect(completionAt(text, 'app', at).edit.newText).toBe('app: ${1:shop}$0');
  });

  it('that would read as something else are in quotes, and what is no label is left out', () => {
    const pods =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: web, labels: {version: "1.0", "a b": x, odd: "a}b$c", constructor: y}}\nspec: {containers: []}\n';
    const at = { others: { 'pod.yaml': pods }, options: snippets };
    const text = np('  podSelector:\n    matchLabels:\n      $0');
    expect(labelsAt(text, at)).toEqual(['version', 'odd', 'constructor']);
    expect(completionAt(text, 'version', at).edit.newText).toBe('version: "${1:1.0}"$0');
    expect(completionAt(text, 'odd', at).edit.newText).toBe('odd: ${1:value}$0');
    expect(taken(text.replace('$0', 'version: $0'), '1.0', at)).toContain('version: "1.0"');
  });

  it('cluster DNS, which is in no file', () => {
    const to =
      '  podSelector: {}\n  egress:\n    - to:\n        - namespaceSelector: {}\n          podSelector:\n            matchLabels:\n              k8s-app: ';
    expect(labelsAt(np(`${to}$0`))).toEqual(['kube-dns']);
    const port = completionAt(np(`${to}kube-dns\n      ports:\n        - port: $0`), '53');
    expect(port.detail).toBe('dns, UDP of cluster DNS');
  });

  it('names of Services', () => {
    const text = cnp(
      '  egress:\n    - toServices:\n        - k8sService:\n            serviceName: $0',
    );
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: {name: db, namespace: data}\nspec: {selector: {app: db}}\n';
    expect(labelsAt(text, { others: { 'svc.yaml': service } })).toEqual(['db']);
  });

  it('HTTP methods', () => {
    const text = cnp(
      '  ingress:\n    - toPorts:\n        - rules:\n            http:\n              - method: $0',
    );
    expect(labelsAt(text).slice(0, 3)).toEqual(['GET', 'HEAD', 'POST']);
  });
});

import { describe, expect, it } from 'vitest';
import { objectsOf } from '../../../../server/src/core/model/kinds';
import {
  allowsEveryPeer,
  ciliumPorts,
  includesAllPods,
  includesDns,
  includesOtherNodes,
  includesOwnNode,
  mayIncludeNodes,
  mayIncludePods,
} from '../../../../server/src/core/policy/peers/cilium-peers';
import { YamlDocument } from '../../../../server/src/core/syntax/yaml/document';

function entry(source: string, kind = 'CiliumNetworkPolicy') {
  const document = new YamlDocument(`apiVersion: cilium.io/v2
kind: ${kind}
metadata: {name: peers}
spec:
  endpointSelector: {}
  egress:
    - ${source}
`);
  const [policy] = objectsOf(document, 'CiliumPolicy');
  const [first] = policy?.rules[0]?.sections.flatMap(({ entries }) => entries) ?? [];
  if (policy === undefined || first === undefined) {
    throw new Error(`no entry in ${document.text}`);
  }
  return { entry: first, scope: policy.scope };
}

/** What an entry surely includes, in short; `?` for what it may include besides. */
function reach(source: string, kind?: string): string {
  const { entry: read, scope } = entry(source, kind);
  const answers = [
    ['everybody', allowsEveryPeer(read)],
    ['pods', includesAllPods(read, scope)],
    ['dns', includesDns(read, scope)],
    ['own', includesOwnNode(read)],
    ['others', includesOtherNodes(read)],
    ['pods?', mayIncludePods(read)],
    ['nodes?', mayIncludeNodes(read)],
  ] as const;
  return answers.flatMap(([name, is]) => (is ? [name] : [])).join(' ');
}

const everybody = 'everybody pods dns own others pods? nodes?';

describe('what an entry of a Cilium policy includes', () => {
  it.each([
    // Neither peers nor ports: the entry isolates and allows nothing.
    ['{}', ''],
    ['{toPorts: [{ports: [{port: "443"}]}]}', everybody],
    ['{toEntities: [all]}', everybody],
    ['{toEntities: [cluster]}', 'pods dns own others pods? nodes?'],
    ['{toEntities: [host]}', 'own nodes?'],
    ['{toEntities: [remote-node]}', 'others nodes?'],
    ['{toEntities: [host, remote-node]}', 'own others nodes?'],
    ['{toEntities: [world]}', ''],
    ['{toEntities: [kube-apiserver]}', ''],
    ['{toEntities: ["$(ENTITY)"]}', 'pods? nodes?'],
    ['{toCIDR: [0.0.0.0/0]}', ''],
    ['{toCIDRSet: [{cidr: 10.0.0.0/8}]}', ''],
    ['{toFQDNs: [{matchName: example.com}]}', ''],
    ['{toEndpoints: []}', 'pods?'],
    ['{toEndpoints: [{}]}', 'pods?'],
    ['{toEndpoints: [{matchLabels: {app: web}}]}', 'pods?'],
    [
      '{toEndpoints: [{matchExpressions: [{key: k8s:io.kubernetes.pod.namespace, operator: Exists}]}]}',
      'pods dns pods?',
    ],
    [
      '{toEndpoints: [{matchLabels: {app: web}, matchExpressions: [{key: io.kubernetes.pod.namespace, operator: Exists}]}]}',
      'pods?',
    ],
    [
      '{toEndpoints: [{matchLabels: {"k8s:io.kubernetes.pod.namespace": kube-system, k8s-app: kube-dns}}]}',
      'dns pods?',
    ],
    ['{toEndpoints: [{matchLabels: {io.kubernetes.pod.namespace: kube-system}}]}', 'dns pods?'],
    ['{toEndpoints: [{matchLabels: {k8s-app: kube-dns}}]}', 'pods?'],
    // Refused: two members in one entry.
    ['{toEntities: [all], toCIDR: [0.0.0.0/0]}', 'pods? nodes?'],
    ['{toEndpoints: [{}], toRequires: [{matchLabels: {a: b}}]}', 'pods?'],
  ])('%s', (source, expected) => {
    expect(reach(source)).toBe(expected);
  });

  it('is every pod for an empty selector of a clusterwide policy', () => {
    expect(reach('{toEndpoints: [{}]}', 'CiliumClusterwideNetworkPolicy')).toBe('pods dns pods?');
  });
});

describe('the ports of an entry', () => {
  const span = (protocol: string, from: number, to = from) => ({ protocol, from, to });
  const complete = { names: [], isComplete: true };
  it.each([
    ['{toEntities: [host]}', 'every'],
    ['{toEntities: [host], toPorts: []}', 'every'],
    ['{toEntities: [host], icmps: [{fields: [{type: 8}]}]}', { ...complete, spans: [] }],
    [
      '{toPorts: [{ports: [{port: "443", protocol: TCP}]}]}',
      { ...complete, spans: [span('TCP', 443)] },
    ],
    [
      '{toPorts: [{ports: [{port: "53"}]}]}',
      { ...complete, spans: [span('TCP', 53), span('UDP', 53), span('SCTP', 53)] },
    ],
    [
      '{toPorts: [{ports: [{port: "0", protocol: UDP}]}]}',
      { ...complete, spans: [span('UDP', 1, 65_535)] },
    ],
    [
      '{toPorts: [{ports: [{port: "80", endPort: 90, protocol: TCP}]}]}',
      { ...complete, spans: [span('TCP', 80, 90)] },
    ],
    [
      '{toPorts: [{ports: [{port: http, protocol: TCP}]}]}',
      { spans: [], names: ['TCP/http'], isComplete: true },
    ],
    [
      '{toPorts: [{ports: [{port: "80", protocol: TCP}], rules: {http: [{method: GET}]}}]}',
      { ...complete, spans: [] },
    ],
    [
      '{toPorts: [{ports: [{port: "53", protocol: UDP}], rules: {dns: [{matchPattern: "*"}]}}]}',
      { ...complete, spans: [span('UDP', 53)] },
    ],
    [
      '{toPorts: [{ports: [{port: "$(PORT)", protocol: UDP}]}]}',
      { spans: [], names: [], isComplete: false },
    ],
  ])('%s', (source, expected) => {
    expect(ciliumPorts(entry(source).entry)).toEqual(expected);
  });
});

import type { CrossFileCase } from './case';
import {
  ciliumPolicy,
  clusterwide,
  dnsEndpoint,
  dnsRule,
  egressTo,
  everything,
  look,
  networkPolicy,
  web,
  webEndpoint,
} from './texts';

/** Other policies for the same pods allow what one lacks. */
export const byPolicies: readonly CrossFileCase[] = [
  {
    rule: 'egress-without-dns',
    file: 'policies/web.yaml',
    other: 'policies/dns.yaml',
    text: networkPolicy(`{${web}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}]}`),
    otherText: networkPolicy(
      `{podSelector: {}, policyTypes: [Egress], egress: [${dnsRule}]}`,
      'dns',
    ),
    beside: [],
    alone: ['info'],
  },
  {
    rule: 'egress-without-dns',
    file: 'policies/web.yaml',
    other: 'policies/dns.yaml',
    text: networkPolicy(`{${web}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}]}`),
    otherText: clusterwide(
      `{endpointSelector: {}, egress: [{toEndpoints: [${dnsEndpoint}], toPorts: [{ports: ${look}}]}]}`,
    ),
    beside: [],
    alone: ['info'],
  },
  {
    rule: 'fqdn-without-dns-rule',
    file: 'policies/web.yaml',
    other: 'policies/dns.yaml',
    text: ciliumPolicy(`{${webEndpoint}, egress: [{toFQDNs: [{matchName: example.com}]}]}`),
    otherText: ciliumPolicy(
      `{endpointSelector: {}, egress: [{toEndpoints: [${dnsEndpoint}], toPorts: [{ports: ${look}, rules: {dns: [{matchPattern: "*"}]}}]}]}`,
      'dns',
    ),
    beside: [],
    alone: ['warning'],
  },
  ...(
    [
      ['ipblock-any-excludes-pods', egressTo('{ipBlock: {cidr: 0.0.0.0/0}}'), 'info'],
      [
        'ipblock-workaround-excludes-nodes',
        egressTo('{ipBlock: {cidr: 0.0.0.0/0}}, {namespaceSelector: {}}'),
        'info',
      ],
      ['npm-local-node-egress', egressTo('{podSelector: {}}'), 'info'],
      ['ipblock-in-cluster-range', egressTo('{ipBlock: {cidr: 10.9.3.0/24}}'), 'info'],
      ['ipblock-service-range', egressTo('{ipBlock: {cidr: 10.0.0.0/16}}'), 'info'],
    ] as const
  ).map(([rule, spec, severity]) => ({
    rule,
    file: 'policies/web.yaml',
    other: 'policies/any.yaml',
    text: networkPolicy(spec),
    otherText: everything,
    beside: [],
    alone: [severity],
  })),
  {
    rule: 'useless-except',
    file: 'policies/web.yaml',
    other: 'policies/any.yaml',
    text: networkPolicy(egressTo('{ipBlock: {cidr: 0.0.0.0/0, except: [203.0.113.0/24]}}')),
    otherText: everything,
    beside: ['hint'],
    alone: [],
  },
  {
    rule: 'all-pods-peer',
    file: 'policies/web.yaml',
    other: 'policies/others.yaml',
    text: networkPolicy(`{${web}, ingress: [{from: [{namespaceSelector: {}}]}]}`),
    otherText: Array.from({ length: 30 }, (_, index) =>
      networkPolicy(`{${web}, ingress: [{from: [{namespaceSelector: {}}]}]}`, `web${index}`),
    ).join('---\n'),
    beside: ['info'],
    alone: [],
  },
  {
    rule: 'clusterwide-isolates-system',
    file: 'policies/all.yaml',
    other: 'policies/system.yaml',
    text: clusterwide('{endpointSelector: {}, egress: [{toEntities: [health]}]}'),
    otherText: clusterwide(
      '{endpointSelector: {matchLabels: {k8s:io.kubernetes.pod.namespace: kube-system}}, egress: [{toEntities: [all]}]}',
      'system',
    ),
    beside: [],
    alone: ['warning'],
  },
  {
    rule: 'kube-apiserver-ingress',
    file: 'policies/web.yaml',
    other: 'policies/any.yaml',
    text: ciliumPolicy(`{${webEndpoint}, ingress: [{fromEntities: [kube-apiserver]}]}`),
    otherText: networkPolicy('{podSelector: {}, ingress: [{}]}', 'any'),
    beside: [],
    alone: ['warning'],
  },
  {
    rule: 'world-excludes-cluster',
    file: 'policies/web.yaml',
    other: 'policies/any.yaml',
    text: ciliumPolicy(`{${webEndpoint}, egress: [{toEntities: [world]}]}`, 'allow-all'),
    otherText: everything,
    beside: [],
    alone: ['info'],
  },
  {
    rule: 'cidr-misses-cluster-ips',
    file: 'policies/web.yaml',
    other: 'policies/any.yaml',
    text: ciliumPolicy(`{${webEndpoint}, egress: [{toCIDR: [10.244.0.0/16]}]}`),
    otherText: everything,
    beside: [],
    alone: ['info'],
  },
];

import { clusterwide, namespaced, type Value } from './policy';

const web = { matchLabels: { app: 'web', 'k8s:io.kubernetes.pod.namespace': 'shop' } };
const tcp = { port: '443', protocol: 'TCP' };

/** Valid policies that together hold every field. Slips are made in them. */
export const richPolicies: readonly (readonly [string, Value])[] = [
  [
    'shop',
    namespaced({
      description: 'The shop',
      endpointSelector: {
        matchLabels: { app: 'web' },
        matchExpressions: [
          { key: 'tier', operator: 'In', values: ['front', 'back'] },
          { key: 'k8s:old', operator: 'DoesNotExist' },
        ],
      },
      enableDefaultDeny: { ingress: true, egress: false },
      labels: [{ key: 'team', source: 'k8s', value: 'a' }],
      ingress: [
        {
          fromEndpoints: [web, { matchExpressions: [{ key: 'a', operator: 'Exists' }] }],
          authentication: { mode: 'disabled' },
          toPorts: [
            {
              ports: [{ port: '80', protocol: 'TCP' }],
              rules: {
                http: [
                  {
                    method: 'GET',
                    path: '/api/.*',
                    host: 'shop.example.com',
                    headers: ['X-Team: a'],
                    headerMatches: [
                      { name: 'X-A', value: 'b', mismatch: 'REPLACE' },
                      { name: 'X-B', secret: { name: 's', namespace: 'n' } },
                    ],
                  },
                  { method: 'POST', path: '/order' },
                ],
              },
            },
          ],
        },
        { fromEntities: ['cluster', 'health'], icmps: [{ fields: [{ family: 'IPv4', type: 8 }] }] },
      ],
    }),
  ],
  [
    'outward',
    namespaced({
      endpointSelector: {},
      egress: [
        {
          toFQDNs: [{ matchName: 'api.example.com' }, { matchPattern: '*.example.org' }],
          toPorts: [{ ports: [tcp], serverNames: ['api.example.com'] }],
        },
        {
          toEndpoints: [{ matchLabels: { 'k8s:k8s-app': 'kube-dns' } }],
          toPorts: [
            {
              ports: [{ port: '53', protocol: 'ANY' }],
              rules: { dns: [{ matchPattern: '*' }, { matchName: 'a.b' }] },
            },
          ],
        },
        {
          toCIDRSet: [
            { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.0.0/16'] },
            { cidrGroupRef: 'partners' },
          ],
        },
        { toCIDR: ['192.0.2.0/24'], toPorts: [{ ports: [{ port: '1024', endPort: 2048 }] }] },
        { toServices: [{ k8sService: { serviceName: 'db', namespace: 'data' } }] },
        { toServices: [{ k8sServiceSelector: { selector: web, namespace: 'data' } }] },
      ],
      egressDeny: [
        { toEntities: ['world'], toPorts: [{ ports: [{ port: '25', protocol: 'TCP' }] }] },
        { icmps: [{ fields: [{ family: 'IPv6', type: 'EchoRequest' }] }] },
      ],
    }),
  ],
  [
    'proxied',
    namespaced({
      endpointSelector: { matchLabels: { app: 'proxied' } },
      egress: [
        {
          toPorts: [
            {
              ports: [tcp],
              originatingTLS: { secret: { name: 'ca', namespace: 'n' }, trustedCA: 'ca.crt' },
              terminatingTLS: { secret: { name: 'tls' }, certificate: 'c', privateKey: 'k' },
              rules: { http: [{}] },
            },
            {
              ports: [tcp],
              listener: {
                name: 'l',
                priority: 10,
                envoyConfig: { kind: 'CiliumEnvoyConfig', name: 'e' },
              },
            },
            {
              ports: [{ port: '9092', protocol: 'TCP' }],
              rules: { kafka: [{ role: 'produce', topic: 't' }] },
            },
            {
              ports: [{ port: '4040', protocol: 'TCP' }],
              rules: { l7proto: 'r2d2', l7: [{ cmd: 'READ' }] },
            },
          ],
        },
      ],
      ingressDeny: [{ fromCIDRSet: [{ cidr: '10.0.0.0/8' }] }, { fromCIDR: ['2001:db8::/32'] }],
    }),
  ],
  [
    'nodes',
    clusterwide({
      nodeSelector: { matchLabels: { 'node-role.kubernetes.io/worker': '' } },
      ingress: [
        { fromEntities: ['remote-node', 'health', 'kube-apiserver'] },
        { fromEntities: ['world'], toPorts: [{ ports: [{ port: 'ssh', protocol: 'TCP' }] }] },
      ],
      egress: [{ toEntities: ['all'] }],
    }),
  ],
];

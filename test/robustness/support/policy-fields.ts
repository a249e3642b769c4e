export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };
export type Path = readonly (string | number)[];

const selector = {
  matchLabels: { 'k8s:app': 'web' },
  matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }],
};
const tls = { secret: { namespace: 'shop', name: 'tls' }, trustedCA: 'ca.crt' };

/** Has every field that a rule looks at, whether they go together or not. */
export const ciliumPolicy: Json = {
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
  spec: {
    endpointSelector: selector,
    nodeSelector: {},
    enableDefaultDeny: { ingress: false, egress: true },
    log: { value: 'web' },
    ingress: [
      {
        fromEndpoints: [selector],
        fromRequires: [{}],
        fromNodes: [{}],
        fromEntities: ['cluster'],
        fromCIDR: ['192.0.2.0/24'],
        icmps: [{ fields: [{ type: 8, family: 'IPv4' }] }],
        authentication: { mode: 'required' },
        toPorts: [
          {
            ports: [{ port: '80', endPort: 90, protocol: 'TCP' }],
            terminatingTLS: tls,
            originatingTLS: {},
            serverNames: ['example.com'],
            listener: { name: 'a', envoyConfig: { kind: 'CiliumEnvoyConfig', name: 'b' } },
            rules: {
              http: [
                {
                  path: '/a',
                  method: 'GET',
                  host: 'example.com',
                  headers: ['a'],
                  headerMatches: [{ name: 'a', value: 'b', mismatch: 'LOG' }],
                },
              ],
              kafka: [{ role: 'produce', topic: 'orders' }],
              l7proto: 'cassandra',
              l7: [{ action: 'select' }],
            },
          },
        ],
      },
    ],
    ingressDeny: [
      { fromGroups: [{ aws: { region: 'a' } }], toPorts: [{ ports: [{ port: '22' }] }] },
    ],
    egress: [
      {
        toFQDNs: [{ matchName: 'example.com' }, { matchPattern: '*.example.com' }],
        toServices: [{ k8sService: { serviceName: 'a', namespace: 'b' } }],
        toCIDRSet: [
          { cidr: '192.0.2.0/24', except: ['192.0.2.0/25'] },
          { cidrGroupRef: 'a' },
          { cidrGroupSelector: {} },
        ],
        toPorts: [
          {
            ports: [{ port: '53', protocol: 'ANY' }],
            rules: { dns: [{ matchName: 'example.com' }, { matchPattern: '*' }] },
          },
        ],
      },
    ],
    egressDeny: [{ toEntities: ['world'], toNodes: [{}], toRequires: [{}] }],
  },
  specs: [{ endpointSelector: {}, ingress: [{}] }],
};

/** Every place of a value, the whole of it included. */
export function pathsOf(value: Json, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) {
    return [path];
  }
  const children = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...children.flatMap(([key, child]) => pathsOf(child as Json, [...path, key]))];
}

export function replaced(value: Json, [key, ...rest]: Path, by: Json): Json {
  if (key === undefined) {
    return by;
  }
  if (Array.isArray(value)) {
    return value.map((item: Json, index) => (index === key ? replaced(item, rest, by) : item));
  }
  const map = value as { readonly [key: string]: Json };
  return { ...map, [key]: replaced(map[key] ?? null, rest, by) };
}

/** Every field once, wherever it stands; not the whole. */
export function fieldsOf(value: Json): readonly Path[] {
  const byName = new Map(
    pathsOf(value)
      .slice(1)
      .map((path) => [path.at(-1), path]),
  );
  return [...byName.values()];
}

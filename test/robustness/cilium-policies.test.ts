import { describe, expect, it } from 'vitest';
import { applyEdits, type Finding } from '../../server/src/core/index';
import { lintText } from '../support/lint';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Path = readonly (string | number)[];

const selector = {
  matchLabels: { 'k8s:app': 'web' },
  matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }],
};
const tls = { secret: { namespace: 'shop', name: 'tls' }, trustedCA: 'ca.crt' };

/** Has every field that a rule looks at, whether they go together or not. */
const policy: Json = {
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
function pathsOf(value: Json, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) {
    return [path];
  }
  const children = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...children.flatMap(([key, child]) => pathsOf(child as Json, [...path, key]))];
}

function replaced(value: Json, [key, ...rest]: Path, by: Json): Json {
  if (key === undefined) {
    return by;
  }
  if (Array.isArray(value)) {
    return value.map((item: Json, index) => (index === key ? replaced(item, rest, by) : item));
  }
  const map = value as { readonly [key: string]: Json };
  return { ...map, [key]: replaced(map[key] ?? null, rest, by) };
}

function findingsOf(text: string): readonly Finding[] {
  const { findings, failures } = lintText(text, {
    profile: { acns: true, acnsNetworkPolicies: 'L7' },
  });
  expect(failures).toEqual([]);
  return findings;
}

/** Every field once, wherever it stands. */
const fields = [
  ...new Map(
    pathsOf(policy)
      .slice(1)
      .map((path) => [path.at(-1), path]),
  ).values(),
];

describe('Cilium policies with something else in one place', () => {
  it.each([
    ['null', null],
    ['a number', -7.5],
    ['a list', [[]]],
    ['a text that objects have as a name', '__proto__'],
  ] as const)('are judged without a throw: %s', (_name, by) => {
    for (const path of fields) {
      findingsOf(JSON.stringify(replaced(policy, path, by)));
    }
  });

  it('have findings, whatever does not belong there', () => {
    const silent = fields.filter(
      (path) =>
        path[0]?.toString().startsWith('spec') === true &&
        findingsOf(JSON.stringify(replaced(policy, path, [[]]))).length === 0,
    );
    expect(silent).toEqual([]);
  });

  it('have fixes that leave a file that can be read', () => {
    for (const path of [[], ...fields]) {
      const text = JSON.stringify(replaced(policy, path, path.length === 0 ? policy : 7));
      for (const { title, edits } of findingsOf(text).flatMap((finding) => finding.fixes())) {
        expect(() => JSON.parse(applyEdits(text, edits)), `${path} ${title}`).not.toThrow();
      }
    }
  });

  it('may hold long texts in every field', () => {
    const long = 'a'.repeat(50_000);
    for (const path of fields) {
      findingsOf(JSON.stringify(replaced(policy, path, long)));
    }
  });

  it.each(['path', 'port', 'matchPattern', 'cidr'])('may hold a megabyte in %s', (name) => {
    const path = fields.find((each) => each.at(-1) === name) ?? [];
    for (const part of ['a', '(', '1-']) {
      findingsOf(JSON.stringify(replaced(policy, path, part.repeat(1_000_000 / part.length))));
    }
  });
});

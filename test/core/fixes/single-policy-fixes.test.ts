import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { applyEdits, type Finding, type Settings } from '../../../server/src/core/index';
import { lintText } from '../../support/lint';

/** Rules that judge one policy at a time and offer fixes. */
const family = [
  'dns-peer-never-matches',
  'end-port-ignored',
  'ipv4-only-allow-all',
  'named-port-egress',
  'split-selector-peers',
];

const settings: Settings = {
  profile: { kubernetesVersion: '1.30', ipFamilies: ['IPv4', 'IPv6'] },
};

const namespaces = fc.constantFrom(
  { matchLabels: { name: 'kube-system' } },
  { matchExpressions: [{ key: 'name', operator: 'In', values: ['kube-system'] }] },
  { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
);
const pods = fc.constantFrom(
  { matchLabels: { 'k8s-app': 'kube-dns' } },
  { matchLabels: { 'k8s-app': 'coredns' } },
  { matchLabels: { app: 'cart' } },
  { matchLabels: { app: 'prometheus' } },
);
const peer = fc.oneof(
  namespaces.map((namespaceSelector) => ({ namespaceSelector })),
  pods.map((podSelector) => ({ podSelector })),
  fc.record({ namespaceSelector: namespaces, podSelector: pods }),
  fc.constantFrom(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'], undefined).map((except) => ({
    ipBlock: { cidr: '0.0.0.0/0', ...(except === undefined ? {} : { except }) },
  })),
);
const port = fc.constantFrom<object>(
  { protocol: 'UDP', port: 53 },
  { port: 53 },
  { port: 'http' },
  { protocol: 'UDP', port: 'dns' },
  { port: 8000, endPort: 8003 },
  { endPort: 9001, port: 9000, protocol: 'UDP' },
  { protocol: 'TCP', port: 1024, endPort: 65535 },
);
const rule = fc.record(
  {
    to: fc.array(peer, { minLength: 1, maxLength: 3 }),
    ports: fc.array(port, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['to'] },
);
const policy = fc
  .record({
    egress: fc.array(rule, { minLength: 1, maxLength: 3 }),
    namespace: fc.constantFrom('shop', undefined),
  })
  .map(({ egress, namespace }) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'any', ...(namespace === undefined ? {} : { namespace }) },
    spec: { podSelector: {}, policyTypes: ['Egress'], egress },
  }));

/** Makes every rule of the family speak, whatever else chance brings. */
const everyMistake = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'any', namespace: 'shop' },
  spec: {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [
      {
        to: [
          { namespaceSelector: { matchLabels: { name: 'kube-system' } } },
          { podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } },
        ],
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 8000, endPort: 8003 },
        ],
      },
      { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] },
      { to: [{ podSelector: { matchLabels: { app: 'cart' } } }], ports: [{ port: 'http' }] },
    ],
  },
};

const ciliumPolicy = fc
  .array(
    fc.constantFrom<object>(
      { port: '8000', endPort: 8003 },
      { port: 'http', protocol: 'TCP' },
      { protocol: 'UDP', port: '9000', endPort: 9001 },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((ports) => ({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'any', namespace: 'shop' },
    spec: {
      endpointSelector: {},
      egress: [{ toEndpoints: [{ matchLabels: { app: 'cart' } }], toPorts: [{ ports }] }],
    },
  }));

/** Its port has a name, and both kinds of policies select it. */
const pod = `---
apiVersion: v1
kind: Pod
metadata: {name: cart, labels: {app: cart}}
spec: {containers: [{name: cart, image: cart, ports: [{name: http, containerPort: 8080}]}]}
`;

const style = fc.record({
  collectionStyle: fc.constantFrom('block', 'flow', 'any'),
  indent: fc.constantFrom(2, 4),
  indentSeq: fc.boolean(),
  flowCollectionPadding: fc.boolean(),
});

const plain = {
  collectionStyle: 'block' as const,
  indent: 2 as const,
  indentSeq: true,
  flowCollectionPadding: true,
};

function written(value: object, how: { collectionStyle: string }, isCrlf: boolean): string {
  const text = stringify(value, {
    ...how,
    collectionStyle: how.collectionStyle as 'any' | 'block' | 'flow',
    aliasDuplicateObjects: false,
  });
  return isCrlf ? `${text}${pod}`.replace(/\n/g, '\r\n') : `${text}${pod}`;
}

const isFamily = ({ rule: name }: Finding) => family.includes(name);
const isGrave = ({ severity }: Finding) => severity === 'error' || severity === 'warning';
const isAboutDns = ({ rule: name }: Finding) => name === 'dns-peer-never-matches';
const identity = ({ rule: name, range, message }: Finding) => `${name} ${range.start} ${message}`;

describe('whatever the policy and its style', () => {
  it('a fix leaves a file that parses, answers its finding and makes nothing worse', () => {
    const offered = new Set<string>();
    const anyPolicy: fc.Arbitrary<object> = fc.oneof(
      { weight: 3, arbitrary: policy },
      ciliumPolicy,
    );
    fc.assert(
      fc.property(anyPolicy, style, fc.boolean(), (object, how, isCrlf) => {
        const text = written(object, how, isCrlf);
        const before = lintText(text, settings).findings.filter(isFamily);
        for (const finding of before) {
          for (const fix of finding.fixes()) {
            expect(fix.disabledReason).toBeUndefined();
            offered.add(finding.rule);
            const fixed = applyEdits(text, fix.edits);
            const documents = parseAllDocuments(fixed);
            expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
            expect(documents).toHaveLength(2);
            const { findings, failures } = lintText(fixed, settings);
            expect(failures).toEqual([]);
            const left = findings.filter(isFamily);
            expect(left.map(identity), `${fix.title}\n${fixed}`).not.toContain(identity(finding));
            // What is narrowed to what was meant may show that names cannot be looked up.
            const isNarrowed = finding.rule === 'split-selector-peers';
            const compared = (each: Finding) => isGrave(each) && !(isNarrowed && isAboutDns(each));
            const most = before.filter(compared).length;
            expect(left.filter(compared).length).toBeLessThanOrEqual(most);
            expect(fixed.replace(/\r\n/g, '')).not.toMatch(isCrlf ? /\n/ : /\r/);
          }
        }
      }),
      {
        numRuns: 60,
        examples: [[everyMistake, plain, false]],
      },
    );
    expect([...offered].sort()).toEqual(family);
  });
});

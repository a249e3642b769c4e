import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  applyEdits,
  type Refactoring,
  refactorings,
  type Settings,
} from '../../../server/src/core/index';
import { YamlDocument } from '../../../server/src/core/syntax/yaml/document';
import { lintText, ruleNames } from '../../support/lint';
import { flowsOf, type TestCluster, verdictOf } from '../../support/policy-evaluator';
import { lines } from '../../support/yaml';
import { type ValueMap, type Written, writeYaml } from '../../support/yaml-writer';
import { configured, snapshotOf } from './support/cursor';

function offered(text: string, settings: Settings = {}, name = 'policy.yaml'): Refactoring[] {
  const place = { start: 0, end: text.length };
  return [...refactorings(snapshotOf(text, name), place, configured(settings, name))];
}

/** The text after the only refactoring there is; the reason where it cannot be done. */
function rewritten(text: string, settings: Settings = {}, name?: string): string {
  const found = offered(text, settings, name);
  expect(found).toHaveLength(1);
  const [{ edits, disabledReason } = { edits: [], disabledReason: 'none' }] = found;
  expect(edits.length > 0).toBe(disabledReason === undefined);
  return disabledReason ?? applyEdits(text, edits);
}

describe('a NetworkPolicy as CiliumNetworkPolicy', () => {
  it('keeps the meaning, the comments and the style', () => {
    const text = lines(`
      # Who may talk to the shop.
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy # not yet Cilium
      metadata:
        name: shop
        namespace: web
      spec:
        podSelector: {matchLabels: {app: shop}} # the shop
        policyTypes: [Ingress, Egress] # both
        ingress:
          # The gateway,
          - from:
              # in its namespace
              - namespaceSelector:
                  matchLabels:
                    kubernetes.io/metadata.name: gateway
                podSelector:
                  matchLabels:
                    "app": 'nginx' # not the other one
              - ipBlock: {cidr: 20.0.0.0/8} # the office
            ports:
              - port: 8080 # http
              - port: metrics

        # Everything out.
        egress:
          - {}
        # The end.
    `);
    expect(rewritten(text)).toBe(
      lines(`
        # Who may talk to the shop.
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy # not yet Cilium
        metadata:
          name: shop
          namespace: web
        spec:
          # both
          # The end.
          endpointSelector: {matchLabels: {app: shop}} # the shop
          ingress:
            # The gateway,
            - fromEndpoints:
                # in its namespace
                - matchLabels:
                    k8s:io.kubernetes.pod.namespace: gateway
                    app: 'nginx' # not the other one
              toPorts:
                - ports:
                    - port: "8080" # http
                      protocol: TCP
                    - port: metrics
                      protocol: TCP
            - fromCIDR:
                - 20.0.0.0/8 # the office
              toPorts:
                - ports:
                    - port: "8080"
                      protocol: TCP
                    - port: metrics
                      protocol: TCP

          # Everything out.
          egress:
            - toEntities:
                - all
      `),
    );
  });
});

const networkPolicyOf = (spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: x, namespace: web}\nspec:\n${spec}`;
const ciliumPolicyOf = (spec: string, kind = 'CiliumNetworkPolicy') =>
  `apiVersion: cilium.io/v2\nkind: ${kind}\nmetadata: {name: x, namespace: web}\nspec:\n${spec}`;

describe('what a NetworkPolicy means to Cilium', () => {
  it.each([
    [
      'a direction that is listed is closed by one empty rule',
      '  podSelector: {}\n  policyTypes: [Ingress, Egress]\n',
      '  endpointSelector: {}\n  ingress:\n    - {}\n  egress:\n    - {}\n',
    ],
    [
      'ingress is closed when nothing says which direction is meant',
      '  podSelector: {}\n',
      '  endpointSelector: {}\n  ingress:\n    - {}\n',
    ],
    [
      'a section is enforced although its direction is not listed',
      '  podSelector: {}\n  policyTypes: [Egress]\n  ingress:\n    - {}\n',
      '  endpointSelector: {}\n  ingress:\n    - fromEntities:\n        - all\n  egress:\n    - {}\n',
    ],
    [
      'every port of a protocol is port 0, and every namespace has its label',
      '  podSelector: {}\n  egress:\n    - to:\n        - namespaceSelector: {}\n      ports:\n        - protocol: UDP\n  ingress: []\n',
      '  endpointSelector: {}\n  ingress:\n    - {}\n  egress:\n    - toEndpoints:\n        - matchExpressions:\n            - key: k8s:io.kubernetes.pod.namespace\n              operator: Exists\n      toPorts:\n        - ports:\n            - port: "0"\n              protocol: UDP\n',
    ],
    [
      'other labels of namespaces have their prefix, and ranges with holes stay so',
      '  podSelector: {}\n  policyTypes: [Egress]\n  egress:\n    - to:\n        - namespaceSelector:\n            matchLabels:\n              team: a\n        - ipBlock:\n            cidr: 10.0.0.0/8\n            except:\n              - 10.1.0.0/16\n',
      '  endpointSelector: {}\n  egress:\n    - toEndpoints:\n        - matchLabels:\n            k8s:io.cilium.k8s.namespace.labels.team: a\n    - toCIDRSet:\n        - cidr: 10.0.0.0/8\n          except:\n            - 10.1.0.0/16\n',
    ],
  ])('%s', (_what, before, after) => {
    expect(rewritten(networkPolicyOf(before))).toBe(ciliumPolicyOf(after));
  });

  it('more ports than an item may have are put into several', () => {
    const ports = Array.from({ length: 45 }, (_, index) => `{port: ${index + 1}}`).join(', ');
    const text = networkPolicyOf(`  podSelector: {}\n  ingress:\n    - ports: [${ports}]\n`);
    const { spec } = parse(rewritten(text)) as {
      spec: { ingress: { toPorts: { ports: [] }[] }[] };
    };
    expect(spec.ingress[0]?.toPorts.map((item) => item.ports.length)).toEqual([40, 5]);
  });
});

describe('what a Cilium policy means as NetworkPolicy', () => {
  it('ports without a protocol are two, and what it says of itself becomes a comment', () => {
    const text = ciliumPolicyOf(
      '  description: Only the gateway.\n  endpointSelector:\n    matchLabels:\n      k8s:app: shop\n  ingress:\n    - fromEndpoints:\n        - matchLabels:\n            k8s:io.kubernetes.pod.namespace: gateway\n            app: nginx\n      toPorts:\n        - ports:\n            - port: "80"\n',
    );
    expect(rewritten(text)).toBe(
      networkPolicyOf(
        '  # Only the gateway.\n  podSelector:\n    matchLabels:\n      app: shop\n  policyTypes:\n    - Ingress\n  ingress:\n    - from:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: gateway\n          podSelector:\n            matchLabels:\n              app: nginx\n      ports:\n        - port: 80\n          protocol: TCP\n        - port: 80\n          protocol: UDP\n',
      ),
    );
  });

  const egress = (entry: string) => `  endpointSelector: {}\n  egress:\n    - ${entry}\n`;
  it.each([
    ['names', egress('toFQDNs: [{matchName: a.example.com}]'), 'no counterpart for `toFQDNs`'],
    ['nodes', egress('toEntities: [host]'), 'cannot name nodes'],
    ['the API server', egress('toEntities: [kube-apiserver]'), 'cannot name the API server'],
    ['a deny', `${egress('{}')}  egressDeny: [{toEntities: [world]}]\n`, 'not deny'],
    [
      'HTTP rules',
      egress('toPorts: [{ports: [{port: "80", protocol: TCP}], rules: {http: [{}]}}]'),
      'not the requests on them',
    ],
    ['ICMP', egress('icmps: [{fields: [{type: 8}]}]'), 'no counterpart for `icmps`'],
    [
      'no isolation',
      `${egress('{}')}  enableDefaultDeny: {egress: false}\n`,
      'closes every direction that it has rules for',
    ],
    [
      'isolation that not every version knows',
      `${egress('{}')}  enableDefaultDeny: {ingress: true}\n`,
      'is not certain',
    ],
    ['other labels', egress('toEndpoints: [{matchLabels: {reserved:host: ""}}]'), 'only Cilium'],
    ['a template', '  endpointSelector: {}\n  egress: {{ .Values.egress }}\n', 'A template writes'],
    [
      'an alias',
      '  endpointSelector: &a {}\n  egress:\n    - toEndpoints: [*a]\n',
      'written elsewhere',
    ],
    [
      'what is invalid',
      egress('{toEntities: [world], toCIDR: [10.0.0.0/8]}'),
      'Cilium refuses this policy',
    ],
  ])('there is none for %s, and it says why', (_what, spec, reason) => {
    expect(rewritten(ciliumPolicyOf(spec))).toContain(reason);
  });

  it('there is none for a whole cluster, nor for several', () => {
    const spec = egress('{}');
    expect(rewritten(ciliumPolicyOf(spec, 'CiliumClusterwideNetworkPolicy'))).toContain(
      'namespace',
    );
    expect(
      rewritten(ciliumPolicyOf(spec).replace('spec:\n', 'specs:\n- endpointSelector: {}\nspec:\n')),
    ).toContain('one `spec` only');
  });
});

describe('where a policy stands', () => {
  const text = networkPolicyOf('  podSelector: {}\n');
  const [refused] = offered(networkPolicyOf('  podSelector: {}\n  ingres: []\n'));

  it('in JSON it stays JSON', () => {
    const json = JSON.stringify(parse(text), undefined, 2);
    const after = JSON.parse(rewritten(json, {}, 'policy.json')) as Record<string, unknown>;
    expect(after).toMatchObject({
      kind: 'CiliumNetworkPolicy',
      spec: { endpointSelector: {}, ingress: [{}] },
    });
  });

  it('in a list and in a stream the others are left alone', () => {
    const item = text.replace(/^/gm, '    ').replace('    ', '  - ').trimEnd();
    const list = `apiVersion: v1\nkind: List\nitems:\n${item}\n  - {apiVersion: v1, kind: Service}\n`;
    expect(rewritten(list)).toContain('  - {apiVersion: v1, kind: Service}\n');
    const stream = `a: 1\n---\n${text}---\nb: 2\n`;
    expect(rewritten(stream)).toMatch(
      /^a: 1\n---\napiVersion: cilium.io\/v2\n[\s\S]*- \{\}\n---\nb: 2\n$/,
    );
  });

  it('a template beside it is no hindrance, one in it is', () => {
    expect(rewritten(text.replace('name: x', 'name: "{{ .Values.x }}"'))).toContain(
      'CiliumNetworkPolicy',
    );
    const around = text
      .replace('kind:', '{{ if .Values.a }}\nkind:')
      .replace('spec:', '{{ end }}\nspec:');
    expect(offered(around).every(({ edits }) => edits.length === 0)).toBe(true);
  });

  it('only the head counts when nobody asked', () => {
    const at = (offset: number, onHeadOnly: boolean) =>
      refactorings(snapshotOf(text), { start: offset, end: offset }, configured(), onHeadOnly)
        .length;
    const inSpec = text.indexOf('podSelector');
    expect([at(inSpec, false), at(inSpec, true), at(text.indexOf('kind'), true)]).toEqual([
      1, 0, 1,
    ]);
  });

  it('a policy with a mistake is not translated', () => {
    expect(refused?.disabledReason).toContain('API server refuses');
  });

  it('nothing is offered where Cilium is not, and in ignored files', () => {
    expect(offered(text, { profile: { dataplane: 'azure' } })).toEqual([]);
    expect(offered(text, { ignore: ['*.yaml'] })).toEqual([]);
  });
});

const cluster: TestCluster = {
  namespaces: {
    web: { 'kubernetes.io/metadata.name': 'web', env: 'prod' },
    data: { 'kubernetes.io/metadata.name': 'data', env: 'prod', team: 'a' },
    dev: { 'kubernetes.io/metadata.name': 'dev', env: 'dev' },
  },
  pods: [
    { namespace: 'web', labels: { app: 'a' }, portNames: { TCP: { http: 8080 } } },
    { namespace: 'web', labels: { app: 'b', tier: 'x' }, portNames: { TCP: { http: 80 } } },
    { namespace: 'data', labels: { app: 'a', tier: 'x' }, portNames: { UDP: { http: 53 } } },
    { namespace: 'dev', labels: { app: 'b' }, portNames: {} },
    { namespace: 'dev', labels: {}, portNames: { TCP: { http: 8080 } } },
  ],
};
const flows = flowsOf(cluster, [53, 80, 8080]);

/** Expects two policies, as texts, to say the same of every connection. */
function expectSame(before: unknown, after: unknown, text: string): void {
  for (const flow of flows) {
    const [old, now] = [before, after].map((policy) => verdictOf(policy, flow, cluster));
    if (old !== now) {
      expect.fail(`${JSON.stringify(flow)} was ${old} and is ${now}:\n${text}`);
    }
  }
}

const labelMap = (keys: readonly string[], values: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), { maxKeys: 2 });
const expressions = (keys: readonly string[], values: readonly string[]) =>
  fc.array(
    fc.oneof(
      fc.record({
        key: fc.constantFrom(...keys),
        operator: fc.constantFrom('In', 'NotIn'),
        values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        key: fc.constantFrom(...keys),
        operator: fc.constantFrom('Exists', 'DoesNotExist'),
      }),
    ),
    { minLength: 1, maxLength: 2 },
  );
const selector = (keys: readonly string[], values: readonly string[]) =>
  fc.oneof(
    fc.constant({}),
    fc.record(
      { matchLabels: labelMap(keys, values), matchExpressions: expressions(keys, values) },
      { requiredKeys: [] },
    ),
  );
const pods = selector(['app', 'tier'], ['a', 'b', 'x']);
const namespaces = selector(
  ['kubernetes.io/metadata.name', 'env', 'team'],
  ['web', 'data', 'prod', 'a'],
);
const block = fc.constantFrom(
  { cidr: '0.0.0.0/0' },
  { cidr: '::/0' },
  { cidr: '10.0.0.0/8', except: ['10.2.0.0/16'] },
  { cidr: '192.168.0.0/16', except: [] },
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '8.8.8.0/24'] },
);
const peer = fc.oneof(
  fc.record({ podSelector: pods }),
  fc.record({ namespaceSelector: namespaces }),
  fc.record({ podSelector: pods, namespaceSelector: namespaces }),
  fc.record({ ipBlock: block }),
);
const number = fc.constantFrom(53, 80, 443, 8080);
const protocol = fc.constantFrom('TCP', 'UDP');
const port = fc.oneof(
  fc.record({ port: number, protocol }, { requiredKeys: [] }),
  fc.record({ port: fc.constant('http'), protocol }, { requiredKeys: ['port'] }),
  fc.record({ port: fc.constant(53), endPort: fc.constantFrom(53, 443, 9000), protocol }),
);
const rule = (peers: 'from' | 'to') =>
  fc.record(
    { [peers]: fc.array(peer, { maxLength: 3 }), ports: fc.array(port, { maxLength: 2 }) },
    { requiredKeys: [] },
  );
const networkPolicy = fc
  .record(
    {
      podSelector: pods,
      policyTypes: fc.uniqueArray(fc.constantFrom('Ingress', 'Egress')),
      ingress: fc.array(rule('from'), { maxLength: 3 }),
      egress: fc.array(rule('to'), { maxLength: 3 }),
    },
    { requiredKeys: ['podSelector'] },
  )
  .map((spec) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'x', namespace: 'web' },
    spec,
  }));

const ciliumLabels = selector(
  [
    'app',
    'k8s:tier',
    'k8s:io.kubernetes.pod.namespace',
    'io.cilium.k8s.namespace.labels.env',
    'any:io.cilium.k8s.namespace.labels.team',
  ],
  ['a', 'b', 'x', 'web', 'data', 'prod'],
);
const ciliumPort = fc.oneof(
  fc.record(
    {
      port: fc.constantFrom('53', '80', '443', 'http', '0'),
      protocol: fc.constantFrom('TCP', 'UDP', 'ANY'),
    },
    { requiredKeys: ['port'] },
  ),
  fc.record({ port: fc.constant('53'), endPort: fc.constantFrom(53, 9000), protocol }),
);
const ciliumEntry = (prefix: 'from' | 'to') =>
  fc
    .tuple(
      fc.oneof(
        fc.constant({}),
        fc.record({ [`${prefix}Endpoints`]: fc.array(ciliumLabels, { maxLength: 2 }) }),
        fc.record({
          [`${prefix}Entities`]: fc.uniqueArray(
            fc.constantFrom('all', 'world', 'none', 'cluster', 'host', 'kube-apiserver'),
            { maxLength: 2 },
          ),
        }),
        fc.constant({ [`${prefix}CIDR`]: ['10.0.0.0/8', '2001:db8::/32'] }),
        fc.record({ [`${prefix}CIDRSet`]: fc.array(block, { maxLength: 2 }) }),
      ),
      fc.record(
        {
          toPorts: fc.array(
            fc.record({ ports: fc.array(ciliumPort, { minLength: 1, maxLength: 2 }) }),
            { maxLength: 2 },
          ),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([peers, ports]) => ({ ...peers, ...ports }));
const ciliumPolicy = fc
  .record(
    {
      endpointSelector: pods,
      ingress: fc.array(ciliumEntry('from'), { minLength: 1, maxLength: 3 }),
      egress: fc.array(ciliumEntry('to'), { minLength: 1, maxLength: 3 }),
      enableDefaultDeny: fc.record(
        { ingress: fc.boolean(), egress: fc.boolean() },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['endpointSelector', 'ingress'] },
  )
  .map((spec) => ({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'x', namespace: 'web' },
    spec,
  }));

const modern: Settings = { profile: { ciliumVersion: '1.18' } };

/** Expects a text that still is YAML, with every comment once and its own line ends. */
function expectKept({ text, comments }: Written, after: string): void {
  const change = `${text}\n=>\n${after}`;
  expect(new YamlDocument(after).problems, change).toEqual([]);
  for (let each = 1; each <= comments; each++) {
    expect(after.match(new RegExp(`# c${each}\\b`, 'g')), change).toHaveLength(1);
  }
  if (text.includes('\r\n')) {
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  }
}

/** Aliases and comments between brackets are left to the author, and a sentence says so. */
const isRefused = (after: string) => after.endsWith('.');

describe('whatever the policy', () => {
  it('a NetworkPolicy and what becomes of it allow the same, and so does the way back', () => {
    let done = 0;
    fc.assert(
      fc.property(networkPolicy, fc.nat(), (policy, seed) => {
        const written = writeYaml(policy as unknown as ValueMap, seed);
        const after = rewritten(written.text);
        if (isRefused(after)) {
          return;
        }
        done++;
        expectKept(written, after);
        expectSame(policy, parse(after), `${written.text}\n=>\n${after}`);
        const broken = /schema|invalid|empty-policy|combined/;
        const wrong = ruleNames(lintText(after).findings).filter((name) => broken.test(name));
        expect(wrong).toEqual([]);
        const back = rewritten(after, modern);
        if (isRefused(back)) {
          expect(after).toContain('DoesNotExist');
          return;
        }
        expectKept({ text: after, comments: written.comments }, back);
        expectSame(policy, parse(back), `${after}\n=>\n${back}`);
      }),
      { numRuns: 40, seed: 7 },
    );
    expect(done).toBeGreaterThan(20);
  });

  it('a CiliumNetworkPolicy and what becomes of it allow the same', () => {
    let done = 0;
    fc.assert(
      fc.property(ciliumPolicy, fc.nat(), (policy, seed) => {
        const written = writeYaml(policy as unknown as ValueMap, seed);
        const after = rewritten(written.text, modern);
        if (isRefused(after)) {
          return;
        }
        done++;
        expectKept(written, after);
        expectSame(policy, parse(after), `${written.text}\n=>\n${after}`);
      }),
      { numRuns: 100, seed: 11 },
    );
    expect(done).toBeGreaterThan(10);
  });
});

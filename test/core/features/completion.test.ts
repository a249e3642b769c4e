import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  type Completion,
  type CompletionOptions,
  completionDocumentation,
  completions,
  rules,
  type Settings,
} from '../../../server/src/core/index';
import { lintText, ruleNames } from '../../support/lint';
import { repositoryRoot } from '../../support/repository';
import { configured, marked, snapshotOf } from './support/cursor';

const absolute: CompletionOptions = { snippets: false, adjustsIndentation: false };

interface At {
  readonly settings?: Settings;
  readonly options?: CompletionOptions;
  readonly name?: string;
}

/** What is offered at the `$0`. Every edit is on the line of the caret and holds it. */
function offeredAt(source: string, at: At = {}): readonly Completion[] {
  const { text, offset } = marked(source);
  const { settings = {}, options = absolute, name = 'policy.yaml' } = at;
  const found = completions(snapshotOf(text, name), offset, configured(settings, name), options);
  for (const { edit } of found) {
    expect(edit.range.start <= offset && offset <= edit.range.end).toBe(true);
    expect(text.slice(edit.range.start, edit.range.end)).not.toMatch(/\s/);
  }
  return found;
}

/** Fields and values of policies have tests of their own. */
const labelsAt = (source: string, at?: At) =>
  offeredAt(source, at)
    .filter(({ role }) => role === 'snippet' || role === 'rule')
    .map(({ label }) => label);

/** The text after taking the completion of that label. */
function taken(source: string, label: string, at?: At): string {
  const completion = offeredAt(source, at).find((each) => each.label === label);
  expect(completion, label).toBeDefined();
  return completion === undefined ? '' : applyEdits(marked(source).text, [completion.edit]);
}

const networkPolicy = (spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: x, namespace: web}\nspec:\n  podSelector: {}\n  policyTypes: [Ingress, Egress]\n${spec}`;
const ciliumPolicy = (spec: string) =>
  `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: x, namespace: web}\nspec:\n  endpointSelector: {}\n${spec}`;

const egressRules = [
  'akscilium-rule-dns',
  'akscilium-rule-namespace',
  'akscilium-rule-all-pods',
  'akscilium-rule-internet-only',
];
const egressPeers = egressRules.map((label) => label.replace('rule', 'peer'));
const ciliumEgress = [
  'akscilium-rule-fqdn',
  'akscilium-rule-http',
  'akscilium-rule-dns',
  'akscilium-rule-to-nodes',
  'akscilium-rule-api-server',
];

describe('in the lists of a NetworkPolicy', () => {
  it.each([
    ['below the key', '  egress:\n    $0\n'],
    ['below the key at the end of the text', '  egress:\n    $0'],
    ['behind a dash', '  egress:\n    - $0\n'],
    ['behind a dash without a blank', '  egress:\n    -$0\n'],
    ['behind a dash in the column of the key', '  egress:\n  - $0\n'],
    ['in a word', '  egress:\n    dn$0s\n'],
    ['in a word behind a dash', '  egress:\n    - aks$0\n'],
    ['before an item', '  egress:\n    $0\n    - ports: [{port: 1}]\n'],
    ['between items', '  egress:\n    - ports: [{port: 1}]\n    $0\n    - ports: [{port: 2}]\n'],
    ['behind items', '  egress:\n    - to:\n        - podSelector: {}\n    $0\n'],
    ['behind comments', '  egress:\n    # a comment\n# another\n    $0 # and one here\n'],
    ['before the other section', '  egress:\n    $0\n  ingress: []\n'],
    ['in a template', '  egress:\n    {{- if .Values.x }}\n    - $0\n    {{- end }}\n'],
    ['beside another document that does not parse', '  egress:\n    - $0\n---\na: [\n'],
  ])('rules are offered %s', (_where, spec) => {
    expect(labelsAt(networkPolicy(spec))).toEqual(egressRules);
    const crlf = networkPolicy(spec).replaceAll('\n', '\r\n');
    expect(labelsAt(crlf)).toEqual(egressRules);
  });

  it.each([
    ['below the key', '  egress:\n    - to:\n        $0\n'],
    ['behind a dash', '  egress:\n    - to:\n      - $0\n'],
    [
      'behind peers',
      '  egress:\n    - to:\n        - podSelector: {}\n        - $0\n      ports: []\n',
    ],
  ])('peers are offered %s', (_where, spec) => {
    expect(labelsAt(networkPolicy(spec))).toEqual(egressPeers);
  });

  it('other ones for ingress', () => {
    const withoutDns = (labels: readonly string[]) => labels.slice(1);
    expect(labelsAt(networkPolicy('  ingress:\n    - $0\n'))).toEqual(withoutDns(egressRules));
    expect(labelsAt(networkPolicy('  ingress:\n    - from:\n        - $0\n'))).toEqual(
      withoutDns(egressPeers),
    );
  });

  it.each([
    ['at the beginning of a line', '  egress:\n$0\n'],
    ['too far to the left', '  egress:\n $0\n'],
    ['deeper than the items', '  egress:\n    - ports: [{port: 1}]\n        $0\n'],
    ['within an item', '  egress:\n    - to:\n    $0\n        - podSelector: {}\n'],
    ['behind the list', '  egress:\n    - {}\n  policyTypes: []\n    $0\n'],
    ['behind another key', '  egress:\n    - {}\n  $0\n'],
    ['behind a key on its line', '  egress: $0\n'],
    ['below a list in brackets', '  egress: []\n    $0\n'],
    ['in brackets', '  egress: [$0]\n'],
    ['in a comment', '  egress:\n    # $0\n'],
    ['before something else', '  egress:\n    - $0to: []\n'],
    ['below another key', '  other:\n    - $0\n'],
    ['in a block of text', '  egress:\n    - ports: |\n        - $0\n'],
    ['below a tab', '  egress:\n\t- $0\n'],
  ])('nothing is offered %s', (_where, spec) => {
    expect(labelsAt(networkPolicy(spec))).toEqual([]);
  });

  it('nothing at the top of a file, where the static snippets are', () => {
    expect(labelsAt('$0')).toEqual([]);
    expect(labelsAt('aks$0')).toEqual([]);
    expect(labelsAt(`${networkPolicy('')}---\n$0`)).toEqual([]);
  });

  it.each([
    [
      'other kinds',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  egress:\n    - $0 # NetworkPolicy\n',
      {},
    ],
    [
      'another dataplane',
      networkPolicy('  egress:\n    - $0\n'),
      { settings: { profile: { dataplane: 'azure' } } },
    ],
    ['ignored files', networkPolicy('  egress:\n    - $0\n'), { settings: { ignore: ['*.yaml'] } }],
    ['JSON', networkPolicy('  egress:\n    - $0\n'), { name: 'policy.json' }],
    ['the project file', networkPolicy('  egress:\n    - $0\n'), { name: 'aks-cilium.yaml' }],
  ] satisfies [string, string, At][])('nothing in %s', (_what, text, at: At) => {
    expect(labelsAt(text, at)).toEqual([]);
  });

  it('a typed blank asks for nothing but behind a dash', () => {
    const options = { ...absolute, isBlankTyped: true };
    expect(labelsAt(networkPolicy('  egress:\n    $0\n'), { options })).toEqual([]);
    expect(labelsAt(networkPolicy('  egress:\n    - $0\n'), { options })).toEqual(egressRules);
  });
});

describe('in the lists of a Cilium policy', () => {
  it('rules are offered by direction', () => {
    expect(labelsAt(ciliumPolicy('  egress:\n    - $0\n'))).toEqual(ciliumEgress);
    expect(labelsAt(ciliumPolicy('  ingress:\n    - $0\n'))).toEqual([
      'akscilium-rule-from-nodes',
      'akscilium-rule-http',
      'akscilium-rule-load-balancer',
    ]);
    expect(labelsAt(ciliumPolicy('  egressDeny:\n    - $0\n'))).toEqual([]);
  });

  it('rules are offered in specs of a clusterwide policy', () => {
    const text =
      'apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nspecs:\n- endpointSelector: {}\n  egress:\n  - $0\n';
    expect(labelsAt(text)).toEqual(ciliumEgress);
  });

  it('names are not offered where the cluster refuses them', () => {
    const at = (acns: boolean) => ({ settings: { profile: { acns } } });
    const text = ciliumPolicy('  egress:\n    - $0\n');
    expect(labelsAt(text, at(false))).not.toContain('akscilium-rule-fqdn');
    expect(labelsAt(text, at(true))).toContain('akscilium-rule-fqdn');
  });
});

describe('what is written', () => {
  it('is indented as the file is', () => {
    expect(
      taken(
        networkPolicy('  egress:\n  - to:\n    - podSelector: {}\n  dns$0\n'),
        'akscilium-rule-dns',
      ),
    ).toBe(
      networkPolicy(
        `  egress:\n  - to:\n    - podSelector: {}\n  - to:\n    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: kube-system\n      podSelector:\n        matchLabels:\n          k8s-app: kube-dns\n    ports:\n    - protocol: UDP\n      port: 53\n    - protocol: TCP\n      port: 53\n`,
      ),
    );
  });

  it.each(['  egress:\n    $0\n', '  egress:\n    -$0\n', '  egress:\n    - $0\n'])(
    'takes a dash that is there (%j)',
    (spec) => {
      expect(taken(networkPolicy(spec), 'akscilium-rule-all-pods')).toBe(
        networkPolicy('  egress:\n    - to:\n        - namespaceSelector: {}\n'),
      );
    },
  );

  it('has the line ends of the file', () => {
    const text = networkPolicy('  egress:\n    - $0\n').replaceAll('\n', '\r\n');
    expect(taken(text, 'akscilium-rule-dns').replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('parses with four blanks per level, and is not offered too far behind a dash', () => {
    const text = (dash: string) =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n    name: x\nspec:\n    podSelector: {}\n    egress:\n        ${dash}$0\n`;
    for (const dash of ['', '-', '- ']) {
      const written = taken(text(dash), 'akscilium-rule-dns');
      expect(lintText(written).failures).toEqual([]);
      expect(ruleNames(lintText(written).findings)).not.toContain('yaml-syntax');
    }
    expect(labelsAt(text('-   '))).toEqual([]);
  });

  it('is relative to the line for editors that indent it', () => {
    const options = { snippets: true, adjustsIndentation: true };
    const [dns] = offeredAt(networkPolicy('  egress:\n    - $0\n'), { options });
    expect(dns?.edit.newText.split('\n').slice(0, 2)).toEqual(['to:', '    - namespaceSelector:']);
  });

  it('has stops for editors that know them, and defaults for others', () => {
    const text = ciliumPolicy('  egress:\n    - $0\n');
    const options = { snippets: true, adjustsIndentation: false };
    const snippet = offeredAt(text, { options })[0];
    expect(snippet?.isSnippet).toBe(true);
    expect(snippet?.edit.newText).toContain('matchName: ${1:api.example.com}');
    expect(snippet?.edit.newText).toContain('matchPattern: "${3:*}"$0');
    const plain = offeredAt(text)[0];
    expect(plain?.isSnippet).toBe(false);
    expect(plain?.edit.newText).toMatch(/matchName: api\.example\.com[^$]*matchPattern: "\*"$/);
  });

  it('leaves the ranges of the cluster out of "Internet only"', () => {
    const at = { settings: { profile: { podCidrs: ['100.64.0.0/10'] } } };
    const written = taken(
      networkPolicy('  egress:\n    - $0\n'),
      'akscilium-rule-internet-only',
      at,
    );
    expect(written).toContain('- 100.64.0.0/10\n');
    expect(written).toContain('- 169.254.169.254/32\n');
  });

  const places = [
    networkPolicy('  ingress: []\n  egress:\n    - $0\n'),
    networkPolicy('  egress: []\n  ingress:\n    - $0\n'),
    networkPolicy('  ingress: []\n  egress:\n    - to:\n        - $0\n'),
    networkPolicy('  egress: []\n  ingress:\n    - from:\n        - $0\n'),
    ciliumPolicy('  egress:\n    - $0\n'),
    ciliumPolicy('  ingress:\n    - $0\n'),
  ];

  it('is valid', () => {
    for (const place of places) {
      for (const label of labelsAt(place)) {
        const names = ruleNames(lintText(taken(place, label)).findings);
        const wrong = /^(yaml-syntax|invalid-|cilium-policy-schema)/;
        expect([label, place, ...names.filter((name) => wrong.test(name))]).toEqual([label, place]);
      }
    }
  });

  it('is documented', () => {
    for (const place of places) {
      for (const { id } of offeredAt(place)) {
        expect(completionDocumentation(id, configured())?.length ?? 0).toBeGreaterThan(60);
      }
    }
    expect(completionDocumentation('nonsense', configured())).toBeUndefined();
  });
});

describe('the static snippets', () => {
  interface Snippet {
    readonly prefix: string;
    readonly body: readonly string[];
  }
  const file = join(repositoryRoot, 'snippets', 'kubernetes.json');
  const statics = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>);

  /** The text with the numbers of stops and the comments left out, line by line. */
  const normal = (text: string) =>
    text
      .replace(/\s+#.*$/gm, '')
      .replace(/\$\{\d+:/g, '${')
      .replace(/\$0/g, '')
      .replace(/^\s*\n/gm, '');

  it.each([
    ['akscilium-default-deny', networkPolicy('  egress:\n    $0\n'), 'akscilium-rule-dns'],
    [
      'akscilium-internet-only',
      networkPolicy('  egress:\n    $0\n'),
      'akscilium-rule-internet-only',
    ],
    ['akscilium-fqdn', ciliumPolicy('  egress:\n    $0\n'), 'akscilium-rule-fqdn'],
    ['akscilium-to-nodes', ciliumPolicy('  egress:\n    $0\n'), 'akscilium-rule-to-nodes'],
    ['akscilium-to-nodes', ciliumPolicy('  egress:\n    $0\n'), 'akscilium-rule-dns'],
    ['akscilium-api-server', ciliumPolicy('  egress:\n    $0\n'), 'akscilium-rule-api-server'],
    ['akscilium-from-nodes', ciliumPolicy('  ingress:\n    $0\n'), 'akscilium-rule-from-nodes'],
    [
      'akscilium-load-balancer',
      ciliumPolicy('  ingress:\n    $0\n'),
      'akscilium-rule-load-balancer',
    ],
  ])('%s holds the same rule', (prefix, place, label) => {
    const options = { snippets: true, adjustsIndentation: false };
    const rule = offeredAt(place, { options }).find((each) => each.label === label);
    const whole = statics.find((snippet) => snippet.prefix === prefix)?.body.join('\n') ?? '';
    expect(rule).toBeDefined();
    expect(normal(whole)).toContain(`    ${normal(rule?.edit.newText ?? '')}`);
  });

  it('are not offered again', () => {
    const prefixes = statics.map(({ prefix }) => prefix);
    const labels = [...egressRules, ...egressPeers, ...ciliumEgress];
    expect(labels.filter((label) => prefixes.includes(label))).toEqual([]);
  });
});

describe('in suppression comments', () => {
  const all = rules.map(({ name }) => name).filter((name) => name !== 'project-file');
  const forLine = all.filter((name) => name !== 'unused-suppression' && name !== 'yaml-syntax');

  it.each([
    ['behind the word', '# aks-cilium-disable-next-line $0\na: 1\n', forLine],
    ['behind a colon', 'a: 1 # aks-cilium-disable-line:$0\n', forLine],
    ['in a name', '# aks-cilium-disable-next-line use$0less-ex\na: 1\n', forLine],
    ['for a file', '# aks-cilium-disable-file $0\n', all],
    [
      'behind another name',
      '# aks-cilium-disable-next-line useless-except, $0\n',
      forLine.filter((name) => name !== 'useless-except'),
    ],
    ['in a comment of a template', '{{/* aks-cilium-disable-next-line $0 */}}\na: 1\n', forLine],
  ])('rules are offered %s', (_where, text, expected) => {
    expect(labelsAt(text)).toEqual(expected);
  });

  it('a name takes the place of what is written', () => {
    expect(taken('# aks-cilium-disable-line use$0less, x\n', 'useless-except')).toBe(
      '# aks-cilium-disable-line useless-except, x\n',
    );
  });

  it('are documented', () => {
    expect(completionDocumentation('rule-useless-except', configured())).toMatch(/^\S.+\.$/);
  });

  it.each([
    ['in the word', '# aks-cilium-disable-next-li$0ne\n'],
    ['right behind the word', '# aks-cilium-disable-next-line$0\n'],
    ['in the reason', '# aks-cilium-disable-next-line useless-except -- use$0\n'],
    ['behind a word that is none', '# aks-cilium-disable-all $0\n'],
    ['in other comments', '# aks-cilium $0\n'],
    ['outside comments', 'a: aks-cilium-disable-line $0\n'],
    ['on the next line', '# aks-cilium-disable-next-line\n$0\n'],
  ])('nothing is offered %s', (_where, text) => {
    expect(labelsAt(text)).toEqual([]);
  });
});

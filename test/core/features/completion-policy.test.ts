import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, completionDocumentation, completions } from '../../../server/src/core/index';
import { YamlDocument } from '../../../server/src/core/syntax/yaml/document';
import { lintText, ruleNames } from '../../support/lint';
import { configured, snapshotOf } from './support/cursor';
import {
  cnp,
  completionAt,
  labelsAt,
  np,
  offeredAt,
  plain,
  snippets,
  taken,
} from './support/policy-completion';

describe('fields', () => {
  it.each([
    ['of a NetworkPolicy', np('  $0'), ['podSelector', 'policyTypes', 'ingress', 'egress']],
    [
      'that are not there yet',
      np('  podSelector: {}\n  in$0'),
      ['policyTypes', 'ingress', 'egress'],
    ],
    ['before others', np('  $0\n  podSelector: {}\n'), ['policyTypes', 'ingress', 'egress']],
    ['of a rule', np('  egress:\n    - $0'), ['to', 'ports']],
    ['of a rule, below its key', np('  egress:\n    $0'), ['to', 'ports']],
    ['of a rule, behind others', np('  egress:\n    - {}\n    $0'), ['to', 'ports']],
    ['of a rule, in its column', np('  egress:\n  - to: []\n    $0\n'), ['ports']],
    [
      'of a peer',
      np('  egress:\n    - to:\n        - $0'),
      ['podSelector', 'namespaceSelector', 'ipBlock'],
    ],
    [
      'of a peer that is no range',
      np('  egress:\n    - to:\n        - podSelector: {}\n          $0'),
      ['namespaceSelector'],
    ],
    [
      'of a peer that is one',
      np('  ingress:\n    - from:\n        - ipBlock: {}\n          $0'),
      [],
    ],
    ['of a range', np('  ingress: [{from: [{ipBlock: {$0}}]}]'), ['cidr', 'except']],
    [
      'of a port',
      np('  ingress:\n    - ports:\n        - port: 80\n          $0'),
      ['protocol', 'endPort'],
    ],
    ['between braces', np('  ingress: [{ports: [{port: 80, $0}]}]'), ['protocol', 'endPort']],
    ['of a selector', np('  podSelector:\n    $0'), ['matchLabels', 'matchExpressions']],
    [
      'of the object',
      'kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\n$0',
      ['metadata', 'spec'],
    ],
    [
      'of metadata',
      'kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata:\n  name: x\n  $0',
      ['namespace', 'labels', 'annotations'],
    ],
    [
      'in a template',
      np('  {{- if .Values.x }}\n  $0\n  {{- end }}\n  ingress: []\n'),
      ['podSelector', 'policyTypes', 'egress'],
    ],
    [
      'with a comment behind',
      np('  podSelector: {}\n  $0 # what else\n  ingress: []\n'),
      ['policyTypes', 'egress'],
    ],
    [
      'in lines that do not parse',
      np('  podSelector: {}\n  $0\n  ingress: [{from: [\n'),
      ['policyTypes', 'egress'],
    ],
  ])('%s', (_what, text, expected) => {
    expect(labelsAt(text)).toEqual(expected);
    expect(labelsAt(text.replaceAll('\n', '\r\n'))).toEqual(expected);
  });

  it('of a rule of Cilium, what works first', () => {
    const labels = labelsAt(cnp('  egress:\n    - $0'));
    expect(labels.slice(0, 6)).toEqual([
      'toEndpoints',
      'toEntities',
      'toFQDNs',
      'toCIDR',
      'toCIDRSet',
      'toPorts',
    ]);
    expect(labels.slice(-3)).toEqual(['authentication', 'toGroups', 'toNodes']);
    const groups = completionAt(cnp('  egress:\n    - $0'), 'toNodes');
    expect(groups).toMatchObject({ isDiscouraged: true });
    expect(groups.note).toBe('does not work on AKS');
  });

  it('say what they need, and what this cluster has', () => {
    const text = cnp('  egress:\n    - $0');
    const detail = (profile: object) =>
      completionAt(text, 'toFQDNs', { settings: { profile } }).note;
    expect(detail({})).toBe('needs ACNS');
    expect(detail({ acns: false })).toBe('needs ACNS, which your cluster lacks');
    const rules = cnp('  egress:\n    - toPorts:\n        - rules:\n            $0');
    expect(labelsAt(rules).slice(0, 2)).toEqual(['http', 'dns']);
    expect(
      completionAt(rules, 'http', { settings: { profile: { acnsNetworkPolicies: 'FQDN' } } }),
    ).toMatchObject({
      isDiscouraged: true,
    });
  });

  it('follow the version', () => {
    const text = cnp('  endpointSelector: {}\n  $0');
    const at = (ciliumVersion: string) => ({ settings: { profile: { ciliumVersion } } });
    expect(labelsAt(text, at('1.17'))).not.toContain('log');
    expect(labelsAt(text, at('1.18'))).toContain('log');
    expect(completionAt(text, 'log').note).toBe('Cilium 1.18 and later');
    expect(labelsAt(cnp('  ingress:\n    - $0'), at('1.19'))).not.toContain('fromRequires');
  });

  it.each([
    ['a second peer', '  egress:\n    - toEntities: [world]\n      $0', 'toCIDR', false],
    ['ports beside a peer', '  egress:\n    - toEntities: [world]\n      $0', 'toPorts', true],
    ['ICMP beside ports', '  egress:\n    - toPorts: []\n      $0', 'icmps', false],
    ['a selector of nodes', '  $0', 'nodeSelector', false],
    [
      'DNS rules for ingress',
      '  ingress:\n    - toPorts:\n        - rules:\n            $0',
      'dns',
      false,
    ],
    ['names to deny', '  egressDeny:\n    - $0', 'toFQDNs', false],
    [
      'a pattern beside a name',
      '  egress:\n    - toFQDNs:\n        - matchName: a\n          $0',
      'matchPattern',
      false,
    ],
  ])('%s', (_what, spec, label, isOffered) => {
    expect(labelsAt(cnp(spec)).includes(label)).toBe(isOffered);
  });

  it('hold for specs and for clusterwide policies', () => {
    const text =
      'apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata:\n  name: x\n  $0';
    expect(labelsAt(text)).toEqual(['labels', 'annotations']);
    const specs =
      'apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nspecs:\n- egress:\n  - to$0\n';
    expect(labelsAt(specs)).toContain('toEntities');
    expect(labelsAt(cnp('  $0', 'CiliumClusterwideNetworkPolicy'))).toContain('nodeSelector');
  });

  it('leave every place of a policy readable, whichever is taken', () => {
    const text = `${cnp(
      '  endpointSelector: {matchLabels: {app: a}} # here\n  egress:\n    # DNS\n    - toEndpoints:\n        - matchLabels:\n            "app": b\n      toPorts:\n      - ports:\n        - {port: "53", protocol: UDP}\n        rules: {dns: [{matchPattern: "*"}]}\n\n    - toFQDNs: [{matchName: a.example.com}]\n',
    )}---\n${np('  podSelector:\n  policyTypes: [Ingress]\n  ingress:\n  - from:\n    - ipBlock:\n        cidr: 10.0.0.0/8\n        except: []\n\n  # end\n')}`;
    const problemsOf = (each: string) =>
      snapshotOf(each).documents.flatMap(({ document }) => document.problems).length;
    let taken = 0;
    for (let offset = 0; offset <= text.length; offset += 3) {
      for (const { edit, label } of completions(snapshotOf(text), offset, configured(), plain)) {
        const after = applyEdits(text, [edit]);
        taken++;
        if (problemsOf(after) > 0) {
          expect.fail(`${label} at ${offset}:\n${after}`);
        }
      }
    }
    expect(taken).toBeGreaterThan(100);
  });

  it.each([
    ['in a comment', np('  # $0\n')],
    ['in a text of several lines', cnp('  description: |\n    $0\n')],
    ['behind a value', np('  podSelector: {} $0\n')],
    ['before a word', np('  $0podSelector: {}\n')],
    ['in other kinds', 'apiVersion: v1\nkind: Service\nspec:\n  $0 # NetworkPolicy\n'],
    [
      'in maps without fields',
      np('  podSelector: {}\n').replace('{name: x', '{annotations: {$0}, name: x'),
    ],
    ['between documents', `${np('  podSelector: {}\n')}---\n$0`],
  ])('none %s', (_what, text) => {
    expect(offeredAt(text)).toEqual([]);
  });

  it('are documented', () => {
    for (const text of [
      np('  $0'),
      cnp('  $0'),
      cnp('  egress:\n    - $0'),
      np('  egress:\n    - $0'),
    ]) {
      for (const { id, label } of offeredAt(text)) {
        expect(completionDocumentation(id, configured())?.length ?? 0, label).toBeGreaterThan(60);
      }
    }
  });
});

describe('whatever stands there', () => {
  it('nothing breaks', () => {
    const piece = fc.constantFrom(
      ...[
        'egress:',
        '- ',
        '  ',
        '\n',
        '{',
        '}',
        '[',
        ']',
        '"',
        "'",
        ': ',
        '# x',
        '|',
        '&a ',
        '*a',
        '<<',
        '{{ .x }}',
        '\t',
        '---',
        'toPorts',
        '\u{1f600}',
        '__proto__: ',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.nat(), (pieces, at) => {
        const text = cnp(`  ${pieces.join('')}`);
        const offset = at % (text.length + 1);
        for (const { edit } of completions(snapshotOf(text), offset, configured(), snippets)) {
          expect(edit.range.start <= offset && offset <= edit.range.end).toBe(true);
        }
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

describe('what is written', () => {
  it.each([['a map', np('  podSelector: {}\n  $0'), 'spec']])('%s begins a line of its own', () => {
    const text = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n$0';
    expect(taken(text, 'spec')).toBe(
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  ',
    );
  });

  it('a list has a dash as deep as the others', () => {
    expect(taken(np('  podSelector: {}\n  $0'), 'ingress')).toBe(
      np('  podSelector: {}\n  ingress:\n    - '),
    );
    expect(taken(np('  egress:\n  - {}\n  $0'), 'ingress')).toBe(
      np('  egress:\n  - {}\n  ingress:\n  - '),
    );
    expect(taken(np('  egress:\n    $0'), 'to')).toBe(np('  egress:\n    - to:\n        - '));
    expect(taken(np('  egress:\n    -$0'), 'to')).toBe(np('  egress:\n    - to:\n        - '));
    expect(taken(np('  egress:\n    - {}\n    $0'), 'to')).toBe(
      np('  egress:\n    - {}\n    - to:\n        - '),
    );
  });

  it('a name takes the place of another and leaves what follows', () => {
    expect(taken(cnp('  egress:\n    - toEnt$0it: [world]\n'), 'toEntities')).toBe(
      cnp('  egress:\n    - toEntities: [world]\n'),
    );
  });

  it('between brackets it stays there', () => {
    expect(taken(np('  ingress: [{$0}]'), 'from')).toBe(np('  ingress: [{from: []}]'));
    expect(taken(np('  ingress: [$0]'), 'from')).toBe(np('  ingress: [{from: []}]'));
    expect(taken(np('  ingress: [{from: [{$0}]}]'), 'ipBlock')).toBe(
      np('  ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]'),
    );
    expect(taken(cnp('  egress: [{toEntities: [world, $0]}]'), 'host')).toBe(
      cnp('  egress: [{toEntities: [world, host]}]'),
    );
  });

  it('brackets in comments and texts are no brackets', () => {
    const text = cnp('  # see [1\n  description: "a {"\n  $0\n');
    expect(taken(text, 'egress')).toBe(
      cnp('  # see [1\n  description: "a {"\n  egress:\n    - \n'),
    );
  });

  it('has stops for editors that know them', () => {
    const at = { options: snippets };
    const text = (source: string, label: string) => completionAt(source, label, at).edit.newText;
    expect(text(np('  $0'), 'ingress')).toBe('ingress:\n    - $0');
    expect(text(cnp('  egress:\n    - $0'), 'toFQDNs')).toBe(
      'toFQDNs:\n        - matchName: ${1:api.example.com}$0',
    );
    expect(text(cnp('  egress:\n    - toPorts:\n        - rules:\n            $0'), 'http')).toBe(
      'http:\n              - method: "${1:GET}"\n                path: "${2:/api/.*}"$0',
    );
  });

  it('is relative to the line for editors that indent it', () => {
    const options = { snippets: false, adjustsIndentation: true };
    expect(completionAt(np('  egress:\n    - $0'), 'to', { options }).edit.newText).toBe(
      'to:\n    - ',
    );
  });

  it('is valid, as far as it is whole', () => {
    const whole = [
      'toFQDNs',
      'toCIDR',
      'toCIDRSet',
      'toEndpoints',
      'toPorts',
      'icmps',
      'ipBlock',
      'podSelector',
    ];
    const places = [
      cnp('  endpointSelector: {}\n  egress:\n    - $0\n'),
      np('  podSelector: {}\n  policyTypes: [Egress]\n  egress:\n    - to:\n        - $0\n'),
      cnp('  endpointSelector: {}\n  egress: [{$0}]\n'),
    ];
    for (const place of places) {
      for (const label of labelsAt(place).filter((each) => whole.includes(each))) {
        const text = taken(place, label);
        expect(new YamlDocument(text).problems, text).toEqual([]);
        const names = ruleNames(lintText(text).findings);
        expect([
          text,
          ...names.filter((name) => /^(invalid-|cilium-policy-schema)/.test(name)),
        ]).toEqual([text]);
      }
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../server/src/core/index';
import { hoverAt, titleAt } from './support/cursor';

const titles = {
  ipBlock: 'ipBlock: addresses outside the cluster',
  cidr: 'cidr: a range outside the cluster',
  except: 'except: holes in one range',
  namespaceSelector: 'namespaceSelector: pods by namespace',
  podSelectorPeer: 'podSelector: pods by label',
  podSelectorSubject: 'podSelector: the pods this policy isolates',
  policyTypes: 'policyTypes: the directions that are isolated',
} as const;

const policy = `# A policy with every word: ipBlock, cidr, policyTypes.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cidr
spec:
  podSelector: {}
  policyTypes:
    - Egress
  egress:
    - to:
        - ipBlock: # cidr of an ipBlock
            cidr: 203.0.113.0/24 # except
            except:
              - 203.0.113.7/32
        - namespaceSelector: {}
          podSelector:
            matchLabels: {app: cidr}
`;

describe('hover in block style', () => {
  it.each([
    ['ipBlock', '- ip$0Block:', titles.ipBlock],
    ['cidr', '            ci$0dr: 2', titles.cidr],
    ['the end of cidr', '            cidr$0: 2', titles.cidr],
    ['the range', 'cidr: 203.0.$0113.0/24', titles.cidr],
    ['except', 'ex$0cept:\n', titles.except],
    ['a hole', '- 203.0.113.7/$032', titles.except],
    ['namespaceSelector', 'namespace$0Selector', titles.namespaceSelector],
    ['podSelector of a peer', '          pod$0Selector', titles.podSelectorPeer],
    ['podSelector of the policy', '\n  pod$0Selector', titles.podSelectorSubject],
    ['policyTypes', '  policy$0Types:\n', titles.policyTypes],
    ['a policy type', '- E$0gress', titles.policyTypes],
  ])('explains %s', (_word, place, title) => {
    const plain = place.replace('$0', '');
    expect(policy.split(plain), plain).toHaveLength(2);
    expect(titleAt(policy.replace(plain, place))).toBe(title);
  });

  it.each([
    ['a comment', 'every word: ip$0Block'],
    ['a comment behind a key', '# ci$0dr of an'],
    ['a comment behind a value', '# ex$0cept'],
    ['the name of the policy', 'name: ci$0dr'],
    ['a label', 'app: ci$0dr'],
    ['the key of a label', 'a$0pp: cidr'],
    ['empty braces', 'podSelector: {$0}'],
    ['blanks before a key', '$0            cidr'],
  ])('says nothing on %s', (_what, place) => {
    const plain = place.replace('$0', '');
    expect(policy).toContain(plain);
    expect(hoverAt(policy.replace(plain, place))).toBeUndefined();
  });
});

describe('hover in other styles', () => {
  it.each([
    [
      'flow style',
      '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {ingress: [{from: [{ipBlock: {ci$0dr: 203.0.113.0/24}}]}]}}',
    ],
    [
      'a value in flow style',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec: {ingress: [{from: [{ipBlock: {cidr: "203.0.113.$00/24"}}]}]}\n',
    ],
    [
      'a List',
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n- apiVersion: networking.k8s.io/v1\n  kind: NetworkPolicy\n  spec:\n    egress:\n    - to:\n      - ipBlock:\n          $0cidr: 203.0.113.0/24\n',
    ],
    [
      'a later document with CRLF',
      'a: 1\r\n---\r\napiVersion: networking.k8s.io/v1\r\nkind: NetworkPolicy\r\nspec:\r\n  egress:\r\n  - to:\r\n    - ipBlock:\r\n        ci$0dr: 203.0.113.0/24\r\n---\r\nb: 2\r\n',
    ],
    [
      'a Helm template',
      '{{- if .Values.enabled }}\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  egress:\n    - to:\n        - ipBlock:\n            ci$0dr: {{ .Values.cidr }}\n{{- end }}\n',
    ],
    [
      'an anchored list',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  ingress:\n  - from: &peers\n    - ipBlock: {ci$0dr: 203.0.113.0/24}\n  - from: *peers\n',
    ],
  ])('explains cidr in %s', (_style, text) => {
    expect(titleAt(text)).toBe(titles.cidr);
  });

  it('explains cidr in JSON', () => {
    const text = `{
  "apiVersion": "networking.k8s.io/v1",
  "kind": "NetworkPolicy",
  "spec": { "egress": [{ "to": [{ "ipBlock": { "ci$0dr": "203.0.113.0/24" } }] }] }
}`;
    expect(titleAt(text, {}, 'policy.json')).toBe(titles.cidr);
  });

  it.each([
    [
      'another kind',
      'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nspec:\n  egress:\n  - to:\n    - ipBlock: {ci$0dr: 203.0.113.0/24}\n',
    ],
    [
      'the kind of Calico',
      'apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nspec:\n  egress:\n  - to:\n    - ipBlock: {ci$0dr: 203.0.113.0/24}\n',
    ],
    [
      'another place',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  ipBlock: {ci$0dr: 203.0.113.0/24}\n',
    ],
    [
      'the other direction',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  egress:\n  - from:\n    - ipBlock: {ci$0dr: 203.0.113.0/24}\n',
    ],
    [
      'a text that holds a policy',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  policy: |\n    kind: NetworkPolicy\n    spec: {egress: [{to: [{ipBlock: {ci$0dr: 0.0.0.0/0}}]}]}\n',
    ],
    ['no document', '# kind: NetworkPolicy\n$0'],
  ])('says nothing in %s', (_what, text) => {
    expect(hoverAt(text)).toBeUndefined();
  });
});

/** A policy with one ipBlock of that range, hovered at its value. */
function rangeHover(cidr: string, settings: Settings): string {
  const text = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  egress:\n  - to:\n    - ipBlock:\n        cidr: $0"${cidr}"\n`;
  return hoverAt(text, settings)?.markdown ?? '';
}

const overlay: Settings = {
  profile: {
    ipam: 'overlay',
    podCidrs: ['10.244.0.0/16'],
    nodeCidrs: ['10.224.0.0/16'],
    serviceCidrs: ['10.0.0.0/16'],
  },
};

describe('hover follows the cluster', () => {
  it('names the ranges it knows', () => {
    expect(rangeHover('203.0.113.0/24', overlay)).toContain(
      'In this cluster pods have `10.244.0.0/16` and nodes have `10.224.0.0/16`.',
    );
    expect(rangeHover('203.0.113.0/24', overlay)).toContain('(here `10.0.0.0/16`)');
  });

  it('says where ranges come from when it knows none', () => {
    const text = rangeHover('203.0.113.0/24', {});
    expect(text).toContain('With an overlay, pods get addresses from the pod range');
    expect(text).not.toContain('In this cluster');
  });

  it.each([
    ['10.244.3.7/32', '**This range lies in the pod range `10.244.0.0/16` of the cluster**'],
    ['10.224.0.0/16', '**This range lies in the node range `10.224.0.0/16` of the cluster**'],
    ['10.0.0.10/32', '**This range lies in the service range `10.0.0.0/16` of the cluster**'],
    [
      '10.0.0.0/8',
      '**This range takes in the pod range `10.244.0.0/16`, the node range `10.224.0.0/16` and the service range `10.0.0.0/16` of the cluster**',
    ],
    ['0.0.0.0/0', '**This range takes in the pod range'],
  ])('says what %s is', (cidr, sentence) => {
    expect(rangeHover(cidr, overlay)).toContain(sentence);
    expect(rangeHover(cidr, {})).not.toContain('This range');
  });

  it.each(['203.0.113.0/24', '10.0.0.0', 'nonsense', '::/0'])(
    'says nothing about the range %s',
    (cidr) => {
      expect(rangeHover(cidr, overlay)).toContain(titles.cidr);
      expect(rangeHover(cidr, overlay)).not.toContain('This range');
    },
  );

  it('leaves out IPv6 for a cluster without it', () => {
    const ipv6 = 'a second `ipBlock` with `::/0`';
    expect(rangeHover('0.0.0.0/0', {})).toContain(ipv6);
    expect(rangeHover('0.0.0.0/0', { profile: { ipFamilies: ['IPv4', 'IPv6'] } })).toContain(ipv6);
    expect(rangeHover('0.0.0.0/0', { profile: { ipFamilies: ['IPv4'] } })).not.toContain(ipv6);
  });

  const ipBlock = policy.replace('- ipBlock:', '- ip$0Block:');

  it('knows since when LocalDNS belongs to the node', () => {
    const row = (settings: Settings) =>
      /^\| LocalDNS.*$/m.exec(hoverAt(ipBlock, settings)?.markdown ?? '')?.[0];
    expect(row({})).toContain('up to Cilium 1.16, **never** since 1.17');
    expect(row({ profile: { kubernetesVersion: '1.33' } })).toContain('**never** on Cilium 1.17');
    expect(row({ profile: { ciliumVersion: '1.16.9' } })).toContain('no longer since Cilium 1.17');
    expect(row({ profile: { localDns: true } })).toBeDefined();
    expect(row({ profile: { localDns: false } })).toBeUndefined();
  });

  it('says that the version of Cilium does not matter to what an ipBlock is', () => {
    expect(hoverAt(ipBlock)?.markdown).toContain('This is true of every Cilium version on AKS');
  });

  it('links the edition of the page that the cluster is judged by, once', () => {
    const links = (settings: Settings) =>
      /^As of (\S+): (.*)$/m.exec(hoverAt(ipBlock, settings)?.markdown ?? '');
    const page = /azure-cni-powered-by-cilium\)/g;
    expect(links({})?.[1]).toBe('2026-08-11');
    expect(links({})?.[2]?.match(page)).toHaveLength(1);
    expect(links({})?.[2]).not.toContain('edition of 2025-05-22');
    expect(links({ edition: '2025-05-22' })?.[1]).toBe('2025-05-22');
    expect(links({ edition: '2025-05-22' })?.[2]?.match(page)).toHaveLength(1);
    expect(links({ edition: '2025-05-22' })?.[2]).toContain('edition of 2025-05-22');
  });

  it('is silent where Cilium is not the dataplane', () => {
    expect(hoverAt(ipBlock, { profile: { dataplane: 'azure' } })).toBeUndefined();
  });
});

describe('the text of a hover', () => {
  it('holds nothing of the file', () => {
    const text = policy
      .replace('203.0.113.0/24', '[x](command:run)$0')
      .replace('app: cidr', 'app: "<img src=x>"');
    const markdown = hoverAt(text.replace('[x]', '"[x]').replace('$0 ', '$0" '))?.markdown ?? '';
    expect(markdown).toContain(titles.cidr);
    expect(markdown).not.toMatch(/command:|<img|\]\((?!https:)/);
  });

  it('stays short, and links its sources', () => {
    const places = [
      '- ip$0Block:',
      'ci$0dr: 2',
      'ex$0cept:\n',
      'namespace$0Selector',
      '\n  pod$0Selector',
      '  policy$0Types:\n',
    ];
    for (const place of places) {
      const found = hoverAt(policy.replace(place.replace('$0', ''), place), overlay);
      const markdown = found?.markdown ?? '';
      expect(markdown.length).toBeLessThan(2400);
      expect(markdown.match(/\]\(https:\/\//g)?.length ?? 0).toBeGreaterThan(1);
      expect(markdown.match(/\]\(https:\/\//g)?.length ?? 0).toBeLessThanOrEqual(4);
      expect(markdown).not.toMatch(/undefined|\[object|\n{3}/);
    }
  });
});

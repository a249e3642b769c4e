import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { applyEdits, type Finding } from '../../../server/src/core/index';
import { lintText } from '../../support/lint';
import { styles } from './policy-styles';

const any = 'ipblock-any-excludes-pods';
const nodes = 'ipblock-workaround-excludes-nodes';

const allPods = [{ namespaceSelector: {} }, { podSelector: {} }];
const dnsRule = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};
const wide = { ipBlock: { cidr: '0.0.0.0/0' } };
const ports = [
  { protocol: 'TCP', port: 443 },
  { protocol: 'TCP', port: 8000, endPort: 8100 },
];

/** What each fix makes of the rule `{to: [wide], ports}`, and the findings of this family that are left. */
const outcomes = [
  {
    title: 'Allow pods in all namespaces too',
    egress: [{ to: [wide, ...allPods], ports }],
    left: [`${nodes} info`],
  },
  {
    title: 'Allow cluster DNS only',
    egress: [{ to: [wide], ports }, dnsRule],
    left: [`${any} info`],
  },
  { title: 'Allow every destination, nodes included', egress: [{ ports }], left: [] },
  {
    title: 'Make Internet-only explicit',
    egress: [
      {
        to: [
          {
            ipBlock: {
              cidr: '0.0.0.0/0',
              except: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
            },
          },
        ],
        ports,
      },
    ],
    left: [],
  },
  {
    title: 'Add a CiliumNetworkPolicy for nodes',
    egress: [{ to: [wide], ports }],
    left: [`${any} info`],
    added: {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'out-nodes', namespace: 'shop' },
      spec: {
        endpointSelector: { matchLabels: { app: 'cart' } },
        egress: [
          {
            toEntities: ['host', 'remote-node'],
            toPorts: [
              {
                ports: [
                  { port: '443', protocol: 'TCP' },
                  { port: '8000', endPort: 8100, protocol: 'TCP' },
                ],
              },
            ],
          },
        ],
      },
    },
  },
] as const;

const policy = (egress: unknown) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'out', namespace: 'shop' },
  spec: { podSelector: { matchLabels: { app: 'cart' } }, policyTypes: ['Egress'], egress },
});

for (const style of styles) {
  describe(`fixes of a policy written in ${style.name}`, () => {
    it('is the policy that every style writes', () => {
      expect(policiesIn(style.text)).toEqual([policy([{ to: [wide], ports }])]);
      expect(family(style.text)).toEqual([`${any} warning`]);
    });

    it.each(outcomes)('$title', ({ title, egress, left, ...rest }) => {
      const fix = fixOf(style.text, title);
      if ('added' in rest && style.isJson) {
        expect(fix.disabledReason).toMatch(/JSON/);
        return;
      }
      expect(fix.disabledReason).toBeUndefined();
      const fixed = applyEdits(style.text, fix.edits);
      expect(policiesIn(fixed)).toEqual([policy(egress)]);
      expect(otherObjects(fixed).filter(isCilium)).toEqual('added' in rest ? [rest.added] : []);
      expect(family(fixed)).toEqual(left);
      expect(gained(style.text, fixed)).toEqual([]);
      expect(lineEnds(fixed)).toEqual(lineEnds(style.text));
      for (const comment of style.text.match(/# keep .*/g) ?? []) {
        const isPeerComment = /peer/.test(comment) && title.startsWith('Allow every');
        expect(fixed.includes(comment.trim()), comment).toBe(!isPeerComment);
      }
    });
  });
}

function fixOf(text: string, title: string) {
  const fix = lintText(text)
    .findings.filter(({ rule }) => rule === any)
    .flatMap((finding) => finding.fixes())
    .find((each) => each.title === title);
  if (fix === undefined) {
    throw new Error(`no fix "${title}"`);
  }
  return fix;
}

function objects(text: string): readonly unknown[] {
  return parseAllDocuments(text).flatMap((document) => {
    expect(document.errors).toEqual([]);
    const value = document.toJS() as { kind?: string; items?: unknown[] } | null;
    return value === null ? [] : value.kind === 'List' ? (value.items ?? []) : [value];
  });
}

function policiesIn(text: string) {
  return objects(text).filter((object) => kindOf(object) === 'NetworkPolicy');
}

function otherObjects(text: string) {
  return objects(text).filter((object) => kindOf(object) !== 'NetworkPolicy');
}

const kindOf = (object: unknown) => (object as { kind?: string }).kind;
const isCilium = (object: unknown) => kindOf(object) === 'CiliumNetworkPolicy';
const isFamily = ({ rule }: Finding) => rule.startsWith('ipblock-');

function family(text: string) {
  return lintText(text)
    .findings.filter(isFamily)
    .map(({ rule, severity }) => `${rule} ${severity}`);
}

function foreign(text: string) {
  return lintText(text, { extends: 'recommended' })
    .findings.filter((finding) => !isFamily(finding))
    .map(({ rule }) => rule);
}

/** Recommended rules that speak after a fix and did not before. */
function gained(before: string, after: string) {
  const known = foreign(before);
  return foreign(after).filter((rule) => !known.includes(rule));
}

/** The kinds of line ends in a text. */
function lineEnds(text: string) {
  return [...new Set(text.match(/\r?\n/g) ?? [])].sort();
}

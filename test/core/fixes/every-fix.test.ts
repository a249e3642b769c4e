import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { applyEdits, type Finding, type Settings } from '../../../server/src/core/index';
import { lintText } from '../../support/lint';

const known: Settings = {
  profile: {
    kubernetesVersion: '1.33',
    podCidrs: ['10.244.0.0/16'],
    nodeCidrs: ['10.224.0.0/16'],
    serviceCidrs: ['10.0.0.0/16'],
  },
};

const clusters = fc.constantFrom<Settings>(known, { profile: { kubernetesVersion: '1.33' } });

const cidr = fc.constantFrom(
  '0.0.0.0/0',
  '::/0',
  '0.0.0.0/1',
  '128.0.0.0/1',
  '10.0.0.0/8',
  '10.244.0.0/16',
  '10.224.0.4/32',
  '10.0.0.10/32',
  '203.0.113.0/24',
);
const block = fc.record(
  { cidr, except: fc.constantFrom(['169.254.169.254/32'], []) },
  { requiredKeys: ['cidr'] },
);
const selector = fc.constantFrom({}, { matchLabels: { app: 'web' } });
const peer = fc.oneof(
  { weight: 4, arbitrary: block.map((ipBlock) => ({ ipBlock })) },
  { weight: 1, arbitrary: selector.map((podSelector) => ({ podSelector })) },
  { weight: 1, arbitrary: selector.map((namespaceSelector) => ({ namespaceSelector })) },
);
const port = fc.constantFrom(
  { port: 443 },
  { protocol: 'UDP', port: 53 },
  { port: 8000, endPort: 8100 },
  { port: 'http' },
);
const ports = fc.array(port, { minLength: 1, maxLength: 3 });
const peers = fc.array(peer, { minLength: 1, maxLength: 4 });

const rule = (key: 'to' | 'from') => fc.record({ [key]: peers, ports }, { requiredKeys: [key] });
const policy = fc
  .record(
    {
      podSelector: selector,
      ingress: fc.array(rule('from'), { minLength: 1, maxLength: 3 }),
      egress: fc.array(rule('to'), { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['podSelector'] },
  )
  .map((spec) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'any', namespace: 'shop' },
    spec: {
      ...spec,
      policyTypes: [...(spec.ingress ? ['Ingress'] : []), ...(spec.egress ? ['Egress'] : [])],
    },
  }));

const style = fc.record({
  collectionStyle: fc.constantFrom('block', 'flow', 'any'),
  indent: fc.constantFrom(2, 4),
  indentSeq: fc.boolean(),
  flowCollectionPadding: fc.boolean(),
});

function written(value: object, how: { collectionStyle: string }): string {
  return stringify(value, {
    ...how,
    collectionStyle: how.collectionStyle as 'any' | 'block' | 'flow',
    aliasDuplicateObjects: false,
  });
}

const isFamily = ({ rule: name }: Finding) => name.startsWith('ipblock-');
const identity = ({ rule: name, severity, range, message }: Finding) =>
  `${name} ${severity} ${range.start} ${message}`;

describe('whatever the policy and its style', () => {
  it('a fix leaves a file that parses, answers its finding and makes nothing worse', () => {
    fc.assert(
      fc.property(policy, style, clusters, fc.boolean(), (object, how, settings, isCrlf) => {
        const lf = written(object, how);
        const text = isCrlf ? lf.replace(/\n/g, '\r\n') : lf;
        const before = lintText(text, settings).findings.filter(isFamily);
        for (const finding of before) {
          for (const fix of finding.fixes()) {
            if (fix.disabledReason !== undefined) {
              continue;
            }
            const fixed = applyEdits(text, fix.edits);
            expect(fixed).not.toBe(text);
            const documents = parseAllDocuments(fixed);
            expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
            expect(documents).toHaveLength(/^Add a Cilium/.test(fix.title) ? 2 : 1);
            const after = lintText(fixed, settings);
            expect(after.failures).toEqual([]);
            const left = after.findings.filter(isFamily);
            const isSame = (other: Finding) => identity(other) === identity(finding);
            expect(left.filter(isSame).map(identity), `${fix.title}\n${fixed}`).toEqual([]);
            const grave = ({ severity }: Finding) => severity === 'error' || severity === 'warning';
            expect(left.filter(grave).length).toBeLessThanOrEqual(before.filter(grave).length);
            expect(fixed.replace(/\r\n/g, '')).not.toMatch(isCrlf ? /\n/ : /\r/);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

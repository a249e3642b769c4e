import { describe, expect, it } from 'vitest';
import type { Requirement } from '../../../../server/src/core/facts/subject';
import { objectsOf } from '../../../../server/src/core/model/kinds';
import {
  endpointSelection,
  fulfils,
  peerSelection,
  subjectSelection,
} from '../../../../server/src/core/policy/peers/pod-selection';
import { lines, yamlDocument } from '../../../support/yaml';

const labels = [
  { key: 'app', value: 'web' },
  { key: 'tier', value: undefined },
];

describe('fulfils', () => {
  const cases: readonly (readonly [string, Requirement, string, string])[] = [
    ['the value', { key: 'app', operator: 'In', values: ['cart', 'web'] }, 'yes', 'yes'],
    ['another value', { key: 'app', operator: 'In', values: ['cart'] }, 'no', 'no'],
    ['a value of a template', { key: 'tier', operator: 'In', values: ['a'] }, 'unknown', 'unknown'],
    ['not the value', { key: 'app', operator: 'NotIn', values: ['web'] }, 'no', 'no'],
    ['not another', { key: 'app', operator: 'NotIn', values: ['cart'] }, 'yes', 'yes'],
    ['that it is there', { key: 'tier', operator: 'Exists', values: [] }, 'yes', 'yes'],
    ['that it is not', { key: 'app', operator: 'DoesNotExist', values: [] }, 'no', 'no'],
    ['a missing label', { key: 'track', operator: 'In', values: ['a'] }, 'no', 'unknown'],
    ['no missing label', { key: 'track', operator: 'NotIn', values: ['a'] }, 'yes', 'unknown'],
    ['an odd operator', { key: 'app', operator: 'Like', values: ['w*'] }, 'unknown', 'unknown'],
    ['a name of objects', { key: '__proto__', operator: 'Exists', values: [] }, 'no', 'unknown'],
  ];

  it.each(cases)('asked for %s', (_name, requirement, whenComplete, whenOpen) => {
    expect(fulfils(labels, true, [requirement])).toBe(whenComplete);
    expect(fulfils(labels, false, [requirement])).toBe(whenOpen);
  });

  it('is no as soon as one requirement is not met, and unknown as soon as one may not be', () => {
    const met: Requirement = { key: 'app', operator: 'Exists', values: [] };
    const open: Requirement = { key: 'tier', operator: 'In', values: ['a'] };
    const failed: Requirement = { key: 'app', operator: 'In', values: ['cart'] };
    expect(fulfils(labels, true, [])).toBe('yes');
    expect(fulfils(labels, true, [met, open])).toBe('unknown');
    expect(fulfils(labels, true, [open, failed])).toBe('no');
  });
});

const noFacts = { all: () => [], near: () => [] };

function peer(text: string) {
  const [policy] = objectsOf(
    yamlDocument(
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec: {ingress: [{from: [${text}]}]}\n`,
    ),
    'NetworkPolicy',
  );
  const [first] = policy?.ingress.rules[0]?.peers ?? [];
  if (policy === undefined || first === undefined) {
    throw new Error('No peer is written.');
  }
  return peerSelection(policy, first, noFacts)?.namespaces;
}

describe('the namespaces of a peer', () => {
  it.each([
    ['{podSelector: {matchLabels: {app: web}}}', 'own'],
    ['{namespaceSelector: {}}', 'any'],
    ['{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}', ['shop']],
    // No file says which namespaces have the label.
    ['{namespaceSelector: {matchLabels: {team: shop}}}', undefined],
    ['{ipBlock: {cidr: 10.0.0.0/8}}', undefined],
  ])('%s', (text, expected) => {
    expect(peer(text)).toEqual(expected);
  });
});

function spec(kind: string, selector: string) {
  const [policy] = objectsOf(
    yamlDocument(
      `apiVersion: cilium.io/v2\nkind: ${kind}\nspec: {endpointSelector: ${selector}}\n`,
    ),
    'CiliumPolicy',
  );
  const [rule] = policy?.rules ?? [];
  return policy && rule && endpointSelection(policy, rule);
}

describe('the pods of a Cilium policy', () => {
  const label = 'k8s:io.kubernetes.pod.namespace';
  it.each([
    ['CiliumNetworkPolicy', '{}', 'own'],
    ['CiliumClusterwideNetworkPolicy', '{}', 'any'],
    ['CiliumClusterwideNetworkPolicy', `{matchLabels: {"${label}": shop}}`, ['shop']],
    [
      'CiliumClusterwideNetworkPolicy',
      `{matchExpressions: [{key: "${label}", operator: Exists}]}`,
      'any',
    ],
    [
      'CiliumClusterwideNetworkPolicy',
      `{matchExpressions: [{key: "${label}", operator: NotIn, values: [shop]}]}`,
      undefined,
    ],
    [
      'CiliumClusterwideNetworkPolicy',
      `{matchExpressions: [{key: "${label}", operator: __proto__}]}`,
      undefined,
    ],
    [
      'CiliumNetworkPolicy',
      '{matchLabels: {"k8s:io.cilium.k8s.namespace.labels.team": shop}}',
      undefined,
    ],
  ])('%s %s', (kind, selector, expected) => {
    expect(spec(kind, selector)?.namespaces).toEqual(expected);
  });
});

describe('the pods of a NetworkPolicy', () => {
  it('are not known when a template has a part in them', () => {
    const text = lines(`
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      spec:
        podSelector:
          matchLabels:
            app: {{ .Values.app }}
    `);
    const [policy] = objectsOf(yamlDocument(text), 'NetworkPolicy');
    expect(policy && subjectSelection(policy)).toBeUndefined();
  });
});

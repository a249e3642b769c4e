import { describe, expect, it } from 'vitest';
import { lintText } from '../../../support/lint';

interface Case {
  readonly namespaces: string;
  readonly pods: string;
  readonly policy?: string;
  readonly subject?: string;
  /** A pod that the file has besides, as `namespace` and labels. */
  readonly pod?: readonly [string, string];
}

/** The severity of the finding in a policy with the two peers, or `silent`. */
function verdict({
  namespaces,
  pods,
  policy = 'shop',
  subject = 'app: cart',
  pod = ['else', 'app: else'],
}: Case): string {
  const text = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: allow-others, namespace: ${policy}}
spec:
  podSelector: {matchLabels: {${subject}}}
  ingress:
    - from:
        - namespaceSelector: {matchLabels: {${namespaces}}}
        - podSelector: {matchLabels: {${pods}}}
---
apiVersion: v1
kind: Pod
metadata: {name: other, namespace: ${pod[0]}, labels: {${pod[1]}}}
spec: {containers: [{name: other, image: other}]}
`;
  const { findings } = lintText(text);
  return findings.find(({ rule }) => rule === 'split-selector-peers')?.severity ?? 'silent';
}

const name = 'kubernetes.io/metadata.name';

describe('whether two peers were meant as one', () => {
  it.each<[string, Case, string]>([
    ['same words', { namespaces: `${name}: ingress-nginx`, pods: 'app: nginx-ingress' }, 'info'],
    ['a well-known pair', { namespaces: `${name}: monitoring`, pods: 'app: prometheus' }, 'info'],
    [
      'a key that says it',
      { namespaces: 'monitoring: "true"', pods: 'app.kubernetes.io/name: grafana' },
      'info',
    ],
    ['nothing in common', { namespaces: `${name}: ingress-nginx`, pods: 'app: web' }, 'hint'],
    ['only a yes', { namespaces: 'partner: "true"', pods: 'client: "true"' }, 'hint'],
    [
      'only a word of all',
      { namespaces: `${name}: kube-system`, pods: 'app: billing-system' },
      'hint',
    ],
    ['only the environment', { namespaces: 'env: production', pods: 'env: production' }, 'hint'],
    [
      'a pod found in the namespaces',
      { namespaces: `${name}: partners`, pods: 'app: web', pod: ['partners', 'app: web'] },
      'info',
    ],
    [
      'a pod found beside the policy',
      { namespaces: `${name}: partners`, pods: 'app: web', pod: ['shop', 'app: web'] },
      'silent',
    ],
    [
      'a pod found elsewhere',
      { namespaces: `${name}: partners`, pods: 'app: web', pod: ['others', 'app: web'] },
      'hint',
    ],
    [
      'pods of the policy',
      { namespaces: `${name}: ingress-nginx`, pods: 'app: cart-web' },
      'silent',
    ],
    [
      'pods of the policy, in words of all',
      {
        namespaces: `${name}: ingress-nginx`,
        pods: 'app: platform-api',
        subject: 'app: platform-api',
      },
      'silent',
    ],
    [
      'pods of its namespace',
      { namespaces: `${name}: ingress-nginx`, pods: 'part-of: shop' },
      'silent',
    ],
    [
      'pods that usually run in its namespace',
      { namespaces: `${name}: ingress-nginx`, pods: 'app: prometheus', policy: 'monitoring' },
      'silent',
    ],
  ])('%s', (_name, input, expected) => {
    expect(verdict(input)).toBe(expected);
  });
});

import { expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { applyEdits } from '../../../server/src/core/index';
import { lintText } from '../../support/lint';

/** The two policies of Microsoft's page in its edition of 2025-05-22, indented as they are there today. */
const blocked = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: example-ipblock
spec:
  podSelector: {}
  policyTypes:
    - Egress
  egress:
    - to:
      - ipBlock:
          cidr: 0.0.0.0/0 # This will still block pod and node IPs.
`;
const workaround = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: example-ipblock
spec:
  podSelector: {}
  policyTypes:
    - Egress
  egress:
    - to:
      - ipBlock:
          cidr: 0.0.0.0/0
      - namespaceSelector: {}
      - podSelector: {}
`;

const recommended = { extends: 'recommended' } as const;

/** The findings of the ipBlock rules, with the text they stand at. */
function found(text: string) {
  return lintText(text, recommended)
    .findings.filter(({ rule }) => rule.startsWith('ipblock-'))
    .map(({ rule, severity, range }) => [rule, severity, text.slice(range.start, range.end)]);
}

it('has a warning at the range of the first policy', () => {
  expect(found(blocked)).toEqual([['ipblock-any-excludes-pods', 'warning', '0.0.0.0/0']]);
  const at = blocked.indexOf('0.0.0.0/0');
  expect(lintText(blocked, recommended).findings.map(({ range }) => range)).toContainEqual({
    start: at,
    end: at + '0.0.0.0/0'.length,
  });
});

it('makes the second of the first by its first fix', () => {
  const [finding] = lintText(blocked, recommended).findings.filter(
    ({ rule }) => rule === 'ipblock-any-excludes-pods',
  );
  const [fix] = finding?.fixes() ?? [];
  expect(fix).toMatchObject({ title: 'Allow pods in all namespaces too', safety: 'suggestion' });
  const fixed = applyEdits(blocked, fix?.edits ?? []);
  expect(parseDocument(fixed).toJS()).toEqual(parseDocument(workaround).toJS());
  expect(fixed.replace(' # This will still block pod and node IPs.', '')).toBe(workaround);
  expect(found(fixed)).toEqual(found(workaround));
});

it('has nothing to say of the second but that nodes stay blocked', () => {
  expect(found(workaround)).toEqual([['ipblock-workaround-excludes-nodes', 'info', '0.0.0.0/0']]);
});

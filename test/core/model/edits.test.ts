import { describe, expect, it } from 'vitest';
import {
  addExcept,
  addPeers,
  addPolicyType,
  addRule,
  appendObject,
  type EditResult,
  removePeer,
  removePeers,
  removeSection,
  replaceScalar,
} from '../../../server/src/core/model/edits';
import type { NetworkPolicy } from '../../../server/src/core/model/network-policy';
import { applyEdits } from '../../../server/src/core/text/range';
import { lines, yamlDocument } from '../../support/yaml';
import { readOne } from './objects';

const header = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n';

/** What an edit makes of a policy's text, or why it does not. */
function edited(spec: string, edit: (policy: NetworkPolicy) => EditResult): string {
  const text = `${header}${lines(spec)}`;
  const result = edit(readOne('NetworkPolicy', text));
  if ('disabledReason' in result) {
    return result.disabledReason;
  }
  const after = applyEdits(text, result.edits);
  expect(yamlDocument(after).problems).toEqual([]);
  expect(after.startsWith(header)).toBe(true);
  return after.slice(header.length);
}

type Rule = NetworkPolicy['ingress']['rules'][number];
const rule = (policy: NetworkPolicy) => policy.egress.rules[0] as Rule;
const block = (policy: NetworkPolicy) => {
  const found = rule(policy).peers[0]?.ipBlock;
  if (found === undefined) {
    throw new Error('There is no ipBlock.');
  }
  return found;
};
const add = (policy: NetworkPolicy) => addPeers(policy, rule(policy), [{ podSelector: {} }]);
const remove = (policy: NetworkPolicy) => removePeers(policy, rule(policy));
const except = (policy: NetworkPolicy) => addExcept(policy, block(policy), ['10.0.0.0/8', '::/0']);

const shared =
  'This part is written once and used in several places through a YAML alias; change it by hand.';
const templated = 'A template writes this part; change it by hand.';
const around = 'Template actions surround this part; change it by hand.';

describe('edits of a policy', () => {
  it.each<[string, (policy: NetworkPolicy) => EditResult, string, string]>([
    [
      'add a peer',
      add,
      'spec:\n  egress:\n    - to:\n        - ipBlock: {cidr: 0.0.0.0/0}\n',
      'spec:\n  egress:\n    - to:\n        - ipBlock: {cidr: 0.0.0.0/0}\n        - podSelector: {}\n',
    ],
    [
      'add a peer to none',
      add,
      'spec: {egress: [{to: []}]}\n',
      'spec: {egress: [{to: [{podSelector: {}}]}]}\n',
    ],
    [
      'remove the peers',
      remove,
      'spec:\n  egress:\n    - to:\n        - {}\n      ports: []\n',
      'spec:\n  egress:\n    - ports: []\n',
    ],
    [
      'remove the peers of a rule that has nothing else',
      remove,
      'spec:\n  egress:\n    - to:\n        - {}\n',
      'spec:\n  egress:\n    - {}\n',
    ],
    [
      'add ranges to except',
      except,
      'spec: {egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [a]}}]}]}\n',
      'spec: {egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [a, 10.0.0.0/8, "::/0"]}}]}]}\n',
    ],
    [
      'write except',
      except,
      'spec:\n  egress:\n  - to:\n    - ipBlock:\n        cidr: 0.0.0.0/0\n',
      'spec:\n  egress:\n  - to:\n    - ipBlock:\n        cidr: 0.0.0.0/0\n        except:\n        - 10.0.0.0/8\n        - "::/0"\n',
    ],
    [
      'fill an empty except',
      except,
      'spec:\n  egress:\n  - to:\n    - ipBlock:\n        cidr: 0.0.0.0/0\n        except:\n',
      'spec:\n  egress:\n  - to:\n    - ipBlock:\n        cidr: 0.0.0.0/0\n        except: [10.0.0.0/8, "::/0"]\n',
    ],
    [
      'remove a section',
      (policy) => removeSection(policy, policy.egress),
      'spec:\n  podSelector: {}\n  egress:\n    - {}\n',
      'spec:\n  podSelector: {}\n',
    ],
    [
      'add a policy type',
      (policy) => addPolicyType(policy, 'Egress'),
      'spec: {policyTypes: [Ingress]}\n',
      'spec: {policyTypes: [Ingress, Egress]}\n',
    ],
    [
      'add a rule',
      (policy) => addRule(policy, policy.egress, { to: [] }),
      'spec:\n  egress:\n    - {}\n',
      'spec:\n  egress:\n    - {}\n    - to: []\n',
    ],
    [
      'remove a peer',
      (policy) => removePeer(policy, rule(policy), rule(policy).peers[1] as Rule['peers'][number]),
      'spec: {egress: [{to: [{podSelector: {}}, {}]}]}\n',
      'spec: {egress: [{to: [{podSelector: {}}]}]}\n',
    ],
  ])('%s', (_name, edit, spec, expected) => {
    expect(edited(spec, edit)).toBe(expected);
  });
});

describe('a part that an alias uses elsewhere', () => {
  it.each<[string, (policy: NetworkPolicy) => EditResult, string]>([
    ['is not added to', add, 'x: &p [{}]\nspec: {egress: [{to: *p}, {to: *p}]}\n'],
    ['is not added to where it is written', add, 'spec: {egress: [{to: &p [{}]}, {to: *p}]}\n'],
    ['is not added to within an alias', add, 'x: &r {to: [{}]}\nspec: {egress: [*r]}\n'],
    ['is not removed from', remove, 'x: &r {to: [{}]}\nspec: {egress: [*r]}\n'],
    [
      'is not removed when it came by a merge key',
      remove,
      'x: &r {to: [{}]}\nspec: {egress: [{<<: *r, ports: []}]}\n',
    ],
    [
      'does not go with what holds its anchor',
      remove,
      'spec: {egress: [{to: [&p {}]}, {to: [*p]}]}\n',
    ],
    [
      'does not go with what is its anchor',
      remove,
      'spec: {egress: [{to: &p [{}], ports: []}, {to: *p}]}\n',
    ],
    [
      'does not go with a section',
      (policy) => removeSection(policy, policy.egress),
      'spec: {egress: [&r {}], ingress: [*r]}\n',
    ],
    [
      'is not replaced',
      except,
      'x: &e ~\nspec: {egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: *e}}]}]}\n',
    ],
  ])('%s', (_name, edit, spec) => {
    expect(edited(spec, edit)).toBe(shared);
  });

  it('may lose one of its uses', () => {
    expect(edited('x: &p [{}]\nspec: {egress: [{to: *p, ports: []}]}\n', remove)).toBe(
      'x: &p [{}]\nspec: {egress: [{ports: []}]}\n',
    );
  });
});

describe('a template', () => {
  it('may be changed where it is literal', () => {
    expect(
      edited('spec:\n  egress:\n    - to:\n        - ipBlock: {cidr: "{{ .x }}"}\n{{ .y }}\n', add),
    ).toBe(
      'spec:\n  egress:\n    - to:\n        - ipBlock: {cidr: "{{ .x }}"}\n        - podSelector: {}\n{{ .y }}\n',
    );
    expect(
      edited('spec:\n  {{- if .x }}\n  egress:\n    - to:\n        - {}\n  {{- end }}\n', add),
    ).toBe(
      'spec:\n  {{- if .x }}\n  egress:\n    - to:\n        - {}\n        - podSelector: {}\n  {{- end }}\n',
    );
  });

  it.each<[string, (policy: NetworkPolicy) => EditResult, string]>([
    [
      'when the last item stands in a branch',
      add,
      'spec:\n  egress:\n    - to:\n        - {}\n        {{- if .x }}\n        - {}\n        {{- end }}\n',
    ],
    [
      'when what is removed holds part of a branch',
      remove,
      'spec:\n  egress:\n    - to:\n        - {}\n        {{- if .x }}\n        - {}\n      {{- end }}\n      ports: []\n',
    ],
  ])('is left alone %s', (_name, edit, spec) => {
    expect(edited(spec, edit)).toBe(around);
  });

  it('is left alone when the policy itself stands in a branch', () => {
    const { object } = readOne('NetworkPolicy', `{{- if .x }}\n${header}{{- end }}\n`);
    expect(appendObject(object, { a: 1 })).toEqual({ disabledReason: around });
  });

  it('is left alone where it writes the list', () => {
    expect(edited('spec:\n  egress:\n    - to: {{ toYaml .x | nindent 8 }}\n', add)).toBe(
      templated,
    );
    expect(
      edited(
        'spec:\n  egress:\n    - to:\n        - ipBlock:\n            cidr: 0.0.0.0/0\n            {{- toYaml .x | nindent 12 }}\n',
        except,
      ),
    ).toBe(templated);
  });
});

describe('a scalar is replaced', () => {
  it.each([
    ['port: 80', '80', '443', 'port: 443'],
    ['port: "80"', '"80"', 'http', 'port: "http"'],
    ["port: '80'", "'80'", "it's", "port: 'it''s'"],
    ['port: "80"', '"80"', '443', 'port: 443'],
    ['cidr: 10.0.0.0', '10.0.0.0', '10.0.0.0/8', 'cidr: 10.0.0.0/8'],
    ['cidr: x', 'x', 'yes', 'cidr: "yes"'],
    ['cidr: x', 'x', 'a: b', 'cidr: "a: b"'],
  ])('%s', (line, part, value, expected) => {
    const text = `${header}${line}\n`;
    const start = text.indexOf(part, header.length);
    const { object } = readOne('NetworkPolicy', text);
    const result = replaceScalar(object, { start, end: start + part.length }, value);
    expect('edits' in result && applyEdits(text, result.edits).slice(header.length)).toBe(
      `${expected}\n`,
    );
  });
});

describe('an object is added', () => {
  it('behind the document', () => {
    expect(edited('spec: {}\n', (policy) => appendObject(policy.object, { kind: 'A' }))).toBe(
      'spec: {}\n---\nkind: A\n',
    );
  });

  it('but not to JSON', () => {
    const { object } = readOne(
      'NetworkPolicy',
      '{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy"}',
    );
    expect(appendObject(object, { a: 1 })).toEqual({
      disabledReason: 'A JSON file holds one object; put the new one in a separate file.',
    });
  });
});

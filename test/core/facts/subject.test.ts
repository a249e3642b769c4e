import { describe, expect, it } from 'vitest';
import { policyFactOf } from '../../../server/src/core/facts/policy-fact';
import {
  implies,
  isTemplateText,
  mayOverlap,
  type Requirement,
} from '../../../server/src/core/facts/subject';
import { objectsOf } from '../../../server/src/core/model/kinds';
import { YamlDocument } from '../../../server/src/core/syntax/yaml/document';

/** The requirements of a podSelector, written in one line, or over lines with the indentation of `spec`. */
function subject(selector: string): readonly Requirement[] | undefined {
  const document = new YamlDocument(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: subject}
spec:
  podSelector: ${selector}
  policyTypes: [Egress]
`);
  const [policy] = objectsOf(document, 'NetworkPolicy');
  return policy && policyFactOf(policy).subject;
}

describe('the requirements of a selector', () => {
  it.each([
    ['{}', []],
    ['', []],
    ['{matchLabels: {}}', []],
    ['{matchLabels: {app: web}}', [{ key: 'app', operator: 'In', values: ['web'] }]],
    [
      '{matchExpressions: [{key: app, operator: In, values: [b, a]}]}',
      [{ key: 'app', operator: 'In', values: ['a', 'b'] }],
    ],
    [
      '{matchExpressions: [{key: app, operator: Exists}]}',
      [{ key: 'app', operator: 'Exists', values: [] }],
    ],
    [
      '{matchLabels: {app: {{ .Chart.Name }}}}',
      [{ key: 'app', operator: 'In', values: ['{{ .Chart.Name }}'] }],
    ],
  ])('%s', (selector, expected) => {
    expect(subject(selector)).toEqual(expected);
  });

  it('are the source of a template that writes them', () => {
    const written = subject('\n    matchLabels:\n      {{- include "web.labels" . | nindent 6 }}');
    expect(written).toEqual([
      {
        key: '',
        operator: 'template',
        values: ['podSelector: matchLabels: {{- include "web.labels" . | nindent 6 }}'],
      },
    ]);
  });
});

describe('a selector that implies another', () => {
  it.each([
    ['{matchLabels: {app: web}}', '{}', true],
    ['{}', '{}', true],
    ['{}', '{matchLabels: {app: web}}', false],
    ['{matchLabels: {app: web}}', '{matchLabels: {app: web}}', true],
    ['{matchLabels: {app: web, tier: back}}', '{matchLabels: {app: web}}', true],
    ['{matchLabels: {app: web}}', '{matchLabels: {app: web, tier: back}}', false],
    ['{matchLabels: {app: web}}', '{matchLabels: {app: cart}}', false],
    ['{matchLabels: {app: web}}', requires('In', '[web, cart]'), true],
    [requires('In', '[web, cart]'), requires('In', '[web, cart, pay]'), true],
    [requires('In', '[web, pay]'), requires('In', '[web, cart]'), false],
    ['{matchLabels: {app: web}}', requires('Exists'), true],
    [requires('Exists'), requires('Exists'), true],
    [requires('NotIn', '[web]'), requires('Exists'), false],
    ['{matchLabels: {app: web}}', requires('NotIn', '[cart]'), true],
    ['{matchLabels: {app: web}}', requires('NotIn', '[web]'), false],
    [requires('NotIn', '[web, cart]'), requires('NotIn', '[web]'), true],
    [requires('NotIn', '[web]'), requires('NotIn', '[web, cart]'), false],
    [requires('DoesNotExist'), requires('NotIn', '[web]'), true],
    [requires('DoesNotExist'), requires('DoesNotExist'), true],
    ['{matchLabels: {app: web}}', requires('DoesNotExist'), false],
    ['{matchLabels: {app: {{ .name }}}}', '{matchLabels: {app: {{ .name }}}}', true],
    ['{matchLabels: {app: {{ .name }}}}', '{matchLabels: {app: {{ .other }}}}', false],
    ['{matchLabels: {app: {{ .name }}}}', requires('NotIn', '[web]'), false],
  ])('%s implies %s: %s', (own, other, expected) => {
    expect(implies(subject(own) ?? [], subject(other) ?? [], '')).toBe(expected);
  });

  it('may do so by its namespace', () => {
    const other = [{ key: 'io.kubernetes.pod.namespace', operator: 'In', values: ['shop'] }];
    expect(implies([], other, 'shop')).toBe(true);
    expect(implies([], other, 'other')).toBe(false);
    expect(implies([], other, '')).toBe(false);
  });
});

describe('selectors that may select the same pod', () => {
  it.each([
    ['{}', '{matchLabels: {app: web}}', true],
    ['{matchLabels: {app: web}}', '{matchLabels: {tier: back}}', true],
    ['{matchLabels: {app: web}}', '{matchLabels: {app: cart}}', false],
    ['{matchLabels: {app: web}}', '{matchLabels: {app: {{ .name }}}}', true],
    [requires('In', '[web, cart]'), requires('In', '[cart, pay]'), true],
    [requires('In', '[web]'), requires('NotIn', '[web]'), true],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(mayOverlap(subject(a) ?? [], subject(b) ?? [])).toBe(expected);
    expect(mayOverlap(subject(b) ?? [], subject(a) ?? [])).toBe(expected);
  });
});

it('tells template text from a label', () => {
  expect(['{{ .name }}', '$(NAME)', '<name>', '#{name}#'].every(isTemplateText)).toBe(true);
  expect(['web', 'k8s-app', 'app.kubernetes.io/name', ''].some(isTemplateText)).toBe(false);
});

function requires(operator: string, values?: string): string {
  const list = values === undefined ? '' : `, values: ${values}`;
  return `{matchExpressions: [{key: app, operator: ${operator}${list}}]}`;
}

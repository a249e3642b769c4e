import { describe, expect, it } from 'vitest';
import { defineRule } from '../../../server/src/core/engine/define-rule';
import { lintWith, objectWith, placesOf } from './support/custom';

/** Views of a Service have `ports`, those of a ConfigMap `data`. */
const rule = defineRule({
  meta: {
    name: 'two-kinds',
    title: 'A rule for two kinds of objects',
    category: 'project',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: ['Service', 'ConfigMap'],
    messages: { found: 'Viewed as a {{kind}}.' },
    references: [],
  },
  check(object, { report }) {
    const kind = 'ports' in object ? 'Service' : 'ConfigMap';
    report({ messageId: 'found', at: object.object.kindRange, data: { kind } });
  },
});

const service = ['apiVersion: v1', 'kind: Service', 'spec: {}', ''].join('\n');

describe('a rule for several kinds', () => {
  it('sees each object as what it is', () => {
    const text = [service, objectWith(), service].join('---\n');
    const result = lintWith({ text, rules: [rule] });
    expect(placesOf(result)).toEqual(['2:two-kinds', '6:two-kinds', '9:two-kinds']);
    expect(result.findings.map(({ message }) => message)).toEqual([
      'Viewed as a Service.',
      'Viewed as a ConfigMap.',
      'Viewed as a Service.',
    ]);
  });

  it('does not see objects of other kinds', () => {
    const text = objectWith().replace('ConfigMap', 'Secret');
    expect(lintWith({ text, rules: [rule] }).findings).toEqual([]);
  });

  it('is written like a rule for one kind, and held with a list', () => {
    expect(rule.meta.appliesTo).toEqual(['Service', 'ConfigMap']);
    expect(defineRule({ ...one }).meta.appliesTo).toEqual(['Service']);
  });
});

const one = {
  meta: { ...rule.meta, appliesTo: 'Service', messages: { found: 'Found.' } },
  check: () => undefined,
} as const;

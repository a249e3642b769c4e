import { describe, expect, it } from 'vitest';
import { applyEdits, type Finding } from '../../server/src/core/index';
import { lintText } from '../support/lint';
import { fieldsOf, ciliumPolicy as policy, replaced } from './support/policy-fields';

function findingsOf(text: string): readonly Finding[] {
  const { findings, failures } = lintText(text, {
    profile: { acns: true, acnsNetworkPolicies: 'L7' },
  });
  expect(failures).toEqual([]);
  return findings;
}

const fields = fieldsOf(policy);

describe('Cilium policies with something else in one place', () => {
  it.each([
    ['null', null],
    ['a number', -7.5],
    ['a list', [[]]],
    ['a text that objects have as a name', '__proto__'],
  ] as const)('are judged without a throw: %s', (_name, by) => {
    for (const path of fields) {
      findingsOf(JSON.stringify(replaced(policy, path, by)));
    }
  });

  it('have findings, whatever does not belong there', () => {
    const silent = fields.filter(
      (path) =>
        path[0]?.toString().startsWith('spec') === true &&
        findingsOf(JSON.stringify(replaced(policy, path, [[]]))).length === 0,
    );
    expect(silent).toEqual([]);
  });

  it('have fixes that leave a file that can be read', () => {
    for (const path of [[], ...fields]) {
      const text = JSON.stringify(replaced(policy, path, path.length === 0 ? policy : 7));
      for (const { title, edits } of findingsOf(text).flatMap((finding) => finding.fixes())) {
        expect(() => JSON.parse(applyEdits(text, edits)), `${path} ${title}`).not.toThrow();
      }
    }
  });

  it('may hold long texts in every field', () => {
    const long = 'a'.repeat(50_000);
    for (const path of fields) {
      findingsOf(JSON.stringify(replaced(policy, path, long)));
    }
  });

  it.each(['path', 'port', 'matchPattern', 'cidr'])('may hold a megabyte in %s', (name) => {
    const path = fields.find((each) => each.at(-1) === name) ?? [];
    for (const part of ['a', '(', '1-']) {
      findingsOf(JSON.stringify(replaced(policy, path, part.repeat(1_000_000 / part.length))));
    }
  });
});

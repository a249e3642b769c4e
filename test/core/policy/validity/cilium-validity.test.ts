import { describe, expect, it } from 'vitest';
import type { Finding, ProfileSettings } from '../../../../server/src/core/index';
import { type Condition, conditions } from '../../../support/cilium-conditions/index';
import { lintText } from '../../../support/lint';

/** ACNS let every rule in, so that what is found is about validity alone. */
const profile: ProfileSettings = { acns: true, acnsNetworkPolicies: 'L7' };

function findingsFor({ kind, rule, settings }: Condition, body: string): readonly Finding[] {
  const text = `apiVersion: cilium.io/v2\nkind: ${kind ?? 'CiliumNetworkPolicy'}\nmetadata: {name: a-policy}\n${body}\n`;
  const { findings, failures } = lintText(text, { profile: { ...profile, ...settings } });
  expect(failures).toEqual([]);
  return findings.filter((finding) => finding.rule === rule);
}

describe('every condition that Cilium and its schema have for policies', () => {
  it.each(conditions.map((condition) => [condition.says, condition] as const))(
    '%s',
    (_says, condition) => {
      const found = findingsFor(condition, condition.bad);
      expect(found.map(({ message }) => message)).toEqual(
        found.map(() => expect.stringContaining(condition.consequence)),
      );
      expect(found.length).toBeGreaterThan(0);
      expect(findingsFor(condition, condition.good)).toEqual([]);
    },
  );
});

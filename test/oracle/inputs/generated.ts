import { objectChecks } from './checks-objects';
import { peerChecks } from './checks-peers';
import { portChecks } from './checks-ports';
import { combinations } from './combinations';
import { mutations } from './mutations';
import { type Input, textOf, type Value } from './policy';
import { richPolicies } from './rich-policies';
import { texts } from './texts';

const checks = [...objectChecks, ...peerChecks, ...portChecks];

const ofChecks = checks.flatMap(([name, ...policies]) =>
  policies.map((policy, index): readonly [string, Value] => [
    index === 0 ? name : `${name}-${index + 1}`,
    policy,
  ]),
);

/**
 * Every policy that is made here, in an order that never changes: for each check of Cilium and its schema some that
 * pass and some that do not, combinations of two, and valid ones with a slip.
 */
export const generatedInputs: readonly Input[] = [
  ...[...ofChecks, ...combinations(checks), ...mutations(richPolicies, 500)].map(
    ([id, policy]): Input => ({ id, text: textOf(policy) }),
  ),
  ...texts,
];

import type { FactView } from '../../facts/facts';
import { neighboursOf } from '../../facts/neighbours';
import { policyFactOf } from '../../facts/policy-fact';
import type { NetworkPolicy } from '../../model/network-policy';
import type { Range } from '../../text/range';
import { coversPorts, joinPorts } from '../ports/ports';

/**
 * Where a policy has rules for egress that do not let its pods reach their own node; undefined when they do, and
 * when another policy may allow it. A policy without any rule means what it does: nothing goes out.
 */
export function egressWithoutOwnNode(policy: NetworkPolicy, facts: FactView): Range | undefined {
  const { egress } = policy;
  if (egress.field === undefined || egress.rules.length === 0 || !egress.isComplete) {
    return undefined;
  }
  const fact = policyFactOf(policy);
  const { covering, distant } = neighboursOf(fact, facts.near('policy', fact.namespace));
  const rules = [fact, ...covering, ...distant].flatMap((each) => each.egress);
  const allowing = rules.filter(({ ownNode }) => ownNode);
  const isAllowed = coversPorts(joinPorts(allowing.map(({ ports }) => ports)), 'every');
  const mayBeMore = rules.some(({ ownNode, mayIncludeNodes }) => mayIncludeNodes && !ownNode);
  return isAllowed || mayBeMore ? undefined : egress.field.keyRange;
}

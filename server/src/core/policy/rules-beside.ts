import type { FactView, Located } from '../facts/facts';
import { neighboursOf } from '../facts/neighbours';
import type { PolicyFact, RuleFact } from '../facts/policy-fact';
import type { Direction } from '../model/network-policy';
import { joinPorts, type PortSet } from './ports/ports';

/** Goes with the list of facts; a policy may have thousands of entries that ask for the same. */
const known = new WeakMap<readonly Located<PolicyFact>[], Map<PolicyFact, readonly PolicyFact[]>>();

/** The policy and all others that are surely for every one of its pods. */
function policiesFor(fact: PolicyFact, facts: FactView): readonly PolicyFact[] {
  const all = facts.near('policy', fact.namespace);
  const byFact = known.get(all) ?? new Map<PolicyFact, readonly PolicyFact[]>();
  known.set(all, byFact);
  let policies = byFact.get(fact);
  if (policies === undefined) {
    const { covering, distant } = neighboursOf(fact, all);
    policies = [fact, ...covering, ...distant];
    byFact.set(fact, policies);
  }
  return policies;
}

/** The ports on which any rule for the pods of a policy, its own or that of another policy, allows what is meant. */
export function allowedPorts(
  fact: PolicyFact,
  direction: Direction,
  facts: FactView,
  isMeant: (rule: RuleFact) => boolean,
): PortSet {
  const rules = policiesFor(fact, facts)
    .flatMap((each) => each[direction])
    .filter(isMeant);
  return joinPorts(rules.map(({ ports }) => ports));
}

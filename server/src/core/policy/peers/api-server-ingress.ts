import type { FactView } from '../../facts/facts';
import { ciliumSpecFactsOf, type PolicyFact, type RuleFact } from '../../facts/policy-fact';
import { konnectivityAgent } from '../../knowledge/policy-pitfalls';
import type {
  CiliumEntry,
  CiliumPolicy,
  CiliumRule,
  CiliumSection,
} from '../../model/cilium-policy';
import { known } from '../../model/traced';
import type { Range } from '../../text/range';
import { coversPorts } from '../ports/ports';
import { allowedPorts } from '../rules-beside';
import { ciliumPorts } from './cilium-peers';

/** The API server as a peer of an ingress rule. */
export interface ApiServerPeer {
  readonly section: CiliumSection;
  readonly entry: CiliumEntry;
  readonly at: Range;
  /** The other nodes are named beside it, so that only the agents are missing. */
  readonly isBesideNodes: boolean;
}

/**
 * The places where a policy lets the API server in, or denies it, by its entity. Nothing where the pods and nodes that
 * its calls come through are allowed beside it, on the same ports.
 */
export function apiServerPeers(policy: CiliumPolicy, facts: FactView): readonly ApiServerPeer[] {
  return policy.rules.flatMap((rule) =>
    rule.sections
      .filter(({ direction }) => direction === 'ingress')
      .flatMap((section) =>
        section.entries.flatMap((entry) => {
          const entity = (known(entry.entities) ?? []).find((each) => known(each) === name);
          return entity?.state === 'known' && !isAllowedBeside(policy, rule, section, entry, facts)
            ? [{ section, entry, at: entity.range, isBesideNodes: names(entry, 'remote-node') }]
            : [];
        }),
      ),
  );
}

const name = 'kube-apiserver';

function names({ entities }: CiliumEntry, entity: string): boolean {
  return (known(entities) ?? []).some((each) => known(each) === entity);
}

function isAllowedBeside(
  policy: CiliumPolicy,
  rule: CiliumRule,
  section: CiliumSection,
  entry: CiliumEntry,
  facts: FactView,
): boolean {
  const entities = (known(entry.entities) ?? []).map(known);
  if (section.isDeny || entities.includes('all') || entities.includes('cluster')) {
    return entities.length > 1;
  }
  // What a template adds may be what is missing, and who names the agents knows of them.
  if (!entry.isComplete || !section.isComplete || section.entries.some(namesAgents)) {
    return true;
  }
  const own = ciliumSpecFactsOf(policy).find((each) => each.rule === rule)?.fact;
  return own !== undefined && isCovered(own, entry, facts);
}

function namesAgents({ endpoints }: CiliumEntry): boolean {
  return (known(endpoints) ?? []).some(({ matchLabels, matchExpressions }) =>
    [
      ...matchLabels.map(({ value }) => value),
      ...matchExpressions.flatMap(({ values }) => values),
    ].some((value) => known(value) === konnectivityAgent.podLabel.value),
  );
}

/** All pods and all nodes are let in on these ports, by this policy or by others for the same pods. */
function isCovered(own: PolicyFact, entry: CiliumEntry, facts: FactView): boolean {
  const isWide = ({ allPods, otherNodes }: RuleFact) => allPods && otherNodes;
  return coversPorts(allowedPorts(own, 'ingress', facts, isWide), ciliumPorts(entry));
}

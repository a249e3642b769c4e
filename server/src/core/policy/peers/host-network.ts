import type { FactView, Located } from '../../facts/facts';
import { inOneFolder, inOneNamespace, locate, type Place, placeOf } from '../../facts/place';
import { ciliumSpecFactsOf, type PolicyFact, policyFactOf } from '../../facts/policy-fact';
import { type WorkloadFact, workloadFactOf } from '../../facts/workload-fact';
import { fieldOf } from '../../model/traced';
import type { Workload } from '../../model/workload';
import type { Range } from '../../text/range';
import { type AnyPolicy, isCiliumPolicy } from '../any-policy';
import { mayCoverPorts } from '../ports/ports';
import { endpointSelection, type PodSelection, subjectSelection } from './pod-selection';
import { distinctPods, podsAtHand } from './pods-at-hand';
import { type RulePeers, rulePeersOf, rulesBeside } from './rule-peers';

/** Pods on the network of their node that a selector of a policy means. */
export interface HostNetworkPods {
  /** Where the selector is written. */
  readonly at: Range;
  /** The workloads, each once. */
  readonly pods: readonly Located<WorkloadFact>[];
  /** It means other pods as well, or may. */
  readonly hasOthers: boolean;
  /** As `hasOthers`, but for pods elsewhere of which nothing speaks for it. */
  readonly hasLikelyOthers: boolean;
  /** The labels and the namespace of the pods leave no doubt. */
  readonly isSure: boolean;
}

/** Pods that a policy is written for, and that it is not applied to. Selectors for every pod are another matter. */
export function hostNetworkSubjects(
  policy: AnyPolicy,
  facts: FactView,
): readonly HostNetworkPods[] {
  return subjectsOf(policy).flatMap(({ at, selection, fact }) => {
    const own = locate('policy', fact, facts);
    if (selection === undefined || at === undefined || own === undefined) {
      return [];
    }
    const found = hostNetworkPods(selection, placeOf(own), at, facts);
    return found === undefined || (found.hasOthers && onlyLeavesOut(selection)) ? [] : found;
  });
}

/** A selector that only says which pods it does not mean is as good as one for every pod. */
function onlyLeavesOut({ requirements }: PodSelection): boolean {
  return requirements.every(({ operator }) => operator === 'DoesNotExist' || operator === 'NotIn');
}

interface Subject {
  readonly at: Range | undefined;
  readonly selection: PodSelection | undefined;
  readonly fact: PolicyFact;
}

function subjectsOf(policy: AnyPolicy): readonly Subject[] {
  if (!isCiliumPolicy(policy)) {
    const selection = subjectSelection(policy);
    const at = fieldOf(policy.spec, 'podSelector')?.keyRange;
    return [{ at, selection, fact: policyFactOf(policy) }];
  }
  return ciliumSpecFactsOf(policy).map(({ rule, fact }) => ({
    at: fieldOf(rule.node, 'endpointSelector')?.keyRange,
    selection: endpointSelection(policy, rule),
    fact,
  }));
}

function hostNetworkPods(
  selection: PodSelection,
  from: Place,
  at: Range,
  facts: FactView,
): HostNetworkPods | undefined {
  if (selection.requirements.length === 0) {
    return undefined;
  }
  const all = podsAtHand(selection, from, facts);
  const meant = all.filter(
    ({ pods, isMeant }) => pods.fact.hostNetwork === 'yes' && isMeant !== 'unknown',
  );
  if (meant.length === 0) {
    return undefined;
  }
  const others = all.filter(({ pods }) => pods.fact.hostNetwork !== 'yes');
  return {
    at,
    pods: distinctPods(meant).map(({ pods }) => pods),
    hasOthers: others.length > 0,
    hasLikelyOthers: others.some(
      ({ pods, isMeant }) => isMeant !== 'unknown' || inOneFolder(from, placeOf(pods)),
    ),
    isSure: meant.some(({ isMeant }) => isMeant === 'yes'),
  };
}

/** A peer that means nobody but pods on the network of their node. */
export interface HostNetworkPeer extends HostNetworkPods {
  readonly rule: RulePeers;
}

/** Peers that never match, as the traffic of the pods is that of their node; none where nodes are let through. */
export function hostNetworkPeers(policy: AnyPolicy, facts: FactView): readonly HostNetworkPeer[] {
  return rulePeersOf(policy, facts).flatMap((rule) => {
    const { policy: own, direction, selectors, fact } = rule;
    if (own.fact.isolates[direction] === 'no') {
      return [];
    }
    const found = selectors.flatMap(({ range, selection }) => {
      const pods =
        selection === undefined
          ? undefined
          : hostNetworkPods(selection, placeOf(own), range, facts);
      return pods === undefined || pods.hasOthers ? [] : [{ ...pods, rule }];
    });
    const beside = found.length > 0 ? rulesBeside(rule, facts) : undefined;
    const areNodesAllowed =
      beside?.some((other) => other.mayIncludeNodes && mayCoverPorts(other.ports, fact.ports)) ??
      true;
    return areNodesAllowed || fact.mayIncludeNodes ? [] : found;
  });
}

/** Policies for every pod of a namespace that are not applied to these pods; none for pods with a network of their own. */
export interface PassedOver {
  readonly at: Range;
  readonly policies: readonly Located<PolicyFact>[];
}

/** What a workload on the network of its node should know of the policies of its namespace. */
export function passedOver(workload: Workload, facts: FactView): PassedOver | undefined {
  const fact = workloadFactOf(workload);
  const own = fact.hostNetwork === 'yes' ? locate('workload', fact, facts) : undefined;
  const at = workload.hostNetworkField?.keyRange;
  if (own === undefined || at === undefined) {
    return undefined;
  }
  const policies = policiesForEveryPod(fact.namespace, facts).filter((policy) =>
    ['yes', 'likely'].includes(inOneNamespace(placeOf(own), placeOf(policy))),
  );
  return policies.length === 0 ? undefined : { at, policies };
}

/** Goes with the list of facts. */
const forEveryPod = new WeakMap<readonly Located<PolicyFact>[], readonly Located<PolicyFact>[]>();

/** Clusterwide policies are for so many pods that those of some node matter little. */
function policiesForEveryPod(namespace: string, facts: FactView): readonly Located<PolicyFact>[] {
  const all = facts.near('policy', namespace);
  const known =
    forEveryPod.get(all) ??
    all.filter(({ fact }) => fact.subject?.length === 0 && fact.namespace !== '*');
  forEveryPod.set(all, known);
  return known;
}

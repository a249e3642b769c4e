import type { FactView } from '../../facts/facts';
import { neighboursOf } from '../../facts/neighbours';
import { type PolicyFact, policyFactOf, type RuleFact, ruleFactOf } from '../../facts/policy-fact';
import { clusterDns } from '../../knowledge/policy-vocabulary';
import type {
  Direction,
  NetworkPolicy,
  PolicyRule,
  PolicySection,
} from '../../model/network-policy';
import { isAllPodsPeer, isSelectorPeer } from '../peers/peers';
import {
  allows,
  coversPorts,
  joinPorts,
  mayAllow,
  mayCoverPorts,
  type PortSet,
} from '../ports/ports';

/** Why pods may be reached although the ipBlock does not reach them. */
export type PodsReachedBy = 'selector in the same list' | 'another rule' | 'another policy';

/**
 * What the same pods may do besides one ipBlock, on the ports of its rule: through its sibling peers, the
 * other rules of the policy, and the other policies. Policies add up, so all of them count together.
 */
export interface AllowedBesides {
  /** The ports of the rule itself. */
  readonly ports: PortSet;
  /** Every peer is allowed anyway, so that the rule changes nothing. */
  readonly everything: boolean;
  /** Every pod is allowed, and why. */
  readonly allPods: PodsReachedBy | undefined;
  /** Some pods are: those that selectors in the same list name. */
  readonly somePods: boolean;
  /** The nodes; for ingress those that are not the pod's own, which is always allowed. */
  readonly nodes: boolean;
  /** Cluster DNS on port 53, and where it is allowed. */
  readonly dns: 'this policy' | 'another policy' | undefined;
  /** A template, or a policy that may be for another cluster, may add what is missing here. */
  readonly mayBeMore: boolean;
  /** A policy that may be for another cluster allows the nodes. */
  readonly mayBeNodes: boolean;
  /** Rules or policies beside this rule may allow some pods, if only a few; cluster DNS does not count. */
  readonly otherPods: boolean;
  /** They may allow some nodes. */
  readonly otherNodes: boolean;
}

/** Goes with the list of facts, and with the tree of the rule: several rules ask for the same. */
const known = new WeakMap<ReturnType<typeof policiesNear>, WeakMap<PolicyRule, AllowedBesides>>();

const policiesNear = (policy: NetworkPolicy, facts: FactView) =>
  facts.near('policy', policyFactOf(policy).namespace);

/** Looks at everything beside the ipBlocks of `rule`. */
export function allowedBesides(
  policy: NetworkPolicy,
  section: PolicySection,
  rule: PolicyRule,
  facts: FactView,
): AllowedBesides {
  const all = policiesNear(policy, facts);
  const byRule = known.get(all) ?? new WeakMap<PolicyRule, AllowedBesides>();
  known.set(all, byRule);
  const besides = byRule.get(rule) ?? readBesides(policy, section, rule, all);
  byRule.set(rule, besides);
  return besides;
}

const telling = new WeakMap<PolicyFact, Partial<Record<Direction, readonly RuleFact[]>>>();

/**
 * The rules of a policy that may allow something else than addresses outside the cluster. Found once for each policy:
 * there may be thousands of rules for addresses alone, and each of them asks for the others.
 */
function tellingRules(policy: PolicyFact, direction: Direction): readonly RuleFact[] {
  const found = telling.get(policy) ?? {};
  telling.set(policy, found);
  found[direction] ??= policy[direction].filter(
    ({
      everyPeer,
      allPods,
      clusterDns: dns,
      ownNode,
      otherNodes,
      mayIncludePods,
      mayIncludeNodes,
    }) => everyPeer || allPods || dns || ownNode || otherNodes || mayIncludePods || mayIncludeNodes,
  );
  return found[direction];
}

function readBesides(
  policy: NetworkPolicy,
  section: PolicySection,
  rule: PolicyRule,
  all: ReturnType<typeof policiesNear>,
): AllowedBesides {
  const { direction } = section;
  const policyFact = policyFactOf(policy);
  const own = policyFact[direction][section.rules.indexOf(rule)] ?? ruleFactOf(rule);
  const { ports } = own;
  const siblings = tellingRules(policyFact, direction).filter((other) => other !== own);
  const { covering, distant, overlapping } = neighboursOf(policyFact, all);
  const neighbours = covering.flatMap((fact) => tellingRules(fact, direction));
  const others = [...siblings, ...neighbours];
  const far = distant.flatMap((fact) => tellingRules(fact, direction));
  const around = [...siblings, ...overlapping.flatMap((fact) => tellingRules(fact, direction))];
  const isAllowed = (
    some: readonly RuleFact[],
    allowing: (fact: RuleFact) => boolean,
    on: PortSet = ports,
  ) => coversPorts(joinPorts(some.filter(allowing).map((fact) => fact.ports)), on);
  const nodePorts = numbersOf(ports);
  const areNodes = (some: readonly RuleFact[]) =>
    isAllowed(some, ({ otherNodes }) => otherNodes, nodePorts) &&
    (direction === 'ingress' || isAllowed(some, ({ ownNode }) => ownNode, nodePorts));
  return {
    ports,
    everything: isAllowed(others, ({ everyPeer }) => everyPeer),
    allPods: rule.peers.some(isAllPodsPeer)
      ? 'selector in the same list'
      : isAllowed(siblings, ({ allPods }) => allPods)
        ? 'another rule'
        : isAllowed(others, ({ allPods }) => allPods)
          ? 'another policy'
          : undefined,
    somePods: rule.peers.some(isSelectorPeer),
    nodes: areNodes(others),
    mayBeNodes: areNodes([...others, ...far]),
    dns:
      direction === 'egress' ? dnsAllowed([own, ...siblings], [...neighbours, ...far]) : undefined,
    mayBeMore:
      !rule.isComplete ||
      !section.isComplete ||
      others.some((fact) => fact.everyPeer && isUncertain(fact.ports, ports)) ||
      (isAllowed([...others, ...far], ({ allPods }) => allPods) &&
        !isAllowed(others, ({ allPods }) => allPods)),
    otherPods: around.some(
      (fact) => fact.mayIncludePods && !(fact.clusterDns && isForDnsOnly(fact.ports)),
    ),
    otherNodes: around.some((fact) => fact.mayIncludeNodes),
  };
}

/** The ports by number, which are all that nodes have; names and templates count only where there is nothing else. */
function numbersOf(ports: PortSet): PortSet {
  return ports === 'every' || ports.spans.length === 0
    ? ports
    : { spans: ports.spans, names: [], isComplete: true };
}

function isUncertain(outer: PortSet, inner: PortSet): boolean {
  return mayCoverPorts(outer, inner) && !coversPorts(outer, inner);
}

/** UDP is enough: TCP is only the way out for long answers. A template that may allow the port is taken to do so. */
function dnsAllowed(
  own: readonly RuleFact[],
  neighbours: readonly RuleFact[],
): AllowedBesides['dns'] {
  const isDns = ({ clusterDns: reaches, ports }: RuleFact) =>
    reaches && mayAllow(ports, 'UDP', clusterDns.port, clusterDns.portName);
  return own.some(isDns) ? 'this policy' : neighbours.some(isDns) ? 'another policy' : undefined;
}

/** Whether a rule with these ports is about names only: nothing but port 53. */
export function isForDnsOnly(ports: PortSet): boolean {
  return (
    ports !== 'every' &&
    ports.isComplete &&
    ports.names.length === 0 &&
    ports.spans.length > 0 &&
    ports.spans.every(({ from, to }) => from === clusterDns.port && to === clusterDns.port)
  );
}

/** Whether a rule with these ports lets name queries out, if its peers do. */
export function mayBeForDns(ports: PortSet): boolean {
  return ['UDP', 'TCP'].some((protocol) => allows(ports, protocol, clusterDns.port));
}

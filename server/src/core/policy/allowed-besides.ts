import type { FactView } from '../facts/facts';
import { neighboursOf } from '../facts/neighbours';
import { policyFactOf, type RuleFact, ruleFactOf } from '../facts/policy-fact';
import { clusterDns } from '../knowledge/policy-vocabulary';
import type { NetworkPolicy, PolicyRule, PolicySection } from '../model/network-policy';
import { isAllPodsPeer, isSelectorPeer } from './peers';
import {
  allows,
  coversPorts,
  joinPorts,
  mayAllow,
  mayCoverPorts,
  type PortSet,
  portsOf,
} from './ports';

/** Why pods may be reached although the ipBlock does not reach them. */
export type PodsReachedBy = 'selector in the same list' | 'another rule' | 'another policy';

/**
 * What the same pods may do besides one ipBlock, on the ports of its rule: through its sibling peers, the
 * other rules of the policy, and the other policies. Policies add up, so all of them count together.
 */
export interface AllowedBesides {
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

/** Looks at everything beside the ipBlocks of `rule`. */
export function allowedBesides(
  policy: NetworkPolicy,
  section: PolicySection,
  rule: PolicyRule,
  facts: FactView,
): AllowedBesides {
  const { direction } = section;
  const ports = portsOf(rule);
  const own = ruleFactOf(rule);
  const siblings = section.rules.filter((other) => other !== rule).map(ruleFactOf);
  const { covering, distant, overlapping } = neighboursOf(
    policyFactOf(policy),
    facts.all('policy'),
  );
  const neighbours = covering.flatMap((fact) => fact[direction]);
  const others = [...siblings, ...neighbours];
  const far = distant.flatMap((fact) => fact[direction]);
  const around = [...siblings, ...overlapping.flatMap((fact) => fact[direction])];
  const isAllowed = (some: readonly RuleFact[], allowing: (fact: RuleFact) => boolean) =>
    coversPorts(joinPorts(some.filter(allowing).map((fact) => fact.ports)), ports);
  const areNodes = (some: readonly RuleFact[]) =>
    isAllowed(some, ({ otherNodes }) => otherNodes) &&
    (direction === 'ingress' || isAllowed(some, ({ ownNode }) => ownNode));
  return {
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

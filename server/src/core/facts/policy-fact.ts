import type { CiliumPolicy, CiliumRule } from '../model/cilium-policy';
import { selectorKey } from '../model/label-selector';
import { type Direction, type NetworkPolicy, sectionsOf } from '../model/network-policy';
import { known } from '../model/traced';
import {
  allowsEveryPeer,
  ciliumPorts,
  includesAllPods,
  includesDns,
  includesNodes,
} from '../policy/cilium-peers';
import { isAllPodsPeer, reachesClusterDns } from '../policy/peers';
import { type PortSet, portsOf } from '../policy/ports';

/** What a policy allows, as far as other policies for the same pods need to know. */
export interface PolicyFact {
  readonly kind: 'NetworkPolicy' | 'CiliumPolicy';
  readonly name: string | undefined;
  /** Undefined when a template decides it; empty when it is not written; `*` for a clusterwide policy. */
  readonly namespace: string | undefined;
  /** Canonical text of the podSelector; empty for every pod; undefined when not known. */
  readonly subject: string | undefined;
  readonly ingress: readonly RuleFact[];
  readonly egress: readonly RuleFact[];
  readonly allPodsPeers: number;
}

export interface RuleFact {
  readonly everyPeer: boolean;
  readonly allPods: boolean;
  readonly clusterDns: boolean;
  /** The pod's own node and all others; only Cilium policies can name them. */
  readonly nodes: boolean;
  readonly ports: PortSet;
}

/** The fact of one NetworkPolicy. */
export function policyFactOf(policy: NetworkPolicy): PolicyFact {
  const { namespace, name } = policy.object;
  const selector = policy.podSelector;
  const ruleFacts = (index: 0 | 1) =>
    (sectionsOf(policy)[index]?.rules ?? []).map((rule) => ({
      everyPeer: rule.isForEveryPeer,
      allPods: rule.peers.some(isAllPodsPeer),
      clusterDns: reachesClusterDns(rule),
      nodes: rule.isForEveryPeer,
      ports: portsOf(rule),
    }));
  return {
    kind: 'NetworkPolicy',
    name: known(name),
    namespace: namespace.state === 'absent' ? '' : known(namespace),
    subject:
      selector.state === 'known'
        ? selectorKey(selector.value)
        : selector.state === 'absent'
          ? ''
          : undefined,
    ingress: ruleFacts(0),
    egress: ruleFacts(1),
    allPodsPeers: sectionsOf(policy)
      .flatMap((section) => section.rules)
      .flatMap((rule) => rule.peers)
      .filter(isAllPodsPeer).length,
  };
}

/** The facts of a Cilium policy, one for each of its `spec` and `specs`. */
export function ciliumPolicyFactsOf(policy: CiliumPolicy): readonly PolicyFact[] {
  const { namespace, name } = policy.object;
  const own = namespace.state === 'absent' ? '' : known(namespace);
  return policy.rules
    .filter((rule) => rule.nodeSelector.state === 'absent')
    .map((rule) => ({
      kind: 'CiliumPolicy',
      name: known(name),
      namespace: policy.scope === 'clusterwide' ? '*' : own,
      subject:
        rule.endpointSelector.state === 'known'
          ? selectorKey(rule.endpointSelector.value)
          : undefined,
      ingress: allowedBy(rule, 'ingress'),
      egress: allowedBy(rule, 'egress'),
      allPodsPeers: 0,
    }));
}

function allowedBy(rule: CiliumRule, direction: Direction): readonly RuleFact[] {
  return rule.sections
    .filter((section) => section.direction === direction && !section.isDeny)
    .flatMap(({ entries }) => entries)
    .map((entry) => ({
      everyPeer: allowsEveryPeer(entry),
      allPods: includesAllPods(entry),
      clusterDns: includesDns(entry),
      nodes: includesNodes(entry),
      ports: ciliumPorts(entry),
    }));
}

/** Whether the other policy surely selects every pod that this one selects. */
export function coversSubject(other: PolicyFact, own: PolicyFact): boolean {
  const sameNamespace =
    other.namespace === '*' || (own.namespace !== undefined && other.namespace === own.namespace);
  return (
    sameNamespace &&
    other.subject !== undefined &&
    (other.subject === '' || other.subject === own.subject)
  );
}

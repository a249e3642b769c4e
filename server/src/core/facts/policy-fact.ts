import type { CiliumPolicy, CiliumRule } from '../model/cilium-policy';
import { objectsOf } from '../model/kinds';
import type { KubernetesObject } from '../model/kubernetes-object';
import type { LabelSelector } from '../model/label-selector';
import {
  type Direction,
  type NetworkPolicy,
  type PolicyRule,
  type PolicySection,
  sectionsOf,
} from '../model/network-policy';
import type { Traced } from '../model/traced';
import {
  allowsEveryPeer,
  ciliumPorts,
  includesAllPods,
  includesDns,
  includesOtherNodes,
  includesOwnNode,
  mayIncludeNodes,
  mayIncludePods,
} from '../policy/cilium-peers';
import { isAllPodsPeer, mayReachNodes, mayReachPods, reachesClusterDns } from '../policy/peers';
import { type PortSet, portsOf } from '../policy/ports';
import type { YamlDocument } from '../syntax/yaml/document';
import type { YamlMap } from '../syntax/yaml/tree';
import { type Requirement, requirementsOf, templateRequirement, textOrTemplate } from './subject';

/** What a policy allows, as far as other policies for the same pods need to know. */
export interface PolicyFact {
  readonly kind: 'NetworkPolicy' | 'CiliumPolicy';
  /** As written, a template expression included; undefined when there is none. */
  readonly name: string | undefined;
  /** As written, a template expression included; empty when it is not written; `*` for a clusterwide policy. */
  readonly namespace: string;
  /** What the selected pods have in common, nothing for every pod; undefined when it cannot be told. */
  readonly subject: readonly Requirement[] | undefined;
  readonly ingress: readonly RuleFact[];
  readonly egress: readonly RuleFact[];
  readonly allPodsPeers: number;
}

/** What one rule lets through: what is not called `may` it surely does. */
export interface RuleFact {
  readonly everyPeer: boolean;
  readonly allPods: boolean;
  readonly clusterDns: boolean;
  /** The node of the pod itself, and all others; only Cilium policies can name them. */
  readonly ownNode: boolean;
  readonly otherNodes: boolean;
  /** Pods may be let through, if only a few. */
  readonly mayIncludePods: boolean;
  readonly mayIncludeNodes: boolean;
  readonly ports: PortSet;
}

/** The fact of one NetworkPolicy; the same object whenever it is asked for. */
export function policyFactOf(policy: NetworkPolicy): PolicyFact {
  const facts = policy.object.document.derived(networkPolicyFacts);
  return facts.get(policy) ?? readNetworkPolicy(policy);
}

function networkPolicyFacts(document: YamlDocument): ReadonlyMap<NetworkPolicy, PolicyFact> {
  const policies = objectsOf(document, 'NetworkPolicy');
  return new Map(policies.map((policy) => [policy, readNetworkPolicy(policy)]));
}

function readNetworkPolicy(policy: NetworkPolicy): PolicyFact {
  const { object, podSelector } = policy;
  return {
    kind: 'NetworkPolicy',
    name: textOrTemplate(object.document, object.name),
    namespace: namespaceOf(object),
    subject:
      podSelector.state === 'absent'
        ? []
        : subjectOf(object, policy.spec, 'podSelector', podSelector),
    ingress: ruleFacts(policy.ingress),
    egress: ruleFacts(policy.egress),
    allPodsPeers: sectionsOf(policy)
      .flatMap((section) => section.rules)
      .flatMap((rule) => rule.peers)
      .filter(isAllPodsPeer).length,
  };
}

function ruleFacts(section: PolicySection): readonly RuleFact[] {
  return section.rules.map(ruleFactOf);
}

/** What one rule of a NetworkPolicy lets through. */
export function ruleFactOf(rule: PolicyRule): RuleFact {
  return {
    everyPeer: rule.isForEveryPeer,
    allPods: rule.isForEveryPeer || rule.peers.some(isAllPodsPeer),
    clusterDns: reachesClusterDns(rule),
    ownNode: rule.isForEveryPeer,
    otherNodes: rule.isForEveryPeer,
    mayIncludePods: mayReachPods(rule),
    mayIncludeNodes: mayReachNodes(rule),
    ports: portsOf(rule),
  };
}

/** The facts of a Cilium policy, one for each of its `spec` and `specs` that is for pods. */
export function ciliumPolicyFactsOf(policy: CiliumPolicy): readonly PolicyFact[] {
  const { object, scope } = policy;
  return policy.rules
    .filter((rule) => rule.nodeSelector.state === 'absent')
    .map((rule) => ({
      kind: 'CiliumPolicy',
      name: textOrTemplate(object.document, object.name),
      namespace: scope === 'clusterwide' ? '*' : namespaceOf(object),
      subject: subjectOf(object, rule.node, 'endpointSelector', rule.endpointSelector),
      ingress: allowedBy(rule, 'ingress', scope),
      egress: allowedBy(rule, 'egress', scope),
      allPodsPeers: 0,
    }));
}

function allowedBy(
  rule: CiliumRule,
  direction: Direction,
  scope: CiliumPolicy['scope'],
): readonly RuleFact[] {
  return rule.sections
    .filter((section) => section.direction === direction && !section.isDeny)
    .flatMap(({ entries }) => entries)
    .map((entry) => ({
      everyPeer: allowsEveryPeer(entry),
      allPods: includesAllPods(entry, scope),
      clusterDns: includesDns(entry, scope),
      ownNode: includesOwnNode(entry),
      otherNodes: includesOtherNodes(entry),
      mayIncludePods: mayIncludePods(entry),
      mayIncludeNodes: mayIncludeNodes(entry),
      ports: ciliumPorts(entry),
    }));
}

/** The requirements of the selector in the field `name`, or the template text that they come from. */
function subjectOf(
  { document }: KubernetesObject,
  parent: YamlMap | undefined,
  name: string,
  selector: Traced<LabelSelector>,
): readonly Requirement[] | undefined {
  const requirements =
    selector.state === 'known' ? requirementsOf(document, selector.value) : undefined;
  return requirements ?? templateRequirement(document, parent, name);
}

/** A namespace whose text cannot be read at all is like that of no other policy. */
function namespaceOf({ document, namespace }: KubernetesObject): string {
  return namespace.state === 'absent' ? '' : (textOrTemplate(document, namespace) ?? '{{}}');
}

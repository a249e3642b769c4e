import type { CiliumEntry, CiliumPolicy, CiliumRule } from '../model/cilium-policy';
import { readDeployed } from '../model/deployment/deployed-document';
import type { KubernetesObject } from '../model/kubernetes-object';
import type { LabelSelector } from '../model/label-selector';
import {
  type Direction,
  listsDirection,
  type NetworkPolicy,
  type PolicyRule,
  type PolicySection,
  sectionsOf,
} from '../model/network-policy';
import { known, type Traced } from '../model/traced';
import { entryMayTakeInLocalDns, ruleMayTakeInLocalDns } from '../policy/dns/local-dns-range';
import {
  mayIncludeClusterDns,
  mayIncludeDnsCache,
  mayReachClusterDns,
  mayReachDnsCache,
} from '../policy/dns/may-reach-dns';
import { type ProxiedNames, proxiedNames } from '../policy/dns/proxied-names';
import {
  allowsEveryPeer,
  ciliumPorts,
  includesAllPods,
  includesDns,
  includesOtherNodes,
  includesOwnNode,
  mayIncludeNodes,
  mayIncludeOutside,
  mayIncludePods,
} from '../policy/peers/cilium-peers';
import {
  isAllPodsPeer,
  mayReachNodes,
  mayReachOutside,
  mayReachPods,
  reachesClusterDns,
} from '../policy/peers/peers';
import { type PortSet, portsOf } from '../policy/ports/ports';
import type { Answer } from '../profile/profile';
import type { YamlDocument } from '../syntax/yaml/document';
import type { YamlMap } from '../syntax/yaml/tree';
import {
  namespaceText,
  type Requirement,
  requirementsOf,
  templateRequirement,
  textOrTemplate,
} from './subject';

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
  /** Whether its pods are left with nothing but what policies allow them, by direction. */
  readonly isolates: { readonly [D in Direction]: Answer };
  /** No template adds rules, by direction. */
  readonly isComplete: { readonly [D in Direction]: boolean };
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
  /** Addresses outside the cluster may be, if only a few. */
  readonly mayIncludeOutside: boolean;
  /** The DNS pods may be, by a selector that does not name them or by what a template adds. */
  readonly mayIncludeDns: boolean;
  /** The addresses of LocalDNS may be, where they count as outside the cluster. */
  readonly mayIncludeLocalDns: boolean;
  /** The pods of a DNS cache on the nodes may be, which a local redirect policy puts in the way to cluster DNS. */
  readonly mayIncludeDnsCache: boolean;
  readonly ports: PortSet;
  /** The look-ups that it sends through the DNS proxy; absent where it has no `rules.dns`. */
  readonly names?: ProxiedNames;
}

/** The fact of one NetworkPolicy; the same object whenever it is asked for. */
export function policyFactOf(policy: NetworkPolicy): PolicyFact {
  const facts = policy.object.document.derived(networkPolicyFacts);
  return facts.get(policy) ?? readNetworkPolicy(policy);
}

function networkPolicyFacts(document: YamlDocument): ReadonlyMap<NetworkPolicy, PolicyFact> {
  return readDeployed(document, 'NetworkPolicy', readNetworkPolicy);
}

function readNetworkPolicy(policy: NetworkPolicy): PolicyFact {
  const { object, podSelector } = policy;
  return {
    kind: 'NetworkPolicy',
    name: textOrTemplate(object.document, object.name),
    namespace: namespaceText(object),
    subject:
      podSelector.state === 'absent'
        ? []
        : subjectOf(object, policy.spec, 'podSelector', podSelector),
    ingress: ruleFacts(policy.ingress, namespaceText(object)),
    egress: ruleFacts(policy.egress, namespaceText(object)),
    // Without a spec it is no policy yet.
    isolates:
      policy.specField === undefined
        ? { ingress: 'unknown', egress: 'unknown' }
        : {
            ingress: listsDirection(policy, 'ingress'),
            egress: listsDirection(policy, 'egress'),
          },
    isComplete: { ingress: policy.ingress.isComplete, egress: policy.egress.isComplete },
    allPodsPeers: sectionsOf(policy)
      .flatMap((section) => section.rules)
      .flatMap((rule) => rule.peers)
      .filter(isAllPodsPeer).length,
  };
}

function ruleFacts(section: PolicySection, namespace: string): readonly RuleFact[] {
  return section.rules.map((rule) => ruleFactOf(rule, namespace));
}

/** What one rule of a NetworkPolicy lets through, in a policy of that namespace. */
export function ruleFactOf(rule: PolicyRule, namespace = ''): RuleFact {
  return {
    everyPeer: rule.isForEveryPeer,
    allPods: rule.isForEveryPeer || rule.peers.some(isAllPodsPeer),
    clusterDns: reachesClusterDns(rule),
    ownNode: rule.isForEveryPeer,
    otherNodes: rule.isForEveryPeer,
    mayIncludePods: mayReachPods(rule),
    mayIncludeNodes: mayReachNodes(rule),
    mayIncludeOutside: mayReachOutside(rule),
    mayIncludeDns: mayReachClusterDns(rule, namespace),
    mayIncludeLocalDns: ruleMayTakeInLocalDns(rule),
    mayIncludeDnsCache: mayReachDnsCache(rule, namespace),
    ports: portsOf(rule),
  };
}

/** The facts of a Cilium policy, one for each of its `spec` and `specs` that is for pods. */
export function ciliumPolicyFactsOf(policy: CiliumPolicy): readonly PolicyFact[] {
  return ciliumSpecFactsOf(policy).map(({ fact }) => fact);
}

/** One `spec` of a Cilium policy, and what it allows. */
export interface CiliumSpecFact {
  readonly rule: CiliumRule;
  readonly fact: PolicyFact;
}

/** The facts of a Cilium policy, each with its `spec`; the same objects whenever they are asked for. */
export function ciliumSpecFactsOf(policy: CiliumPolicy): readonly CiliumSpecFact[] {
  const facts = policy.object.document.derived(ciliumPolicyFacts);
  return facts.get(policy) ?? readCiliumPolicy(policy);
}

function ciliumPolicyFacts(
  document: YamlDocument,
): ReadonlyMap<CiliumPolicy, readonly CiliumSpecFact[]> {
  return new Map(
    [...readDeployed(document, 'CiliumPolicy', factsOfSpecs)].map(([policy, facts]) => [
      policy,
      zipped(rulesForPods(policy), facts),
    ]),
  );
}

function factsOfSpecs(policy: CiliumPolicy): readonly PolicyFact[] {
  return readCiliumPolicy(policy).map(({ fact }) => fact);
}

/** A patch may have added a spec, or taken one away. */
function zipped(rules: readonly CiliumRule[], facts: readonly PolicyFact[]) {
  return rules.flatMap((rule, index) => {
    const fact = facts[index];
    return fact === undefined ? [] : [{ rule, fact }];
  });
}

function rulesForPods({ rules }: CiliumPolicy): readonly CiliumRule[] {
  return rules.filter((rule) => rule.nodeSelector.state === 'absent');
}

function readCiliumPolicy(policy: CiliumPolicy): readonly CiliumSpecFact[] {
  const { object, scope } = policy;
  const namespace = scope === 'clusterwide' ? '*' : namespaceText(object);
  return rulesForPods(policy).map((rule) => ({
    rule,
    fact: {
      kind: 'CiliumPolicy',
      name: textOrTemplate(object.document, object.name),
      namespace,
      subject: subjectOf(object, rule.node, 'endpointSelector', rule.endpointSelector),
      ingress: allowedBy(rule, 'ingress', scope, namespace),
      egress: allowedBy(rule, 'egress', scope, namespace),
      isolates: { ingress: isolates(rule, 'ingress'), egress: isolates(rule, 'egress') },
      isComplete: { ingress: isComplete(rule, 'ingress'), egress: isComplete(rule, 'egress') },
      allPodsPeers: 0,
    },
  }));
}

function allowedBy(
  rule: CiliumRule,
  direction: Direction,
  scope: CiliumPolicy['scope'],
  namespace: string,
): readonly RuleFact[] {
  return rule.sections
    .filter((section) => section.direction === direction && !section.isDeny)
    .flatMap(({ entries }) => entries)
    .map((entry) => entryFact(entry, scope, namespace));
}

function entryFact(entry: CiliumEntry, scope: CiliumPolicy['scope'], namespace: string): RuleFact {
  const names = proxiedNames(entry);
  return {
    everyPeer: allowsEveryPeer(entry),
    allPods: includesAllPods(entry, scope),
    clusterDns: includesDns(entry, scope),
    ownNode: includesOwnNode(entry),
    otherNodes: includesOtherNodes(entry),
    mayIncludePods: mayIncludePods(entry),
    mayIncludeNodes: mayIncludeNodes(entry),
    mayIncludeOutside: mayIncludeOutside(entry),
    mayIncludeDns: mayIncludeClusterDns(entry, scope, namespace),
    mayIncludeLocalDns: entryMayTakeInLocalDns(entry),
    mayIncludeDnsCache: mayIncludeDnsCache(entry, scope, namespace),
    ports: ciliumPorts(entry),
    ...(names === undefined ? {} : { names }),
  };
}

/** Rules of a direction, even those that deny, take away what they do not allow, unless they are told not to. */
function isolates(rule: CiliumRule, direction: Direction): Answer {
  const isOff = rule.enableDefaultDeny[direction];
  if (known(isOff) === false) {
    return 'no';
  }
  const sections = rule.sections.filter((section) => section.direction === direction);
  if (sections.some(({ entries }) => entries.length > 0)) {
    return isOff.state === 'unknown' ? 'unknown' : 'yes';
  }
  return isComplete(rule, direction) ? 'no' : 'unknown';
}

function isComplete(rule: CiliumRule, direction: Direction): boolean {
  return (
    rule.isComplete &&
    rule.sections
      .filter((section) => section.direction === direction)
      .every((section) => section.isComplete)
  );
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

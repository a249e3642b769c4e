import type { FactView, Located } from '../facts/facts';
import { neighboursOf } from '../facts/neighbours';
import { isFixedNamespace, locate, placeOf } from '../facts/place';
import {
  ciliumSpecFactsOf,
  type PolicyFact,
  policyFactOf,
  type RuleFact,
} from '../facts/policy-fact';
import { implies, mayOverlap } from '../facts/subject';
import { clusterDns } from '../knowledge/policy-vocabulary';
import type { CiliumSection } from '../model/cilium-policy';
import type { PolicySection } from '../model/network-policy';
import type { Range } from '../text/range';
import { type AnyPolicy, isCiliumPolicy } from './any-policy';
import { endpointSelection, type PodSelection, subjectSelection } from './peers/pod-selection';
import { podsAtHand } from './peers/pods-at-hand';
import { mayAllow } from './ports/ports';

/** The egress rules of a policy, or of one `spec` of a Cilium policy. */
export interface EgressRules {
  readonly fact: PolicyFact;
  readonly section: PolicySection | CiliumSection;
  /** Where the section is written. */
  readonly at: Range;
  /** The pods that they are for, as far as they can be told. */
  readonly pods: PodSelection | undefined;
  /** The other parts of the same policy. */
  readonly siblings: readonly PolicyFact[];
}

/** The parts of a policy that are written to limit egress. */
export function egressRulesOf(policy: AnyPolicy): readonly EgressRules[] {
  if (!isCiliumPolicy(policy)) {
    const { egress: section } = policy;
    const part = { section, pods: subjectSelection(policy), fact: policyFactOf(policy) };
    return section.field === undefined
      ? []
      : [{ ...part, at: section.field.keyRange, siblings: [] }];
  }
  const specs = ciliumSpecFactsOf(policy);
  return specs.flatMap(({ rule, fact }) => {
    const section = rule.sections.find((each) => each.direction === 'egress' && !each.isDeny);
    return section?.field === undefined
      ? []
      : [
          {
            fact,
            section,
            at: section.field.keyRange,
            pods: endpointSelection(policy, rule),
            siblings: specs.map((each) => each.fact).filter((each) => each !== fact),
          },
        ];
  });
}

/**
 * Every rule that may be for some of the pods, of whichever policy; undefined when a template may add others. Policies
 * whose namespace is not written may go to any.
 */
export function allEgressFor(
  { fact, siblings }: EgressRules,
  facts: FactView,
): readonly RuleFact[] | undefined {
  const all = facts.near('policy', fact.namespace);
  const { overlapping } = neighboursOf(fact, all);
  const near = siblings.filter(
    ({ subject }) =>
      subject === undefined || fact.subject === undefined || mayOverlap(subject, fact.subject),
  );
  const together = [fact, ...near, ...overlapping];
  if (together.some(({ isComplete }) => !isComplete.egress)) {
    return undefined;
  }
  const loose = isFixedNamespace(fact.namespace) ? dnsPolicies(all).loose : dnsPolicies(all).every;
  const elsewhere = loose.filter(
    ({ subject }) => subject === undefined || implies(fact.subject ?? [], subject, ''),
  );
  return [...together, ...elsewhere].flatMap(({ egress }) => egress);
}

/** Policies that let names be looked up. */
interface DnsPolicies {
  readonly every: readonly PolicyFact[];
  /** Those whose namespace is not written, so that they may go to any. */
  readonly loose: readonly PolicyFact[];
}

/** Goes with the list of facts. */
const forDns = new WeakMap<readonly Located<PolicyFact>[], DnsPolicies>();

function dnsPolicies(all: readonly Located<PolicyFact>[]): DnsPolicies {
  const known = forDns.get(all);
  if (known !== undefined) {
    return known;
  }
  const every = all
    .map(({ fact }) => fact)
    .filter(({ egress }) => egress.some((rule) => mayReachDns(rule, 'UDP')));
  const loose = every.filter(({ namespace }) => !isFixedNamespace(namespace));
  forDns.set(all, { every, loose });
  return { every, loose };
}

type Protocol = (typeof clusterDns.protocols)[number];

/** Whether a rule lets look-ups over the protocol reach the DNS pods, or may do so. */
export function mayReachDns(rule: RuleFact, protocol: Protocol): boolean {
  return (
    (rule.clusterDns || rule.mayIncludeDns || rule.mayIncludeNodes) && mayAllowDns(rule, protocol)
  );
}

/** Whether a rule allows the port of DNS over the protocol, or may do so, whoever its peers are. */
export function mayAllowDns({ ports }: RuleFact, protocol: Protocol): boolean {
  return mayAllow(ports, protocol, clusterDns.port, clusterDns.portNames[protocol]);
}

/** Whether a rule lists the port of DNS itself, so that its author has thought of names. */
export function listsDns({ ports }: RuleFact): boolean {
  return (
    ports !== 'every' &&
    (ports.spans.some(({ from }) => from === clusterDns.port) ||
      ports.names.some((name) =>
        clusterDns.protocols.some(
          (protocol) => name === `${protocol}/${clusterDns.portNames[protocol]}`,
        ),
      ))
  );
}

/** Whether the pods that the rules are for look names up elsewhere, as those of DNS itself do. */
export function looksNamesUpElsewhere({ fact, pods }: EgressRules, facts: FactView): boolean {
  const words = (pods?.requirements ?? []).flatMap(({ values }) => values);
  if (words.some((word) => dnsWords.test(word))) {
    return true;
  }
  const own = locate('policy', fact, facts);
  // What holds for all pods of a namespace is hardly so for each of them.
  const meant =
    pods === undefined || pods.requirements.length === 0 || own === undefined
      ? []
      : podsAtHand(pods, placeOf(own), facts).filter(({ isMeant }) => isMeant !== 'unknown');
  return (
    meant.length > 0 &&
    meant.every(
      ({ pods: { fact: each } }) =>
        each.hostNetwork !== 'no' || !(each.dnsPolicy ?? '').startsWith('ClusterFirst'),
    )
  );
}

const dnsWords = /^(?:core-?dns|kube-?dns|node-?local-?dns)\b/;

/**
 * Whether the files at hand show which policies the namespace has: it is theirs, or they hold the one that closes
 * egress for all of its pods.
 */
export function isNamespaceAtHand({ fact }: EgressRules, facts: FactView): boolean {
  const { namespace } = fact;
  return (
    isFixedNamespace(namespace) &&
    (facts.all('namespace').some((each) => each.fact.name === namespace) ||
      closedNamespaces(facts.near('policy', namespace)).has(namespace))
  );
}

/** Goes with the list of facts. */
const closed = new WeakMap<readonly Located<PolicyFact>[], ReadonlySet<string>>();

function closedNamespaces(all: readonly Located<PolicyFact>[]): ReadonlySet<string> {
  const known =
    closed.get(all) ??
    new Set(
      all
        .map(({ fact }) => fact)
        .filter(
          ({ subject, isolates, egress }) =>
            subject?.length === 0 && isolates.egress === 'yes' && egress.length === 0,
        )
        .map(({ namespace }) => namespace),
    );
  closed.set(all, known);
  return known;
}

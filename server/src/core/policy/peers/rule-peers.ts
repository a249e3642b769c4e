import type { FactView, Located } from '../../facts/facts';
import { neighboursOf } from '../../facts/neighbours';
import { locate } from '../../facts/place';
import {
  ciliumSpecFactsOf,
  type PolicyFact,
  policyFactOf,
  type RuleFact,
} from '../../facts/policy-fact';
import { mayOverlap } from '../../facts/subject';
import { isIdentityLabel } from '../../knowledge/labels';
import type { CiliumEntry, CiliumSection } from '../../model/cilium-policy';
import {
  type Direction,
  type NetworkPolicy,
  type PolicyRule,
  sectionsOf,
} from '../../model/network-policy';
import { known } from '../../model/traced';
import type { Range } from '../../text/range';
import { type AnyPolicy, isCiliumPolicy } from '../any-policy';
import {
  endpointSelection,
  endpointsSelection,
  type PodSelection,
  peerSelection,
  subjectSelection,
} from './pod-selection';

/** A rule of a policy of either API: whom it is for, and whom it lets them talk to. */
export interface RulePeers {
  readonly direction: Direction;
  /** The policy, or the `spec` of it, that the rule is in; found among the facts. */
  readonly policy: Located<PolicyFact>;
  readonly fact: RuleFact;
  /** What the same policy says beside it. */
  readonly siblings: readonly PolicyFact[];
  readonly subject: PodSelection | undefined;
  readonly selectors: readonly PeerSelector[];
  /** The rule is for no others than those that its selectors name. */
  readonly isForSelectorsOnly: boolean;
  readonly written:
    | { readonly policy: NetworkPolicy; readonly rule: PolicyRule }
    | { readonly section: CiliumSection; readonly entry: CiliumEntry };
}

/** A selector for pods among the peers of a rule; its selection is undefined when it cannot be told. */
export interface PeerSelector {
  readonly range: Range;
  readonly selection: PodSelection | undefined;
}

/** Every rule of a policy that allows something, in the order they are written. */
export function rulePeersOf(policy: AnyPolicy, facts: FactView): readonly RulePeers[] {
  return isCiliumPolicy(policy) ? ciliumRules(policy, facts) : networkPolicyRules(policy, facts);
}

function networkPolicyRules(policy: NetworkPolicy, facts: FactView): readonly RulePeers[] {
  const located = locate('policy', policyFactOf(policy), facts);
  if (located === undefined) {
    return [];
  }
  const subject = subjectSelection(policy);
  return sectionsOf(policy).flatMap(({ direction, rules }) =>
    rules.flatMap((rule, index) => {
      const fact = located.fact[direction][index];
      const selectors = rule.peers
        .filter(({ ipBlock }) => ipBlock === undefined)
        .map((peer) => ({ range: peer.range, selection: peerSelection(policy, peer, facts) }));
      const isForSelectorsOnly =
        rule.isComplete && selectors.length > 0 && selectors.length === rule.peers.length;
      const part = { direction, policy: located, siblings: [], subject, selectors };
      return fact === undefined
        ? []
        : [{ ...part, fact, isForSelectorsOnly, written: { policy, rule } }];
    }),
  );
}

function ciliumRules(
  policy: Exclude<AnyPolicy, NetworkPolicy>,
  facts: FactView,
): readonly RulePeers[] {
  const { object, scope } = policy;
  const specs = ciliumSpecFactsOf(policy);
  return specs.flatMap(({ rule, fact: own }) => {
    const located = locate('policy', own, facts);
    if (located === undefined) {
      return [];
    }
    const subject = endpointSelection(policy, rule);
    const siblings = specs.map(({ fact }) => fact).filter((fact) => fact !== own);
    return rule.sections
      .filter(({ isDeny }) => !isDeny)
      .flatMap((section) =>
        section.entries.flatMap((entry, index): readonly RulePeers[] => {
          const { direction } = section;
          const fact = own[direction][index];
          const selectors = (known(entry.endpoints) ?? []).map((selector) => ({
            range: selector.range,
            selection: endpointsSelection(object.document, selector, scope),
          }));
          const isForSelectorsOnly =
            entry.isComplete && selectors.length > 0 && entry.members.size === 1;
          const part = { direction, policy: located, siblings, subject, selectors };
          return fact === undefined
            ? []
            : [{ ...part, fact, isForSelectorsOnly, written: { section, entry } }];
        }),
      );
  });
}

/**
 * Everything that policies let the pods of a rule do beside it, as far as the files tell; undefined when a template may
 * add to it. What is for no pod on Cilium does not count.
 */
export function rulesBeside(
  { policy: { fact: own }, fact, siblings, direction }: RulePeers,
  facts: FactView,
): readonly RuleFact[] | undefined {
  const { overlapping } = neighboursOf(own, facts.near('policy', own.namespace));
  const near = siblings.filter(
    ({ subject }) =>
      subject === undefined || own.subject === undefined || mayOverlap(subject, own.subject),
  );
  const others = [...near, ...overlapping].filter((other) => !isForNobody(other, facts));
  const together = [own, ...others];
  return together.some(({ isComplete }) => !isComplete[direction])
    ? undefined
    : together.flatMap((each) => each[direction]).filter((each) => each !== fact);
}

/** It asks for a label that no identity has; where a ConfigMap says which labels have one, nobody knows. */
function isForNobody({ subject = [] }: PolicyFact, facts: FactView): boolean {
  const asksForExcluded = subject.some(
    ({ key, operator }) => (operator === 'In' || operator === 'Exists') && !isIdentityLabel(key),
  );
  return asksForExcluded && facts.all('labelFilter').length === 0;
}

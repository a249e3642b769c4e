import type { FactView, Located } from '../facts/facts';
import { ciliumSpecFactsOf, type PolicyFact, type RuleFact } from '../facts/policy-fact';
import { mayOverlap, type Requirement } from '../facts/subject';
import { systemNamespaces } from '../knowledge/policy-pitfalls';
import { clusterDns, namespaceLabels } from '../knowledge/policy-vocabulary';
import type { CiliumPolicy, CiliumRule, CiliumSection } from '../model/cilium-policy';
import type { Range } from '../text/range';
import { fulfils } from './peers/pod-selection';
import { coversPorts, joinPorts } from './ports/ports';

/** A part of a clusterwide policy that closes the pods of AKS itself with all others. */
export interface SystemIsolation {
  readonly rule: CiliumRule;
  readonly at: Range;
  readonly directions: readonly ('ingress' | 'egress')[];
  /** It only denies, and closes what it does not name all the same. */
  readonly isDenyOnly: boolean;
}

const [system] = systemNamespaces;
const systemName = system?.name ?? '';
/** What every pod of the namespace has. */
const systemLabels = [{ key: namespaceLabels.ofEndpoint, value: systemName }];
const systemSubject: readonly Requirement[] = [
  { key: namespaceLabels.ofEndpoint, operator: 'In', values: [systemName] },
];

/**
 * The parts of a clusterwide policy that are for the pods of every namespace and leave them with less than they need.
 * Nothing where a policy at hand is for the pods of AKS, or allows everybody what is missing.
 */
export function systemIsolations(
  policy: CiliumPolicy,
  facts: FactView,
): readonly SystemIsolation[] {
  if (policy.scope !== 'clusterwide') {
    return [];
  }
  const all = facts.near('policy', systemName);
  return ciliumSpecFactsOf(policy).flatMap(({ rule, fact }) => {
    if (!isForAllNamespaces(fact.subject)) {
      return [];
    }
    const directions = (['ingress', 'egress'] as const).filter((direction) =>
      isClosed(fact, direction, all),
    );
    const closing = rule.sections.filter(
      ({ direction, entries }) => directions.includes(direction) && entries.length > 0,
    );
    const [first] = [...closing].sort((a, b) => startOf(a) - startOf(b));
    return first?.field === undefined
      ? []
      : [
          {
            rule,
            at: first.field.keyRange,
            directions,
            isDenyOnly: closing.every(({ isDeny }) => isDeny),
          },
        ];
  });
}

function startOf({ field }: CiliumSection): number {
  return field?.keyRange.start ?? 0;
}

/** Nothing but namespaces is asked for, and nothing that names the system's. */
function isForAllNamespaces(subject: readonly Requirement[] | undefined): boolean {
  return (
    subject?.every(
      ({ key, operator }) => key === namespaceLabels.ofEndpoint && operator !== 'In',
    ) === true && fulfils(systemLabels, true, subject) === 'yes'
  );
}

function isClosed(
  fact: PolicyFact,
  direction: 'ingress' | 'egress',
  all: readonly Located<PolicyFact>[],
): boolean {
  if (fact.isolates[direction] !== 'yes' || !fact.isComplete[direction]) {
    return false;
  }
  const others = all
    .map((each) => each.fact)
    .filter((other) => other !== fact && mayBeForSystem(other) && other[direction].length > 0);
  // Whoever has written a policy for the pods of AKS has thought of them.
  if (others.some(isForSystem)) {
    return false;
  }
  // Policies that leave some pods out may be for these all the same.
  const rules = [fact, ...others.filter(isGeneral)].flatMap((each) => each[direction]);
  return !isEnough(rules, direction);
}

function mayBeForSystem({ namespace, subject }: PolicyFact): boolean {
  return (
    namespace === systemName ||
    (namespace === '*' && (subject === undefined || mayOverlap(subject, systemSubject)))
  );
}

function isForSystem({ namespace, subject }: PolicyFact): boolean {
  return (
    namespace === systemName ||
    subject === undefined ||
    subject.some(
      ({ key, operator }) =>
        operator === 'template' || (operator === 'In' && systemKeys.includes(key)),
    )
  );
}

/** With values of these a policy may mean pods of the system; with those of other labels, it means others. */
const systemKeys: readonly string[] = [namespaceLabels.ofEndpoint, clusterDns.podLabel.key];

function isGeneral({ subject }: PolicyFact): boolean {
  return subject?.every(({ operator }) => operator !== 'In') === true;
}

/** All pods get in; or everything is let out, of the cluster as well. */
function isEnough(rules: readonly RuleFact[], direction: 'ingress' | 'egress'): boolean {
  const covers = (isMeant: (rule: RuleFact) => boolean) =>
    coversPorts(joinPorts(rules.filter(isMeant).map(({ ports }) => ports)), 'every');
  const pods = covers(({ allPods }) => allPods);
  return direction === 'ingress'
    ? pods
    : pods && covers(({ mayIncludeOutside, everyPeer }) => mayIncludeOutside || everyPeer);
}

import type { Configuration } from '../config/configuration';
import { errorsByMinor, type MinorErrors } from '../engine/errors-by-minor';
import type { FactIndex } from '../engine/fact-list';
import { factIndex } from '../engine/facts-index';
import { ciliumSpecFactsOf, type PolicyFact, policyFactOf } from '../facts/policy-fact';
import { namespaceText } from '../facts/subject';
import type { CiliumPolicy } from '../model/cilium-policy';
import { objectsOf } from '../model/kinds';
import type { KubernetesObject } from '../model/kubernetes-object';
import type { NetworkPolicy } from '../model/network-policy';
import {
  endpointSelection,
  type PodSelection,
  subjectSelection,
} from '../policy/peers/pod-selection';
import { isCilium } from '../profile/answers';
import type { PlacedDocument } from '../syntax/yaml/document-group';
import { type Range, shiftRange } from '../text/range';
import type { Snapshot } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';
import { subjectText } from './lenses/subject-text';

/** A line above a policy. */
export interface CodeLens {
  readonly range: Range;
  /** Plain text; holds names of the file. */
  readonly title: string;
  /** A rule whose page says more. */
  readonly rule?: string;
}

/**
 * What is shown above every policy of the file: whom it is for, which directions it closes, and on which Cilium it has
 * errors. Empty unless the setting asks for it. A generator that yields between documents, for hosts with a user waiting.
 */
export function* codeLenses(
  snapshot: Snapshot,
  configuration: Configuration,
  workspace?: Workspace,
): Generator<void, readonly CodeLens[], void> {
  const { codeLens, ignored, profile } = configuration;
  if (codeLens === 'off' || ignored || isCilium(profile) === 'no') {
    return [];
  }
  const facts = factIndex(snapshot, workspace);
  const lenses: CodeLens[] = [];
  for (const placed of snapshot.documents) {
    if (placed.document.problems.length === 0) {
      lenses.push(...(yield* lensesOf(placed, snapshot.uri, configuration, facts)));
    }
    yield;
  }
  return lenses;
}

/** One `spec` of a policy. */
interface Part {
  readonly fact: PolicyFact;
  readonly selection: PodSelection | undefined;
}

function* lensesOf(
  { document, start }: PlacedDocument,
  uri: string,
  configuration: Configuration,
  facts: FactIndex,
): Generator<void, readonly CodeLens[], void> {
  const policies = [
    ...objectsOf(document, 'NetworkPolicy').map((policy) => ({
      object: policy.object,
      parts: networkPolicyParts(policy),
    })),
    ...objectsOf(document, 'CiliumPolicy').map((policy) => ({
      object: policy.object,
      parts: ciliumPolicyParts(policy),
    })),
  ];
  const lenses: CodeLens[] = [];
  for (const { object, parts } of policies) {
    const head = object.node.entries[0]?.keyRange ?? object.kindRange;
    const range = shiftRange(head, start);
    const errors = yield* errorsByMinor(document, object.range, configuration, facts);
    lenses.push(
      ...subjectTitles(object, parts, uri, facts).map((title) => ({ range, title })),
      ...isolationTitles(parts).map((title) => ({ range, title })),
      ...errorLenses(errors).map((lens) => ({ range, ...lens })),
    );
  }
  return lenses;
}

function networkPolicyParts(policy: NetworkPolicy): readonly Part[] {
  return policy.specField === undefined
    ? []
    : [{ fact: policyFactOf(policy), selection: subjectSelection(policy) }];
}

function ciliumPolicyParts(policy: CiliumPolicy): readonly Part[] {
  return ciliumSpecFactsOf(policy).map(({ rule, fact }) => ({
    fact,
    selection: endpointSelection(policy, rule),
  }));
}

function subjectTitles(
  object: KubernetesObject,
  parts: readonly Part[],
  uri: string,
  facts: FactIndex,
): readonly string[] {
  const from = { uri, namespace: namespaceText(object) };
  return parts.flatMap(({ selection }) => subjectText(selection, from, facts) ?? []);
}

/** What all parts together close for the pods of each; said only when it is the same for all. */
function isolationTitles(parts: readonly Part[]): readonly string[] {
  const titles = new Set(parts.map(({ fact }) => isolationTitle(fact)));
  return titles.size === 1 ? [...titles] : [];
}

function isolationTitle({ isolates }: PolicyFact): string {
  const directions = ['ingress', 'egress'] as const;
  const closed = directions.filter((direction) => isolates[direction] === 'yes');
  const perhaps = directions.filter((direction) => isolates[direction] === 'unknown');
  const parts = [
    ...(closed.length === 0 ? [] : [`Closes ${closed.join(' and ')} except for what is allowed`]),
    ...(perhaps.length === 0 ? [] : [`May close ${perhaps.join(' and ')}`]),
  ];
  return parts.length === 0 ? 'Closes nothing' : parts.join(' · ');
}

function errorLenses(errors: readonly MinorErrors[]): readonly Omit<CodeLens, 'range'>[] {
  const minors = (list: readonly MinorErrors[]) => minorsText(list, errors);
  const wrong = errors.filter((each) => each.rules.length > 0);
  if (errors.length === 0 || wrong.length === 0) {
    return errors.length === 0 ? [] : [{ title: `No errors on Cilium ${minors(errors)}` }];
  }
  const rules = [...new Set(wrong.flatMap((each) => each.rules))];
  const [rule] = rules;
  const right = errors.filter((each) => each.rules.length === 0);
  const rest = right.length === 0 ? '' : `; none on ${minors(right)}`;
  return [
    {
      title: `Errors on Cilium ${minors(wrong)}: ${rules.join(', ')}${rest}`,
      ...(rule === undefined ? {} : { rule }),
    },
  ];
}

/** The minors, from one to another where they follow each other among all. */
function minorsText(list: readonly MinorErrors[], all: readonly MinorErrors[]): string {
  const [first] = list;
  const last = list.at(-1);
  const start = first === undefined ? 0 : all.indexOf(first);
  const isRow = list.every((each, index) => each === all[start + index]);
  return isRow && list.length > 2
    ? `${first?.minor} to ${last?.minor}`
    : list.map(({ minor }) => minor).join(', ');
}

import { conditionSpan } from '../../knowledge/policy-validity';
import type { CiliumPolicy, CiliumRule, CiliumSection } from '../../model/cilium-policy';
import { fieldOf } from '../../model/traced';
import { type MinorVerdict, overMinors, overSpan } from '../../profile/cilium-minors';
import type { ClusterProfile } from '../../profile/profile';
import { isNull } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { inEveryVersion, notEnforced, refused } from './cilium-consequence';
import { beginningOf } from './cilium-entries';

/** What is wrong with whom a rule is for. */
export interface SubjectProblem {
  readonly is: 'both' | 'neither' | 'nodeSelector';
  readonly at: Range;
  readonly consequence: string;
  readonly isSure: boolean;
}

/** Whom the rules of a policy are for, where that makes the policy invalid. */
export function subjectProblems(
  policy: CiliumPolicy,
  profile: ClusterProfile,
): readonly SubjectProblem[] {
  const { rules } = policy;
  return rules.flatMap((rule): readonly SubjectProblem[] => {
    const { node } = rule;
    const endpoints = fieldOf(node, 'endpointSelector');
    const nodes = fieldOf(node, 'nodeSelector');
    if (node === undefined) {
      return [];
    }
    if (endpoints !== undefined && nodes !== undefined) {
      const later = endpoints.keyRange.start < nodes.keyRange.start ? nodes : endpoints;
      return [
        { is: 'both', at: later.keyRange, consequence: refused(inEveryVersion), isSure: true },
      ];
    }
    if (endpoints === undefined && nodes === undefined) {
      const isKnown = !node.open && hasRules(rule) && !isPatch(policy);
      const at = placeOf(policy, rule);
      // A patch of a policy may leave out its selector, and does not say that it is a patch.
      return isKnown
        ? [{ is: 'neither', at, consequence: refused(inEveryVersion), isSure: false }]
        : [];
    }
    const verdict = nodeSelectorVerdict(policy, rule, profile);
    return nodes === undefined || isNull(nodes.node) || verdict.answer === 'no'
      ? []
      : [
          {
            is: 'nodeSelector',
            at: nodes.keyRange,
            consequence: notEnforced(verdict),
            isSure: verdict.answer === 'yes',
          },
        ];
  });
}

/** In which versions a rule makes its policy invalid if it has a nodeSelector. */
export function nodeSelectorVerdict(
  { scope, spec }: CiliumPolicy,
  { node }: CiliumRule,
  profile: ClusterProfile,
): MinorVerdict {
  if (scope === 'clusterwide') {
    return overMinors(profile, () => false);
  }
  return spec?.node === node
    ? inEveryVersion
    : overSpan(profile, conditionSpan('node-selector-in-specs'));
}

function hasRules({ sections }: CiliumRule): boolean {
  return sections.some(({ field }) => field !== undefined);
}

/** Directives of a strategic merge patch say that the rest stands elsewhere. */
function isPatch({ object }: CiliumPolicy): boolean {
  return /["']?\$patch["']?\s*:/.test(object.document.text);
}

/** The key `spec`, or the item of `specs`. */
function placeOf({ spec }: CiliumPolicy, { node, range }: CiliumRule): Range {
  return spec !== undefined && spec.node === node
    ? spec.keyRange
    : node === undefined
      ? range
      : beginningOf(node);
}

/** Why there is nothing in a policy that could be enforced. */
export interface EmptyProblem {
  readonly is: 'emptyLists' | 'emptySpec' | 'emptySpecs' | 'noLists' | 'noSpec' | 'onlySwitch';
  readonly at: Range;
  readonly consequence: string;
  readonly isSure: boolean;
  /** An empty list that probably was to deny everything. */
  readonly list?: CiliumSection;
}

const nothing = 'is stored, but does nothing';

/** What a policy lacks to have any effect. */
export function emptyProblems(
  policy: CiliumPolicy,
  profile: ClusterProfile,
): readonly EmptyProblem[] {
  const { object, spec, specs, rules } = policy;
  if (isPatch(policy)) {
    return [];
  }
  const isAbsent = (field: typeof spec) => field === undefined || isNull(field.node);
  if (isAbsent(spec) && isAbsent(specs)) {
    const at = spec?.keyRange ?? specs?.keyRange ?? object.kindRange;
    const consequence = notEnforced(inEveryVersion);
    return object.node.open ? [] : [{ is: 'noSpec', at, consequence, isSure: true }];
  }
  const isEmpty = specs?.node.kind === 'sequence' && specs.node.items.length === 0;
  if (isAbsent(spec) && isEmpty && !specs.node.open) {
    return [{ is: 'emptySpecs', at: specs.keyRange, consequence: nothing, isSure: true }];
  }
  return rules.flatMap((rule) => emptyRule(policy, rule, profile));
}

function emptyRule(
  policy: CiliumPolicy,
  rule: CiliumRule,
  profile: ClusterProfile,
): readonly EmptyProblem[] {
  const { node, sections } = rule;
  if (node === undefined || node.open || sections.some(mayHaveItems)) {
    return [];
  }
  const at = placeOf(policy, rule);
  if (node.entries.length === 0) {
    return [{ is: 'emptySpec', at, consequence: refused(inEveryVersion), isSure: true }];
  }
  const verdict = overSpan(profile, conditionSpan('rule-lists'));
  const isSure = verdict.answer !== 'unknown';
  const list = sections.find(({ field }) => field !== undefined);
  const { ingress, egress } = rule.enableDefaultDeny;
  if ([ingress, egress].some(({ state }) => state === 'known' || state === 'unknown')) {
    // Older versions isolate the pods by the switch alone.
    const consequence = list === undefined ? refused(verdict) : notEnforced(verdict);
    return verdict.answer === 'no' ? [] : [{ is: 'onlySwitch', at, consequence, isSure }];
  }
  if (list?.field !== undefined) {
    const consequence = verdict.answer === 'no' ? nothing : notEnforced(inEveryVersion);
    return [{ is: 'emptyLists', at: list.field.keyRange, consequence, isSure: true, list }];
  }
  const consequence =
    verdict.answer === 'no'
      ? nothing
      : verdict.answer === 'yes'
        ? refused(verdict)
        : `${refused(verdict)}, and does nothing before`;
  return [{ is: 'noLists', at, consequence, isSure: true }];
}

/** The section is no empty list, and is not left out either; null is against the schema and another matter. */
function mayHaveItems({ field }: CiliumSection): boolean {
  return (
    field !== undefined &&
    !(field.node.kind === 'sequence' && field.node.items.length === 0 && !field.node.open)
  );
}

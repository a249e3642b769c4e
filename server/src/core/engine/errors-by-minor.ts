import type { Configuration, RuleSetting } from '../config/configuration';
import { listedCiliumMinors } from '../knowledge/kubernetes-for-cilium';
import type { ClusterProfile } from '../profile/profile';
import { rules } from '../rules/index';
import type { YamlDocument } from '../syntax/yaml/document';
import type { Range } from '../text/range';
import type { Rule } from './define-rule';
import type { FactIndex } from './fact-list';
import { type RuleSet, ruleSetOf } from './rule-set';
import { runRules } from './run-rules';

/** A Cilium minor, and the rules that report errors in a policy there. */
export interface MinorErrors {
  readonly minor: string;
  /** Names of rules, sorted. */
  readonly rules: readonly string[];
}

/** Rules that judge a policy by itself. What they report as an error is refused, or not enforced. */
const ofPolicies: readonly Rule[] = rules.filter(
  ({ meta }) =>
    ['network-policy', 'cilium-policy'].includes(meta.category) &&
    meta.severity === 'error' &&
    meta.needs === undefined,
);

/** Every minor has a set of its own, since results are kept by document and set. */
const sets = new Map<string, RuleSet>();

function setFor(minor: string): RuleSet {
  const known = sets.get(minor) ?? ruleSetOf([...ofPolicies]);
  sets.set(minor, known);
  return known;
}

/** As they come, whatever the user has set: the question is what Cilium does. */
const asTheyAre: ReadonlyMap<string, RuleSetting> = new Map(
  ofPolicies.map(({ meta }) => [meta.name, { severity: meta.severity, options: {} }]),
);

/** What is wrong with the policy at a place of the document, for every Cilium that AKS runs, oldest first. */
export function* errorsByMinor(
  document: YamlDocument,
  policy: Range,
  configuration: Configuration,
  facts: FactIndex,
): Generator<void, readonly MinorErrors[], void> {
  const { edition } = configuration.profile;
  const errors: MinorErrors[] = [];
  for (const minor of listedCiliumMinors(edition.value)) {
    const judged: Configuration = {
      ...configuration,
      key: `${configuration.key} on Cilium ${minor}`,
      profile: onCilium(configuration.profile, minor),
      rules: asTheyAre,
    };
    const { findings } = yield* runRules(document, judged, { index: facts }, setFor(minor));
    const names = findings
      .filter(({ severity, range }) => severity === 'error' && isIn(range, policy))
      .map(({ rule }) => rule);
    errors.push({ minor, rules: [...new Set(names)].sort() });
  }
  return errors;
}

function onCilium(profile: ClusterProfile, minor: string): ClusterProfile {
  const { candidates: _several, kubernetesVersion: _decides, ...rest } = profile;
  return { ...rest, ciliumVersion: { value: minor, source: { kind: 'default' } } };
}

function isIn(inner: Range, outer: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

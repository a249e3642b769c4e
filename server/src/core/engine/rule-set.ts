import type { Rule } from './define-rule';

/** Rules to run, sorted by what their verdicts depend on. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  /** Judge an object by itself. */
  readonly local: readonly Rule[];
  /** Look at the facts of other objects as well. */
  readonly joining: readonly Rule[];
  readonly byName: ReadonlyMap<string, Rule>;
}

/** The rules as a set; the same list gives the same set, so that results can be kept per set. */
export function ruleSetOf(rules: readonly Rule[]): RuleSet {
  let set = sets.get(rules);
  if (set === undefined) {
    set = {
      rules,
      local: rules.filter(({ meta }) => meta.needs === undefined),
      joining: rules.filter(({ meta }) => meta.needs !== undefined),
      byName: new Map(rules.map((rule) => [rule.meta.name, rule])),
    };
    sets.set(rules, set);
  }
  return set;
}

const sets = new WeakMap<readonly Rule[], RuleSet>();

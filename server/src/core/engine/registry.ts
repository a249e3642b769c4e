import { rules as checkedRules } from '../rules/index';
import type { RuleMeta } from './define-rule';
import { engineRules } from './engine-rules';

const documentationRoot = 'https://github.com/aks-cilium/aks-cilium/blob/main/docs/rules';

/** The page of a rule. */
export function documentationUrl(ruleName: string): string {
  return `${documentationRoot}/${ruleName}.md`;
}

/** A rule as settings and documentation see it, whether a file of `rules/` or the engine itself reports it. */
export type RegisteredRule = RuleMeta & {
  readonly messages: Readonly<Record<string, string>>;
  readonly defaultOptions: Readonly<Record<string, unknown>>;
};

/** Every rule there is, by category and name. */
export const rules: readonly RegisteredRule[] = [
  ...checkedRules.map((rule) => ({ ...rule.meta, defaultOptions: rule.options })),
  ...engineRules.map((meta) => ({ ...meta, defaultOptions: {} })),
];

const byName: ReadonlyMap<string, RegisteredRule> = new Map(rules.map((rule) => [rule.name, rule]));

/** The rule of that name, without its category. */
export function findRule(name: string): RegisteredRule | undefined {
  return byName.get(name);
}

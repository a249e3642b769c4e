import { documentationUrl, rules } from '../../core/index';
import type { RulesResult } from '../../protocol/index';

/** `aksCilium/rules` */
export function describeRules(): RulesResult {
  return {
    rules: rules.map(({ name, title, category, severity }) => ({
      name,
      title,
      category,
      severity,
      documentation: documentationUrl(name),
    })),
  };
}

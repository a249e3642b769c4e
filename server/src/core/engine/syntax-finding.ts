import type { Configuration } from '../config/configuration';
import type { YamlProblem } from '../syntax/yaml/tree';
import { engineRules } from './engine-rules';
import type { Finding } from './finding';
import { fillIn } from './run-rules';

/** The finding for a document that does not parse, unless the rule is off. */
export function syntaxFinding(
  problem: YamlProblem,
  configuration: Configuration,
): Finding | undefined {
  const rule = engineRules.find(({ name }) => name === 'yaml-syntax');
  const severity = configuration.rules.get('yaml-syntax')?.severity ?? 'off';
  if (rule === undefined || severity === 'off') {
    return undefined;
  }
  return {
    rule: rule.name,
    severity,
    message: fillIn(rule.messages.syntax ?? '', { problem: problem.message }),
    range: problem.range,
    related: [],
    tags: [],
    fixes: () => [],
  };
}

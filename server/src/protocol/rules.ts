/** The rules there are, for choosing one by hand. */
export const rulesRequest = 'aksCilium/rules';

/** Opens the page of a rule; takes its name, or nothing to let the user choose. Run by the client. */
export const openRuleDocumentationCommand = 'aksCilium.openRuleDocumentation';

export interface RuleDescription {
  readonly name: string;
  readonly title: string;
  readonly category: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly documentation: string;
}

export interface RulesResult {
  readonly rules: readonly RuleDescription[];
}

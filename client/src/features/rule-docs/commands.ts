import { env, l10n, Uri, window } from 'vscode';

import {
  type RuleDescription,
  type RulesResult,
  rulesRequest,
} from '../../../../server/src/protocol/index';
import type { LazyLanguageClient } from '../../infrastructure/language-client';

// Commands can be run by anybody, from a link as well: nothing but our own pages is opened.
const documentationRoot = 'https://github.com/aks-cilium/aks-cilium/';

/** Opens the page of the rule that is named; lets the user choose one when none is. */
export async function openRuleDocumentation(
  client: LazyLanguageClient,
  name: unknown,
): Promise<void> {
  const { rules } = await client.request<RulesResult>(rulesRequest);
  const rule = rules.find((each) => each.name === name) ?? (await chooseRule(rules));
  if (rule?.documentation.startsWith(documentationRoot) === true) {
    await env.openExternal(Uri.parse(rule.documentation, true));
  }
}

async function chooseRule(rules: readonly RuleDescription[]): Promise<RuleDescription | undefined> {
  const chosen = await window.showQuickPick(
    rules.map((rule) => ({
      label: rule.name,
      description: rule.category,
      detail: rule.title,
      rule,
    })),
    {
      title: l10n.t('Open the documentation of which rule?'),
      matchOnDetail: true,
      matchOnDescription: true,
    },
  );
  return chosen?.rule;
}

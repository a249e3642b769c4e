import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { cliCondition } from '../../knowledge/cli-conditions';
import { urlsOf } from '../../knowledge/types';
import { says } from '../../policy/cluster/cluster-network';

const fact = cliCondition('policy-without-plugin');

/** The CLI does not choose a plugin for a policy engine. */
export default defineRule({
  meta: {
    name: 'network-policy-without-plugin',
    title: 'Policy engine without a network plugin in az aks create',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AzCommand',
    messages: {
      missing:
        'The command has --network-policy, but no --network-plugin: the Azure CLI refuses it with "{{answer}}".',
    },
    references: urlsOf(fact),
  },
  check(command, { report }) {
    const policy = command.flag('--network-policy');
    const isMissing = command.name === 'aks create' && command.has('--network-plugin') === 'no';
    if (policy === undefined || !isMissing || says(command.text('--network-policy'), 'none')) {
      return;
    }
    report({
      messageId: 'missing',
      at: policy.range,
      data: { answer: fact.answer ?? '' },
      fixes: () => [
        settingFix(
          'Add --network-plugin azure',
          'suggestion',
          [command.edits.set('--network-plugin', 'azure')],
          true,
        ),
      ],
    });
  },
});

import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { cliCondition } from '../../knowledge/cli-conditions';
import { quotable, urlsOf } from '../../knowledge/types';
import { says } from '../../policy/cluster/cluster-network';

const fact = cliCondition('update-without-policy');

/** Whether it is refused depends on the cluster, which the command does not tell; giving both flags always works. */
export default defineRule({
  meta: {
    name: 'update-without-network-policy',
    title: 'Update to Cilium that leaves the policy engine as it is',
    category: 'cluster',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AzCommand',
    messages: {
      missing:
        'The update asks for Cilium, but not for its policy engine: if the cluster has networkPolicy "none" or another engine, Azure refuses it with "{{answer}}".',
    },
    references: urlsOf(fact),
  },
  check(command, { report }) {
    const dataplane = command.text('--network-dataplane');
    const isMissing = command.name === 'aks update' && command.has('--network-policy') === 'no';
    if (isMissing && says(dataplane, 'cilium')) {
      report({
        messageId: 'missing',
        at: command.flag('--network-dataplane')?.range ?? command.range,
        data: { answer: quotable(fact.answer) },
        restsOn: [dataplane],
        fixes: () => [
          settingFix(
            'Add --network-policy cilium',
            'suggestion',
            [command.edits.set('--network-policy', 'cilium')],
            true,
          ),
        ],
      });
    }
  },
});

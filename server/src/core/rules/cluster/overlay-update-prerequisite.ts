import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { cliCondition } from '../../knowledge/cli-conditions';
import { quotable, urlsOf } from '../../knowledge/types';
import { says } from '../../policy/cluster/cluster-network';

const fact = cliCondition('overlay-update-with-policy');

/** The change to the overlay cannot be undone, so Azure is strict about how it begins. */
export default defineRule({
  meta: {
    name: 'overlay-update-prerequisite',
    title: 'Update to the overlay that lacks what it needs',
    category: 'cluster',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AzCommand',
    messages: {
      policy:
        'A cluster can move to the overlay only without a policy engine, but the update asks for "{{policy}}": Azure refuses it with "{{answer}}".',
      range:
        'The update to the overlay does not set --pod-cidr: a cluster with Azure CNI needs it, because its pods have had virtual network addresses until now. A cluster with kubenet keeps its range.',
    },
    references: urlsOf(fact),
  },
  check(command, { report }) {
    const mode = command.text('--network-plugin-mode');
    if (command.name !== 'aks update' || !says(mode, 'overlay')) {
      return;
    }
    const policy = command.text('--network-policy');
    if (says(policy, 'azure') || says(policy, 'calico')) {
      report({
        messageId: 'policy',
        at: policy.range,
        data: { policy: policy.value, answer: quotable(fact.answer) },
        restsOn: [mode, policy],
        fixes: () => [
          settingFix('Set --network-policy none', 'suggestion', [
            command.edits.set('--network-policy', 'none'),
          ]),
        ],
      });
    }
    if (command.has('--pod-cidr') === 'no') {
      report({
        messageId: 'range',
        at: command.flag('--network-plugin-mode')?.range ?? command.range,
        // The command does not tell what the cluster has.
        severity: 'info',
        restsOn: [mode],
      });
    }
  },
});

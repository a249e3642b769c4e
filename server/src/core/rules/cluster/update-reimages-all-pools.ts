import { defineRule } from '../../engine/define-rule';
import { cliCondition } from '../../knowledge/cli-conditions';
import { urlsOf } from '../../knowledge/types';
import { says } from '../../policy/cluster/cluster-network';

const fact = cliCondition('update-reimages-pools');

/** A migration is more than one command makes it look. */
export default defineRule({
  meta: {
    name: 'update-reimages-all-pools',
    title: 'Update to Cilium that reimages every node',
    category: 'cluster',
    severity: 'info',
    recommended: false,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AzCommand',
    messages: {
      reimages:
        'This update reimages all node pools at once, and network policies are enforced only when the last node is done: plan a maintenance window, and check that disruption budgets let every node drain.',
    },
    references: urlsOf(fact),
  },
  check(command, { report }) {
    const dataplane = command.text('--network-dataplane');
    if (command.name === 'aks update' && says(dataplane, 'cilium')) {
      report({
        messageId: 'reimages',
        at: command.flag('--network-dataplane')?.range ?? command.range,
        restsOn: [dataplane],
      });
    }
  },
});

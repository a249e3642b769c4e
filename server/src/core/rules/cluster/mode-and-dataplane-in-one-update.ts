import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { cliCondition } from '../../knowledge/cli-conditions';
import { urlsOf } from '../../knowledge/types';

const fact = cliCondition('mode-and-dataplane-together');

/** Each of the two changes reimages the nodes, and Azure makes one at a time. */
export default defineRule({
  meta: {
    name: 'mode-and-dataplane-in-one-update',
    title: 'Address mode and dataplane changed in one az aks update',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AzCommand',
    messages: {
      together:
        'One update cannot change both the address mode (--network-plugin-mode) and the dataplane (--network-dataplane), so Azure refuses it: they need two updates, in either order.',
    },
    references: urlsOf(fact),
  },
  check(command, { report }) {
    const mode = command.flag('--network-plugin-mode');
    const dataplane = command.flag('--network-dataplane');
    if (command.name === 'aks update' && mode !== undefined && dataplane !== undefined) {
      report({
        messageId: 'together',
        at: dataplane.range,
        related: [{ range: mode.range, message: 'The address mode is changed here.' }],
        fixes: () => [
          settingFix('Leave the dataplane for another update', 'suggestion', [
            command.edits.remove('--network-dataplane'),
          ]),
          settingFix('Leave the address mode for another update', 'suggestion', [
            command.edits.remove('--network-plugin-mode'),
          ]),
        ],
      });
    }
  },
});

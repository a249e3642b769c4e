import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { cliCondition } from '../../knowledge/cli-conditions';
import { urlsOf } from '../../knowledge/types';
import { placesOf, says } from '../../policy/cluster/cluster-network';

const needing = cliCondition('outbound-type-without-subnet');
const excluding = cliCondition('nat-gateway-with-subnet');
const subnetFlag = '--vnet-subnet-id';

/** How a cluster reaches the Internet decides about who brings the network. */
export default defineRule({
  meta: {
    name: 'outbound-type-subnet',
    title: 'Outbound type that does not match the subnet',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AzCommand',
    messages: {
      missing:
        'The Azure CLI refuses --outbound-type {{type}} without --vnet-subnet-id: this outbound type needs a subnet of your own.',
      excluded:
        'The Azure CLI refuses --outbound-type {{type}} together with --vnet-subnet-id: the managed NAT gateway needs the network that AKS creates.',
    },
    references: [...new Set([...urlsOf(needing), ...urlsOf(excluding)])],
  },
  check(command, { report }) {
    const type = command.text('--outbound-type');
    if (command.name !== 'aks create' || type.state !== 'known') {
      return;
    }
    const needsSubnet = says(type, 'userDefinedRouting') || says(type, 'userAssignedNATGateway');
    const subnet = command.flag(subnetFlag);
    const at = type.range;
    if (needsSubnet && command.has(subnetFlag) === 'no') {
      report({ messageId: 'missing', at, data: { type: type.value }, restsOn: [type] });
    } else if (says(type, 'managedNATGateway') && subnet !== undefined) {
      report({
        messageId: 'excluded',
        at,
        data: { type: type.value },
        restsOn: [type],
        related: placesOf([[command.text(subnetFlag), subnetFlag]]),
        fixes: () => [
          settingFix('Use userAssignedNATGateway', 'suggestion', [
            command.edits.set('--outbound-type', 'userAssignedNATGateway'),
          ]),
          settingFix(`Remove ${subnetFlag}`, 'suggestion', [command.edits.remove(subnetFlag)]),
        ],
      });
    }
  },
});

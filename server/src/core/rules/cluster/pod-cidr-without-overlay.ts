import { defineRule } from '../../engine/define-rule';
import { raisedFor, settingFix } from '../../fixes/setting-fixes';
import { cliCondition } from '../../knowledge/cli-conditions';
import { urlsOf } from '../../knowledge/types';
import type { AksCluster } from '../../model/aks/aks-cluster';
import { overlaps, parseCidr } from '../../policy/addresses/cidr';
import {
  isDeclared,
  networkOf,
  networkPaths,
  placesOf,
  says,
} from '../../policy/cluster/cluster-network';
import { networkNames } from '../../policy/cluster/setting-names';

const fact = cliCondition('pod-cidr-without-overlay');
const path = 'networkProfile.podCidr';

/** Only the overlay and kubenet give pods a range of their own. */
export default defineRule({
  meta: {
    name: 'pod-cidr-without-overlay',
    title: 'Pod range without the overlay',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      command:
        'With --network-plugin azure and without --network-plugin-mode overlay, pods get addresses from the virtual network, so --pod-cidr does not apply: the Azure CLI refuses the command with "{{answer}}".',
      template:
        'networkPlugin is "azure" and networkPluginMode is not set, so pods get addresses from the virtual network: no pod gets one from podCidr.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const { plugin, mode } = networkOf(cluster);
    const at = cluster.keyRange(path);
    const isCommand = cluster.syntax === 'az';
    // A template may leave it out by null; a flag is there whatever its value.
    const isWritten = at !== undefined && (isCommand || cluster.has(path) === 'yes');
    if (!isWritten || !isDeclared(cluster) || !says(plugin, 'azure') || mode.state !== 'absent') {
      return;
    }
    report({
      messageId: isCommand ? 'command' : 'template',
      at,
      data: { answer: fact.answer ?? '' },
      // Of templates it is not known that Azure refuses them.
      ...(isCommand ? {} : { severity: 'warning' as const }),
      restsOn: [plugin],
      related: placesOf([[plugin, networkNames(cluster).plugin]]),
      fixes: () => fixesFor(cluster),
    });
  },
});

function fixesFor(cluster: AksCluster) {
  const hasPodSubnet = cluster.pools.some((pool) => pool.has('podSubnetID') !== 'no');
  const remove = settingFix('Remove the pod range', 'suggestion', [cluster.edits.remove(path)]);
  return hasPodSubnet || overlapsNetwork(cluster)
    ? [remove]
    : [
        settingFix(
          'Use the overlay',
          'suggestion',
          [
            cluster.edits.set(networkPaths.mode, 'overlay'),
            ...raisedFor(cluster, networkPaths.mode),
          ],
          true,
        ),
        remove,
      ];
}

/** With the overlay the range would be one that a network of the cluster has already. */
function overlapsNetwork(cluster: AksCluster): boolean {
  const text = cluster.text(path);
  const range = text.state === 'known' ? parseCidr(text.value) : undefined;
  const networks = cluster.networks.flatMap(({ ranges }) =>
    ranges.state === 'known' ? ranges.value.flatMap((each) => parseCidr(each) ?? []) : [],
  );
  return range !== undefined && networks.some((network) => overlaps(network, range));
}

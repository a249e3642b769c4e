import { defineRule } from '../../engine/define-rule';
import type { Fix } from '../../engine/finding';
import { settingFix } from '../../fixes/setting-fixes';
import { combinationRule } from '../../knowledge/combination-rules';
import { urlsOf } from '../../knowledge/types';
import type { AksCluster } from '../../model/aks/aks-cluster';
import {
  isDeclared,
  networkOf,
  networkPaths,
  placesOf,
  says,
} from '../../policy/cluster/cluster-network';
import { networkNames, setTitle } from '../../policy/cluster/setting-names';

const fact = combinationRule('kubenet-with-cilium');

/** Cilium on AKS is a dataplane of Azure CNI. */
export default defineRule({
  meta: {
    name: 'kubenet-with-cilium',
    title: 'Cilium dataplane with the network plugin kubenet',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      kubenet:
        '{{plugin}} is "kubenet", but Cilium needs Azure CNI: Azure refuses the cluster. A cluster that runs on kubenet has to move to the overlay before it gets Cilium.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const { plugin, dataplane } = networkOf(cluster);
    const names = networkNames(cluster);
    if (isDeclared(cluster) && says(plugin, 'kubenet') && says(dataplane, 'cilium')) {
      report({
        messageId: 'kubenet',
        at: plugin.range,
        data: names,
        restsOn: [plugin, dataplane],
        related: placesOf([[dataplane, names.dataplane]]),
        fixes: () => [overlayFix(cluster)],
      });
    }
  },
});

/** Pods of kubenet have addresses of their own, as those of the overlay have. */
function overlayFix(cluster: AksCluster): Fix {
  const { mode } = networkOf(cluster);
  const needsMode =
    mode.state === 'absent' && cluster.pools.every((pool) => pool.has('podSubnetID') === 'no');
  return settingFix(
    needsMode ? 'Use Azure CNI Overlay' : setTitle(cluster, networkPaths.plugin, 'azure'),
    'suggestion',
    [
      cluster.edits.set(networkPaths.plugin, 'azure'),
      ...(needsMode ? [cluster.edits.set(networkPaths.mode, 'overlay')] : []),
    ],
    true,
  );
}

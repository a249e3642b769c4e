import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { combinationRule } from '../../knowledge/combination-rules';
import { urlsOf } from '../../knowledge/types';
import type { AksCluster, Settings } from '../../model/aks/aks-cluster';
import {
  isDeclared,
  networkOf,
  networkPaths,
  placesOf,
  says,
} from '../../policy/cluster/cluster-network';
import { rangePaths } from '../../policy/cluster/declared-ranges';
import { networkNames } from '../../policy/cluster/setting-names';

const fact = combinationRule('implicit-node-subnet');

/** Forgetting the mode is an easy way into it, and there is no easy way out. */
export default defineRule({
  meta: {
    name: 'implicit-node-subnet',
    title: 'Pods in the node subnet because no mode is set',
    category: 'cluster',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      nodeSubnet:
        'Neither {{mode}} "overlay" nor a pod subnet is set, so the cluster runs in node subnet mode: every pod takes an address from the subnet of its node.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const { plugin, dataplane } = networkOf(cluster);
    const names = networkNames(cluster);
    const isCilium = says(dataplane, 'cilium') && says(plugin, 'azure');
    if (isDeclared(cluster) && isCilium && isNodeSubnet(cluster) && !isPlanned(cluster)) {
      report({
        messageId: 'nodeSubnet',
        at: plugin.range,
        data: names,
        restsOn: [plugin, dataplane],
        related: placesOf([[dataplane, names.dataplane]]),
        fixes: () => [
          settingFix('Use Azure CNI Overlay', 'suggestion', [
            cluster.edits.set(networkPaths.mode, 'overlay'),
          ]),
        ],
      });
    }
  },
});

/** Surely without the overlay, in all pools; a range for pods shows that the overlay was meant, which is another finding. */
function isNodeSubnet(cluster: AksCluster): boolean {
  const areAllKnown = cluster.hasAllPools || cluster.syntax === 'az';
  const isOverlayOut =
    isAbsent(cluster, networkPaths.mode) &&
    rangePaths.pod.every((path) => isAbsent(cluster, path)) &&
    isAbsent(cluster.sku, 'name');
  return (
    areAllKnown &&
    isOverlayOut &&
    cluster.pools.some(({ condition }) => condition === 'yes') &&
    cluster.pools.every((pool) => isAbsent(pool, 'podSubnetID'))
  );
}

/** Surely not set, and no other value of a parameter can set it. */
function isAbsent(settings: Settings, path: string): boolean {
  return settings.has(path) === 'no' && settings.text(path).state === 'absent';
}

/** Who names the subnet and says how many of its addresses each node takes has not come here by accident. */
function isPlanned(cluster: AksCluster): boolean {
  return cluster.pools.every(
    (pool) => !isAbsent(pool, 'vnetSubnetID') && !isAbsent(pool, 'maxPods'),
  );
}

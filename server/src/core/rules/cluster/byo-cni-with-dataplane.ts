import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { combinationRule } from '../../knowledge/combination-rules';
import { urlsOf } from '../../knowledge/types';
import { isDeclared, networkOf, networkPaths, placesOf, says } from '../../policy/cluster-network';

const fact = combinationRule('byo-cni-with-dataplane');

/** Either AKS runs Cilium, or the author does. */
export default defineRule({
  meta: {
    name: 'byo-cni-with-dataplane',
    title: 'Cilium dataplane on a cluster that brings its own CNI',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      byo: 'networkPlugin is "none", so AKS installs no CNI, but networkDataplane "cilium" asks for the one that AKS manages: Azure refuses the cluster.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const { plugin, dataplane } = networkOf(cluster);
    if (isDeclared(cluster) && says(plugin, 'none') && says(dataplane, 'cilium')) {
      report({
        messageId: 'byo',
        at: dataplane.range,
        restsOn: [dataplane, plugin],
        related: placesOf([[plugin, 'networkPlugin']]),
        fixes: () => [
          settingFix('Set networkPlugin to azure', 'suggestion', [
            cluster.edits.set(networkPaths.plugin, 'azure'),
          ]),
          settingFix('Remove networkDataplane', 'suggestion', [
            cluster.edits.remove(networkPaths.dataplane),
          ]),
        ],
      });
    }
  },
});

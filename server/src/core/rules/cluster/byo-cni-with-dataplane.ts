import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { combinationRule } from '../../knowledge/combination-rules';
import { urlsOf } from '../../knowledge/types';
import {
  isDeclared,
  networkOf,
  networkPaths,
  placesOf,
  says,
} from '../../policy/cluster/cluster-network';
import { networkNames, removeTitle, setTitle } from '../../policy/cluster/setting-names';

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
      byo: '{{plugin}} is "none", so AKS does not install a CNI, but {{dataplane}} "cilium" asks for the one that AKS manages: Azure refuses the cluster.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const { plugin, dataplane } = networkOf(cluster);
    const names = networkNames(cluster);
    if (isDeclared(cluster) && says(plugin, 'none') && says(dataplane, 'cilium')) {
      report({
        messageId: 'byo',
        at: dataplane.range,
        data: names,
        restsOn: [dataplane, plugin],
        related: placesOf([[plugin, names.plugin]]),
        fixes: () => [
          settingFix(setTitle(cluster, networkPaths.plugin, 'azure'), 'suggestion', [
            cluster.edits.set(networkPaths.plugin, 'azure'),
          ]),
          settingFix(removeTitle(cluster, networkPaths.dataplane), 'suggestion', [
            cluster.edits.remove(networkPaths.dataplane),
          ]),
        ],
      });
    }
  },
});

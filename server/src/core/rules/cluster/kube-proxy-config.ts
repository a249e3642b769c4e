import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { combinationRule } from '../../knowledge/combination-rules';
import { urlsOf } from '../../knowledge/types';
import { known } from '../../model/traced';
import { networkOf, placesOf, says } from '../../policy/cluster/cluster-network';
import { networkNames, removeTitle, settingName } from '../../policy/cluster/setting-names';

const fact = combinationRule('kube-proxy-config');
const path = 'networkProfile.kubeProxyConfig';

/** Cilium does in eBPF what kube-proxy would do. */
export default defineRule({
  meta: {
    name: 'kube-proxy-config',
    title: 'Configuration of kube-proxy on a cluster with Cilium',
    category: 'cluster',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      ineffective:
        '{{setting}} has no effect: Cilium replaces kube-proxy, and no node of the cluster runs it.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const { dataplane } = networkOf(cluster);
    const at = cluster.keyRange(path) ?? cluster.range;
    const isOff = known(cluster.boolean(`${path}.enabled`)) === false;
    if (says(dataplane, 'cilium') && cluster.has(path) === 'yes' && !isOff) {
      report({
        messageId: 'ineffective',
        at,
        data: { setting: settingName(cluster, path) },
        restsOn: [dataplane],
        related: placesOf([[dataplane, networkNames(cluster).dataplane]]),
        tags: ['unnecessary'],
        fixes: () => [
          settingFix(removeTitle(cluster, path), 'safe', [cluster.edits.remove(path)], true),
        ],
      });
    }
  },
});

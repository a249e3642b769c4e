import { defineRule } from '../../engine/define-rule';
import { raisedFor, settingFix } from '../../fixes/setting-fixes';
import { apiVersionHas } from '../../knowledge/api-properties';
import { combinationRule } from '../../knowledge/combination-rules';
import { urlsOf } from '../../knowledge/types';
import { known } from '../../model/traced';
import { networkPaths } from '../../policy/cluster/cluster-network';

const fact = combinationRule('ebpf-dataplane');
const path = 'networkProfile.ebpfDataplane';

/** A few previews had the dataplane under another name. */
export default defineRule({
  meta: {
    name: 'ebpf-dataplane-removed',
    title: 'Property ebpfDataplane in an API version without it',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      removed:
        'API version {{version}} has no ebpfDataplane, so this does not enable Cilium on the cluster: the property is called networkDataplane.',
      tooOld:
        'API version {{version}} has no ebpfDataplane, so this does not enable Cilium on the cluster: the property is called networkDataplane, and newer API versions have it.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const value = cluster.value(path);
    const at = cluster.keyRange(path);
    const version = known(cluster.apiVersion);
    const isWritten = value !== undefined && value.kind !== 'null' && at !== undefined;
    if (!isWritten || version === undefined || apiVersionHas(path, version) !== 'no') {
      return;
    }
    const isSet = cluster.has(networkPaths.dataplane) !== 'no';
    report({
      messageId: apiVersionHas(networkPaths.dataplane, version) === 'no' ? 'tooOld' : 'removed',
      at,
      data: { version },
      tags: ['deprecated'],
      fixes: () => [
        isSet
          ? settingFix('Remove ebpfDataplane', 'safe', [cluster.edits.remove(path)], true)
          : // On a cluster that has done without Cilium until now this brings it: all nodes are reimaged.
            settingFix(
              'Rename it to networkDataplane',
              'suggestion',
              [
                cluster.edits.rename(path, 'networkDataplane'),
                ...raisedFor(cluster, networkPaths.dataplane),
              ],
              true,
            ),
      ],
    });
  },
});

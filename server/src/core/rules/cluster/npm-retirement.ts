import { defineRule } from '../../engine/define-rule';
import { combinationRule } from '../../knowledge/combination-rules';
import { npmRetirement } from '../../knowledge/npm-retirement';
import { urlsOf } from '../../knowledge/types';
import { isDeclared, networkOf, says, windowsSetting } from '../../policy/cluster/cluster-network';
import { networkNames } from '../../policy/cluster/setting-names';

const fact = combinationRule('npm-retirement');

/** The policy engine that Microsoft gives up in favour of Cilium. */
export default defineRule({
  meta: {
    name: 'npm-retirement',
    title: 'Azure Network Policy Manager, which is being retired',
    category: 'cluster',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      linux:
        '{{policy}} "azure" is Azure Network Policy Manager, which Microsoft retires on {{linux}} on Linux nodes: a cluster that enforces policies has to move to Cilium before then.',
      windows:
        '{{policy}} "azure" is Azure Network Policy Manager, which Microsoft retires on {{windows}} on Windows nodes, which this cluster has, and on {{linux}} on Linux nodes.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const { policy, dataplane } = networkOf(cluster);
    // Beside Cilium the two exclude each other, which is another finding.
    if (!isDeclared(cluster) || !says(policy, 'azure') || says(dataplane, 'cilium')) {
      return;
    }
    const windows = cluster.pools.find(
      (pool) => pool.condition === 'yes' && windowsSetting(pool) !== undefined,
    );
    const { linux, windows: onWindows } = npmRetirement;
    report({
      messageId: windows === undefined ? 'linux' : 'windows',
      at: policy.range,
      data: { ...networkNames(cluster), linux, windows: onWindows },
      restsOn: [policy],
      tags: ['deprecated'],
    });
  },
});

import { defineRule } from '../../engine/define-rule';
import { combinationRule } from '../../knowledge/combination-rules';
import { urlsOf } from '../../knowledge/types';
import type { AgentPool } from '../../model/aks/aks-cluster';
import { networkOf, podSubnetPlace, poolTitle, says } from '../../policy/cluster/cluster-network';
import { networkNames } from '../../policy/cluster/setting-names';

const fact = combinationRule('node-provisioning-with-pod-subnet');

/** Nodes that AKS provisions by itself know a few networks only. */
export default defineRule({
  meta: {
    name: 'node-provisioning-conflict',
    title: 'Node autoprovisioning on a network that it does not support',
    category: 'cluster',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      podSubnet:
        '{{pool}} takes pod addresses from a subnet, but node autoprovisioning, which is on, does not support dynamic allocation from a pod subnet.',
      calico:
        '{{policy}} is "calico", but node autoprovisioning, which is on, does not support Calico.',
      update:
        'The command turns on node autoprovisioning and changes the dataplane to Cilium: AKS does not support that change together with node autoprovisioning.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const mode = cluster.text('nodeProvisioningProfile.mode');
    if (cluster.isExisting || !says(mode, 'Auto')) {
      return;
    }
    const { policy, dataplane } = networkOf(cluster);
    const related = [{ range: mode.range, message: 'Node autoprovisioning is turned on here.' }];
    if (says(policy, 'calico')) {
      report({
        messageId: 'calico',
        at: policy.range,
        data: networkNames(cluster),
        restsOn: [policy, mode],
        related,
      });
    }
    if (cluster.operation === 'update' && says(dataplane, 'cilium')) {
      report({ messageId: 'update', at: dataplane.range, restsOn: [dataplane, mode], related });
    }
    for (const pool of cluster.pools) {
      const at = podSubnetPlace(pool);
      if (at !== undefined && pool.condition === 'yes' && allocatesDynamically(pool)) {
        report({
          messageId: 'podSubnet',
          at,
          data: { pool: poolTitle(pool) },
          restsOn: [pool.text('podSubnetID'), mode],
          related,
        });
      }
    }
  },
});

/** As pools with a subnet for pods do unless they are told otherwise. */
function allocatesDynamically(pool: AgentPool): boolean {
  const mode = pool.text('podIPAllocationMode');
  return mode.state === 'absent' || says(mode, 'DynamicIndividual');
}

import { defineRule } from '../../engine/define-rule';
import { combinationRule } from '../../knowledge/combination-rules';
import { urlsOf } from '../../knowledge/types';
import {
  networkOf,
  placesOf,
  poolTitle,
  says,
  windowsSetting,
} from '../../policy/cluster/cluster-network';
import { networkNames } from '../../policy/cluster/setting-names';

const fact = combinationRule('windows-pool');

/** Cilium runs on Linux nodes only. */
export default defineRule({
  meta: {
    name: 'windows-pool',
    title: 'Windows pool in a cluster with Cilium',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      windows:
        '{{pool}} has Windows nodes, but the dataplane of the cluster is Cilium, which runs on Linux nodes only: AKS does not support the pool.',
      conditional:
        '{{pool}} has Windows nodes, but the dataplane of the cluster is Cilium, which runs on Linux nodes only: AKS does not support the pool when its condition is true.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const { dataplane } = networkOf(cluster);
    if (!says(dataplane, 'cilium')) {
      return;
    }
    for (const pool of cluster.pools) {
      const windows = windowsSetting(pool);
      if (windows !== undefined) {
        const isSure = pool.condition === 'yes';
        report({
          messageId: isSure ? 'windows' : 'conditional',
          at: windows.range,
          data: { pool: poolTitle(pool) },
          ...(isSure ? {} : { severity: 'warning' }),
          restsOn: [windows, dataplane],
          related: placesOf([[dataplane, networkNames(cluster).dataplane]]),
        });
      }
    }
  },
});

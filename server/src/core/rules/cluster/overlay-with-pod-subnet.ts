import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { combinationRule } from '../../knowledge/combination-rules';
import { urlsOf } from '../../knowledge/types';
import {
  isDeclared,
  networkOf,
  networkPaths,
  placesOf,
  podSubnetPlace,
  poolTitle,
  says,
} from '../../policy/cluster/cluster-network';
import { networkNames, removeTitle } from '../../policy/cluster/setting-names';

const fact = combinationRule('overlay-with-pod-subnet');

/** Addresses of pods come from the overlay or from a subnet, not from both. */
export default defineRule({
  meta: {
    name: 'overlay-with-pod-subnet',
    title: 'Overlay together with a pod subnet',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      both: '{{pool}} has a pod subnet, but with {{mode}} "overlay", pods get addresses from the overlay: Azure refuses the two together.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const { mode } = networkOf(cluster);
    if (!isDeclared(cluster) || !says(mode, 'overlay')) {
      return;
    }
    const names = networkNames(cluster);
    for (const pool of cluster.pools) {
      const at = podSubnetPlace(pool);
      if (at !== undefined) {
        report({
          messageId: 'both',
          at,
          data: { ...names, pool: poolTitle(pool) },
          ...(pool.condition === 'yes' ? {} : { severity: 'warning' }),
          restsOn: [pool.text('podSubnetID'), mode],
          related: placesOf([[mode, names.mode]]),
          fixes: () => [
            settingFix(
              removeTitle(cluster, 'podSubnetID'),
              'suggestion',
              [pool.edits.remove('podSubnetID')],
              true,
            ),
            settingFix(removeTitle(cluster, networkPaths.mode), 'suggestion', [
              cluster.edits.remove(networkPaths.mode),
            ]),
          ],
        });
      }
    }
  },
});

import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { combinationRule } from '../../knowledge/combination-rules';
import { overlayPoolLimits } from '../../knowledge/network-profile';
import { urlsOf } from '../../knowledge/types';
import { isDeclared, networkOf, placesOf, poolTitle, says } from '../../policy/cluster-network';

const fact = combinationRule('availability-set-with-overlay');
const sizes: readonly string[] = overlayPoolLimits.sizes.map((size) => size.toLowerCase());

/** The overlay needs nodes of certain kinds. */
export default defineRule({
  meta: {
    name: 'overlay-pool-type',
    title: 'Pool of a kind that the overlay does not support',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      availabilitySet:
        '{{pool}} is an availability set, but networkPluginMode is "overlay", which AKS does not support together: the overlay needs scale sets or virtual machine pools.',
      size: '{{pool}} has nodes of size {{size}}, but networkPluginMode is "overlay", which AKS does not support on DCsv2 sizes.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const { mode } = networkOf(cluster);
    if (!isDeclared(cluster) || !says(mode, 'overlay')) {
      return;
    }
    const related = placesOf([[mode, 'networkPluginMode']]);
    for (const pool of cluster.pools) {
      const data = { pool: poolTitle(pool) };
      const severity = pool.condition === 'yes' ? {} : ({ severity: 'warning' } as const);
      const type = pool.text('type');
      if (says(type, overlayPoolLimits.type)) {
        report({
          messageId: 'availabilitySet',
          at: type.range,
          data,
          ...severity,
          restsOn: [type, mode],
          related,
          fixes: () => [
            settingFix(
              'Set type to VirtualMachineScaleSets',
              'suggestion',
              [pool.edits.set('type', 'VirtualMachineScaleSets')],
              true,
            ),
          ],
        });
      }
      const size = pool.text('vmSize');
      if (size.state === 'known' && sizes.includes(size.value.toLowerCase())) {
        report({
          messageId: 'size',
          at: size.range,
          data: { ...data, size: size.value },
          ...severity,
          restsOn: [size, mode],
          related,
        });
      }
    }
  },
});

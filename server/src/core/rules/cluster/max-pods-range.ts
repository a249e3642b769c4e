import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { cidrLimits } from '../../knowledge/cidr-limits';
import { urlsOf } from '../../knowledge/types';
import { placesOf, poolTitle, says } from '../../policy/cluster/cluster-network';
import { setTitle, settingName } from '../../policy/cluster/setting-names';

const least = cidrLimits.maxPodsMin;
const most = cidrLimits.maxPodsMax;
const block = cidrLimits.staticBlockSize;

/** AKS bounds the pods of a node; with blocks of addresses some numbers waste a part of one. */
export default defineRule({
  meta: {
    name: 'max-pods-range',
    title: 'Pods per node outside what AKS accepts',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      outside:
        '{{pool}} has {{setting}} {{value}}, but AKS accepts {{least}} to {{most}}: Azure refuses the pool.',
      blocks:
        '{{pool}} gives every node {{blocks}} blocks of {{size}} addresses for {{setting}} {{value}}: the same blocks are enough for {{best}} pods.',
    },
    references: [...new Set([...urlsOf(most), ...urlsOf(block)])],
  },
  check(cluster, { report }) {
    for (const pool of cluster.pools) {
      const setting = pool.number('maxPods');
      const mode = pool.text('podIPAllocationMode');
      if (setting.state !== 'known') {
        continue;
      }
      const { value, range: at } = setting;
      const data = {
        pool: poolTitle(pool),
        setting: settingName(cluster, 'maxPods'),
        value,
        least: least.value,
        most: most.value,
      };
      if (value < least.value || value > most.value) {
        const nearest = value > most.value ? most.value : least.value;
        report({
          messageId: 'outside',
          at,
          data,
          ...(pool.condition === 'yes' ? {} : { severity: 'warning' }),
          restsOn: [setting],
          fixes: () => [setMaxPods(nearest)],
        });
      } else if (says(mode, 'StaticBlock')) {
        const blocks = Math.ceil((value + 1) / block.value);
        const best = blocks * block.value - 1;
        if (best !== value && best <= most.value) {
          report({
            messageId: 'blocks',
            at,
            data: { ...data, blocks, size: block.value, best },
            severity: 'info',
            restsOn: [setting, mode],
            related: placesOf([[mode, settingName(cluster, 'podIPAllocationMode')]]),
            fixes: () => [setMaxPods(best)],
          });
        }
      }
      function setMaxPods(number: number) {
        return settingFix(
          setTitle(cluster, 'maxPods', number),
          'suggestion',
          [pool.edits.set('maxPods', number)],
          true,
        );
      }
    }
  },
});

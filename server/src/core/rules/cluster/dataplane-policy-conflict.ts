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
import { networkNames, setTitle } from '../../policy/cluster/setting-names';

const fact = combinationRule('cilium-dataplane-with-other-policy');

/** Cilium enforces policies itself; no other engine can run beside it. */
export default defineRule({
  meta: {
    name: 'dataplane-policy-conflict',
    title: 'Cilium dataplane with another policy engine',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      conflict:
        'The dataplane is Cilium, but {{policy}} is "{{other}}": Azure refuses the cluster with "{{answer}}" ({{code}}).',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const { dataplane, policy } = networkOf(cluster);
    const names = networkNames(cluster);
    const isConflict =
      says(dataplane, 'cilium') &&
      policy.state === 'known' &&
      ['azure', 'calico', 'none'].includes(policy.value.toLowerCase());
    if (!isDeclared(cluster) || !isConflict) {
      return;
    }
    report({
      messageId: 'conflict',
      at: policy.range,
      data: { ...names, other: policy.value, answer: fact.message ?? '', code: fact.subcode ?? '' },
      restsOn: [policy, dataplane],
      related: placesOf([[dataplane, names.dataplane]]),
      fixes: () => [
        settingFix(
          setTitle(cluster, networkPaths.policy, 'cilium'),
          'suggestion',
          [cluster.edits.set(networkPaths.policy, 'cilium')],
          true,
        ),
        settingFix(setTitle(cluster, networkPaths.dataplane, 'azure'), 'suggestion', [
          cluster.edits.set(networkPaths.dataplane, 'azure'),
        ]),
      ],
    });
  },
});

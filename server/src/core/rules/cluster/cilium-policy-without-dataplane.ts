import { defineRule } from '../../engine/define-rule';
import { raisedFor, settingFix } from '../../fixes/setting-fixes';
import { combinationRule } from '../../knowledge/combination-rules';
import { urlsOf } from '../../knowledge/types';
import { mayHaveDataplane } from '../../policy/cluster/cluster-cilium';
import {
  isDeclared,
  networkOf,
  networkPaths,
  placesOf,
  says,
} from '../../policy/cluster/cluster-network';
import { networkNames, setTitle } from '../../policy/cluster/setting-names';

const fact = combinationRule('cilium-policy-without-dataplane');

/** The policy engine cilium is the dataplane itself. */
export default defineRule({
  meta: {
    name: 'cilium-policy-without-dataplane',
    title: 'Policy engine cilium without the Cilium dataplane',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      absent:
        '{{policy}} is "cilium", but {{dataplane}} is not set: Azure refuses the cluster with "{{answer}}" ({{code}}).',
      other:
        '{{policy}} is "cilium", but {{dataplane}} is "{{other}}": Azure refuses the cluster with "{{answer}}" ({{code}}).',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report }) {
    const { dataplane, policy } = networkOf(cluster);
    const names = networkNames(cluster);
    const other =
      dataplane.state === 'known' && dataplane.value.toLowerCase() !== 'cilium'
        ? dataplane.value
        : undefined;
    const lacksDataplane = other !== undefined || dataplane.state === 'absent';
    if (
      !isDeclared(cluster) ||
      !says(policy, 'cilium') ||
      !lacksDataplane ||
      mayHaveDataplane(cluster)
    ) {
      return;
    }
    report({
      messageId: other === undefined ? 'absent' : 'other',
      at: policy.range,
      data: {
        ...names,
        other: other ?? '',
        answer: fact.message ?? '',
        code: fact.subcode ?? '',
      },
      restsOn: [policy, dataplane],
      related: placesOf([[dataplane, names.dataplane]]),
      fixes: () => [
        settingFix(
          setTitle(cluster, networkPaths.dataplane, 'cilium'),
          'suggestion',
          [
            cluster.edits.set(networkPaths.dataplane, 'cilium'),
            ...raisedFor(cluster, networkPaths.dataplane),
          ],
          true,
        ),
      ],
    });
  },
});

import { defineRule } from '../../engine/define-rule';
import { combinationRule } from '../../knowledge/combination-rules';
import { urlsOf } from '../../knowledge/types';
import { dataplaneInstead } from '../../policy/cluster/cluster-cilium';
import { isDeclared, networkOf, says } from '../../policy/cluster/cluster-network';
import { networkNames } from '../../policy/cluster/setting-names';

const fact = combinationRule('not-cilium');

/** The project says that its clusters have Cilium, and its policies are judged by that. */
export default defineRule({
  meta: {
    name: 'not-cilium',
    title: 'Cluster without Cilium in a project for Cilium',
    category: 'cluster',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      other:
        '{{dataplane}} is "{{other}}", so this cluster does not run Cilium, although the project file says that the clusters do: findings about policies do not apply to it.',
      absent:
        '{{dataplane}} is not set, so this cluster does not run Cilium, although the project file says that the clusters do: findings about policies do not apply to it.',
      none: '{{plugin}} is "none", so AKS does not install Cilium, although the project file says that the clusters have it: findings about policies do not apply to this one.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report, profile }) {
    const { source, value } = profile.dataplane;
    const instead = dataplaneInstead(cluster);
    // Editors send a value for every setting, and without any the profile is for Cilium as well.
    if (
      value !== 'cilium' ||
      source.kind !== 'project file' ||
      instead === undefined ||
      !isDeclared(cluster)
    ) {
      return;
    }
    const { plugin } = networkOf(cluster);
    const { name, dataplane } = instead;
    const isBare = says(plugin, 'none');
    const { uri, range } = source;
    report({
      messageId: isBare ? 'none' : dataplane.state === 'known' ? 'other' : 'absent',
      at: isBare ? plugin.range : dataplane.state === 'known' ? dataplane.range : cluster.range,
      data: { ...networkNames(cluster), other: name },
      restsOn: isBare ? [plugin, dataplane] : [dataplane],
      related:
        range === undefined
          ? []
          : [{ uri, range, message: 'The profile says here that the dataplane is Cilium.' }],
    });
  },
});

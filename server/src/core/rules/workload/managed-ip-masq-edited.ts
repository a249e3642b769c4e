import { defineRule } from '../../engine/define-rule';
import { ipMasqConfigMaps } from '../../knowledge/cilium-config';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { known } from '../../model/traced';

/** One ConfigMap of the ip-masq-agent is for cluster owners, the other is what AKS makes of it. */
export default defineRule({
  meta: {
    name: 'managed-ip-masq-edited',
    title: 'Change of the masquerading that AKS manages',
    category: 'workload',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /\bazure-ip-masq-agent-config\b/,
    appliesTo: 'ConfigMap',
    messages: {
      reconciled:
        'AKS writes the ConfigMap {{name}} itself and reverts changes that others make to it.',
      own: 'Cilium does its own masquerading and treats node addresses differently from the ip-masq-agent. With Azure CNI Overlay, hosts in the ranges that are not masqueraded here cannot reply to pods: pod addresses are not reachable from outside the cluster.',
    },
    references: [sources.updateCni.url, issues.ipMasqAgent.url],
  },
  check({ object }, { report }) {
    const { name, namespace } = object;
    if (
      name.state !== 'known' ||
      (known(namespace) ?? ipMasqConfigMaps.namespace) !== ipMasqConfigMaps.namespace
    ) {
      return;
    }
    if (name.value === ipMasqConfigMaps.reconciled) {
      report({ messageId: 'reconciled', at: name.range, data: { name: name.value } });
    } else if (name.value === ipMasqConfigMaps.own) {
      report({ messageId: 'own', at: name.range, severity: 'info' });
    }
  },
});

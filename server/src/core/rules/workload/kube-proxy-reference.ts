import { defineRule } from '../../engine/define-rule';
import { sources } from '../../knowledge/sources';
import { kubeProxyPlaces } from '../../policy/kube-proxy';

/** Cilium does the work of kube-proxy; neither its pods nor its ConfigMap exist. */
export default defineRule({
  meta: {
    name: 'kube-proxy-reference',
    title: 'Object that relies on kube-proxy',
    category: 'workload',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /kube-proxy|\b10249\b/,
    appliesTo: 'KubernetesObject',
    needs: ['nodeAgent'],
    messages: {
      volume:
        'A cluster with Cilium has no kube-proxy and no ConfigMap of that name, so pods with this volume do not start.',
      folder:
        'A cluster with Cilium has no kube-proxy, so nothing writes to this folder on the node.',
      patch:
        'A cluster with Cilium has no kube-proxy, so there is no DaemonSet for this to change.',
      settings: 'A cluster with Cilium has no kube-proxy, so nothing reads these settings.',
      service: 'A cluster with Cilium has no kube-proxy, so this Service has no pods behind it.',
      policy: 'A cluster with Cilium has no kube-proxy, so this selector matches no pod.',
      monitor:
        'A cluster with Cilium has no kube-proxy, so this finds nothing to scrape, and alerts on its absence always fire.',
    },
    references: [sources.ciliumPage.url, sources.kubeProxy.url],
  },
  check(object, { facts, report }) {
    // Who brings a kube-proxy along installs clusters of another kind.
    if (facts.all('nodeAgent').some(({ fact }) => fact.agent === 'kube-proxy')) {
      return;
    }
    for (const { use, at } of kubeProxyPlaces(object)) {
      const isBroken = use === 'volume' || use === 'patch';
      report({ messageId: use, at, ...(isBroken ? {} : { severity: 'info' }) });
    }
  },
});

import { defineRule } from '../../engine/define-rule';
import { isAlwaysThere } from '../../fixes/always-there';
import { apiServerFixes } from '../../fixes/api-server-fixes';
import { issues } from '../../knowledge/issues';
import { apiServerPeers } from '../../policy/peers/api-server-ingress';

/** On AKS the API server is no peer: its calls come from pods and nodes of the cluster. */
export default defineRule({
  meta: {
    name: 'kube-apiserver-ingress',
    title: 'Ingress from the API server, whose calls arrive from elsewhere',
    category: 'cilium-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    mentions: /\bkube-apiserver\b/,
    appliesTo: 'CiliumPolicy',
    needs: ['policy'],
    messages: {
      allow:
        'On AKS, the API server calls pods (webhooks, aggregated APIs) through its konnectivity agents and the nodes, which are not part of kube-apiserver: this lets in none of its calls.',
      agentsMissing:
        'On AKS, the API server calls pods (webhooks, aggregated APIs) through its konnectivity agents and the nodes, which are not part of kube-apiserver: this lets in only those of its calls that come from nodes.',
      deny: 'On AKS, the API server calls pods (webhooks, aggregated APIs) through its konnectivity agents and the nodes, which are not part of kube-apiserver: this denies none of its calls.',
    },
    references: [issues.apiServerIngress.url, issues.konnectivityLabels.url],
  },
  check(policy, { facts, report }) {
    for (const peer of apiServerPeers(policy, facts)) {
      if (isAlwaysThere(policy.object, peer.at.start)) {
        report({
          messageId: peer.section.isDeny ? 'deny' : peer.isBesideNodes ? 'agentsMissing' : 'allow',
          at: peer.at,
          fixes: () => apiServerFixes(policy, peer),
        });
      }
    }
  },
});

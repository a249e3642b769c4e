import { defineRule } from '../../engine/define-rule';
import { dnsEndpointFixes } from '../../fixes/dns-endpoint-fixes';
import { clusterDns, namespaceLabels } from '../../knowledge/policy-vocabulary';
import { sources } from '../../knowledge/sources';
import { type DnsEndpointMistake, dnsEndpointMistakes } from '../../policy/dns/dns-endpoints';
import { localDns } from '../../policy/dns/local-dns-range';

/** Whom pods ask for names depends on the cluster: its DNS pods, a cache on the node, or the node itself. */
export default defineRule({
  meta: {
    name: 'dns-endpoint-mismatch',
    title: 'DNS rule whose peers are not the DNS servers that pods query',
    category: 'cilium-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    mentions: /\b53\b|\bdns\b/,
    appliesTo: 'CiliumPolicy',
    needs: ['policy', 'namespace', 'workload', 'dnsRedirect'],
    messages: {
      ownNamespace:
        "Without the label {{label}} this selector matches pods in the policy's own namespace, and the DNS pods run in {{namespace}}: the rule allows no DNS lookups.",
      perhapsOwnNamespace:
        "Without the label {{label}} this selector matches pods in the policy's own namespace, and the DNS pods run in {{namespace}}: unless the policy is deployed there, the rule allows no DNS lookups.",
      podLabel:
        'The DNS pods of AKS have the label "{{podKey}}: {{podValue}}", so "{{value}}" never matches and the rule allows no DNS lookups.',
      redirected:
        'A CiliumLocalRedirectPolicy redirects DNS lookups to the pods "{{podKey}}: {{cacheValue}}" on the node, and no policy here allows those: lookups by the pods of this policy are dropped.',
      perhapsRedirected:
        'A CiliumLocalRedirectPolicy in another folder redirects DNS lookups to the pods "{{podKey}}: {{cacheValue}}" on the node, and no policy here allows those: where it is installed, lookups by the pods of this policy are dropped.',
      noLocalDns:
        'Only LocalDNS answers at {{cidr}}, and this cluster does not have it: pods query the DNS pods in {{namespace}}, and no policy here allows those.',
    },
    references: [
      sources.acnsFqdnHowTo.url,
      sources.ciliumSelectorScope.url,
      sources.ciliumPage.url,
      sources.localDns.url,
    ],
  },
  check(policy, { profile, facts, report }) {
    for (const mistake of dnsEndpointMistakes(policy, profile, facts)) {
      report({
        messageId: messageFor(mistake),
        at: mistake.at,
        data: {
          label: `k8s:${namespaceLabels.ofEndpoint}`,
          namespace: clusterDns.namespace,
          podKey: clusterDns.podLabel.key,
          podValue: clusterDns.podLabel.value,
          cacheValue: clusterDns.nodeLocalPodLabel.value,
          value: mistake.is === 'pod label' ? mistake.value : '',
          cidr: localDns?.cidr ?? '',
        },
        ...(isMild(mistake) ? { severity: 'info' } : {}),
        related:
          mistake.is === 'redirected'
            ? [
                {
                  uri: mistake.redirect.uri,
                  range: mistake.redirect.range,
                  message: 'This policy redirects DNS lookups.',
                },
              ]
            : [],
        fixes: () => dnsEndpointFixes(policy, mistake),
      });
    }
  },
});

function messageFor(mistake: DnsEndpointMistake) {
  switch (mistake.is) {
    case 'own namespace':
      return mistake.isSure ? 'ownNamespace' : 'perhapsOwnNamespace';
    case 'pod label':
      return 'podLabel';
    case 'redirected':
      return mistake.isNear ? 'redirected' : 'perhapsRedirected';
    case 'no LocalDNS':
      return 'noLocalDns';
    default:
      return mistake satisfies never;
  }
}

function isMild(mistake: DnsEndpointMistake): boolean {
  return (
    (mistake.is === 'own namespace' && !mistake.isSure) ||
    (mistake.is === 'redirected' && !mistake.isNear)
  );
}

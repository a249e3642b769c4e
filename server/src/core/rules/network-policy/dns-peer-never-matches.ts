import { defineRule } from '../../engine/define-rule';
import { dnsFixes } from '../../fixes/dns-peer-fixes';
import { clusterDns, namespaceLabels } from '../../knowledge/policy-vocabulary';
import { sources } from '../../knowledge/sources';
import { type DnsMistake, dnsMistakes } from '../../policy/dns/dns-peers';
import { usesLocalDns } from '../../profile/answers';

/** A rule for names that finds no DNS pod is as good as none, and nothing says so. */
export default defineRule({
  meta: {
    name: 'dns-peer-never-matches',
    title: 'Rule for cluster DNS that does not reach it, or only partly',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: 'NetworkPolicy',
    needs: ['policy', 'namespace'],
    messages: {
      namespaceLabel:
        'AKS does not set the label "{{key}}" on the namespace {{namespace}}, so this peer never matches and the rule allows no DNS lookups. The label to rely on is "{{label}}".',
      podLabel:
        'The DNS pods of AKS have the label "{{podKey}}: {{podValue}}", so "{{value}}" never matches and the rule allows no DNS lookups.',
      ownNamespace:
        "Without a namespaceSelector this peer selects pods in the policy's own namespace, and the DNS pods run in {{namespace}}: the rule allows no DNS lookups.",
      perhapsOwnNamespace:
        "Without a namespaceSelector this peer selects pods in the policy's own namespace, and the DNS pods run in {{namespace}}: unless the policy is deployed there, the rule allows no DNS lookups.",
      udpOnly:
        'Only UDP is listed for cluster DNS: answers too long for UDP are retried over TCP, and those lookups fail.',
      tcpOnly:
        'Only TCP is listed for cluster DNS, but most programs use UDP for DNS, and those lookups fail.',
    },
    references: [
      sources.kubernetesPolicies.url,
      sources.acnsFqdnHowTo.url,
      sources.networkPolicies.url,
    ],
  },
  check(policy, { profile, facts, report }) {
    // With LocalDNS pods ask their node, and no peer of a NetworkPolicy stands for that.
    const mistakes = usesLocalDns(profile) === 'yes' ? [] : dnsMistakes(policy, facts);
    for (const mistake of mistakes) {
      report({
        messageId: messageFor(mistake),
        at: mistake.at,
        data: {
          namespace: clusterDns.namespace,
          label: namespaceLabels.ofNamespace,
          podKey: clusterDns.podLabel.key,
          podValue: clusterDns.podLabel.value,
          key: mistake.is === 'namespace label' ? mistake.key : '',
          value: mistake.is === 'pod label' ? mistake.value : '',
        },
        ...(isMild(mistake) ? { severity: 'info' } : {}),
        fixes: () => dnsFixes(policy, mistake),
      });
    }
  },
});

function messageFor(mistake: DnsMistake) {
  switch (mistake.is) {
    case 'namespace label':
      return 'namespaceLabel';
    case 'pod label':
      return 'podLabel';
    case 'own namespace':
      return mistake.isSure ? 'ownNamespace' : 'perhapsOwnNamespace';
    case 'one protocol':
      return mistake.allowed === 'UDP' ? 'udpOnly' : 'tcpOnly';
    default:
      return mistake satisfies never;
  }
}

function isMild(mistake: DnsMistake): boolean {
  return mistake.is === 'one protocol' || (mistake.is === 'own namespace' && !mistake.isSure);
}

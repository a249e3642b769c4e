import { defineRule } from '../../engine/define-rule';
import { localDnsFixes } from '../../fixes/local-dns-fixes';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { type LocalDnsGap, localDnsGaps, nodeSince } from '../../policy/dns/local-dns';
import { localDns } from '../../policy/dns/local-dns-range';
import { usesLocalDns } from '../../profile/answers';

/** With LocalDNS pods ask an address of their node, and selectors for the DNS pods say nothing of that. */
export default defineRule({
  meta: {
    name: 'local-dns-unreachable',
    title: 'Egress is limited and LocalDNS is not allowed',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    appliesTo: ['NetworkPolicy', 'CiliumPolicy'],
    needs: ['policy', 'namespace', 'workload'],
    messages: {
      node: 'Pods of this cluster look names up at LocalDNS ({{cidr}}), which Cilium {{since}} and newer takes for their node. No NetworkPolicy peer can name that, and no policy here allows it: these pods cannot look up any name.',
      outside:
        'Pods of this cluster look names up at LocalDNS ({{cidr}}), an address outside the cluster for Cilium before {{since}}, and no policy here allows it: these pods cannot look up any name.',
      either:
        'Pods of this cluster look names up at LocalDNS ({{cidr}}), which Cilium {{since}} and newer takes for their node and older ones for an address outside the cluster. No policy here allows either: these pods cannot look up any name.',
      nodeOnly:
        'Before {{since}}, Cilium takes LocalDNS ({{cidr}}) for an address outside the cluster, and no policy here allows it: with such a version these pods cannot look up any name.',
      rangeOnly:
        'From {{since}} on, Cilium takes LocalDNS ({{cidr}}) for the node of the pod, which a range does not match: with such a version these pods cannot look up any name.',
    },
    references: [sources.localDns.url, sources.ciliumPage.url, issues.localAddresses.url],
  },
  check(policy, { profile, facts, report }) {
    if (usesLocalDns(profile) !== 'yes') {
      return;
    }
    for (const gap of localDnsGaps(policy, profile, facts)) {
      const isMild = !gap.isSure || (gap.isNode === 'unknown' && gap.has !== 'nothing');
      report({
        messageId: messageFor(gap),
        at: gap.at,
        data: { cidr: localDns?.cidr ?? '', since: nodeSince },
        ...(isMild ? { severity: 'info' } : {}),
        fixes: () => localDnsFixes(policy, gap, facts),
      });
    }
  },
});

function messageFor({ has, isNode }: LocalDnsGap) {
  switch (isNode) {
    case 'yes':
      return 'node';
    case 'no':
      return 'outside';
    case 'unknown':
      return has === 'nothing' ? 'either' : has === 'node' ? 'nodeOnly' : 'rangeOnly';
    default:
      return isNode satisfies never;
  }
}

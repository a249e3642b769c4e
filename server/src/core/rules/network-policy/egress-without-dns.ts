import { defineRule } from '../../engine/define-rule';
import { egressDnsFixes } from '../../fixes/egress-dns-fixes';
import { sources } from '../../knowledge/sources';
import { type DnsGap, dnsGaps } from '../../policy/dns/egress-dns';
import { usesLocalDns } from '../../profile/answers';

/** DNS is a destination like any other: who limits egress and forgets it takes all names away. */
export default defineRule({
  meta: {
    name: 'egress-without-dns',
    title: 'Egress is limited and cluster DNS is not allowed',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    appliesTo: ['NetworkPolicy', 'CiliumPolicy'],
    needs: ['policy', 'namespace', 'workload'],
    messages: {
      noDns:
        'This policy limits egress, and neither it nor any other policy here lets its pods reach cluster DNS: they cannot resolve any names.',
      perhaps:
        'This policy limits egress, and no policy here lets its pods reach cluster DNS: unless a policy elsewhere does, they cannot resolve any names.',
      udpOnly:
        'Cluster DNS is allowed over UDP only: answers too long for UDP are retried over TCP, and those lookups fail.',
      tcpOnly:
        'Cluster DNS is allowed over TCP only, but most programs use UDP for DNS, and those lookups fail.',
    },
    references: [sources.kubernetesPolicies.url, sources.ciliumPage.url, sources.acnsFqdnHowTo.url],
  },
  check(policy, { profile, facts, report }) {
    // With LocalDNS the DNS pods are not whom pods ask.
    if (usesLocalDns(profile) === 'yes') {
      return;
    }
    for (const gap of dnsGaps(policy, profile, facts)) {
      report({
        messageId: messageFor(gap),
        at: gap.at,
        ...(gap.isSure ? {} : { severity: 'info' }),
        fixes: () => egressDnsFixes(policy, gap),
      });
    }
  },
});

function messageFor({ is, isSure }: DnsGap) {
  switch (is) {
    case 'no dns':
      return isSure ? 'noDns' : 'perhaps';
    case 'UDP only':
      return 'udpOnly';
    case 'TCP only':
      return 'tcpOnly';
    default:
      return is satisfies never;
  }
}

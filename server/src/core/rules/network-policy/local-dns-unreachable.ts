import { defineRule } from '../../engine/define-rule';
import { localDnsFixes } from '../../fixes/local-dns-fixes';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { type LocalDnsGap, localDnsGaps, nodeSince } from '../../policy/dns/local-dns';
import { localDns } from '../../policy/dns/local-dns-range';
import { settingPlaces } from '../../policy/setting-places';
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
      node: 'Pods in this cluster send DNS lookups to LocalDNS ({{cidr}}), which Cilium {{since}} and newer treats as the node of the pod. No NetworkPolicy peer can select a node, and no policy here allows it: these pods cannot resolve any names.',
      outside:
        'Pods in this cluster send DNS lookups to LocalDNS ({{cidr}}), which Cilium before {{since}} treats as an address outside the cluster, and no policy here allows it: these pods cannot resolve any names.',
      either:
        'Pods in this cluster send DNS lookups to LocalDNS ({{cidr}}), which Cilium {{since}} and newer treats as the node of the pod, and older versions as an address outside the cluster. No policy here allows either: these pods cannot resolve any names.',
      nodeOnly:
        'Before {{since}}, Cilium treats LocalDNS ({{cidr}}) as an address outside the cluster, and no policy here allows it: with such a version these pods cannot resolve any names.',
      rangeOnly:
        'Starting with {{since}}, Cilium treats LocalDNS ({{cidr}}) as the node of the pod, which a CIDR does not match: with such a version these pods cannot resolve any names.',
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
        related: settingPlaces(profile, 'localDns'),
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

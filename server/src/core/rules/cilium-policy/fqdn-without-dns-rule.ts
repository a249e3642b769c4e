import { defineRule } from '../../engine/define-rule';
import { dnsProxyFixes } from '../../fixes/dns-proxy-fixes';
import { clusterDns } from '../../knowledge/policy-vocabulary';
import { sources } from '../../knowledge/sources';
import { type FqdnGap, fqdnGaps } from '../../policy/dns/fqdn-proxy';
import { localDns } from '../../policy/dns/local-dns-range';
import { allowsFqdn } from '../../profile/answers';

/** Cilium learns the addresses of a name only from answers that it has seen pass. */
export default defineRule({
  meta: {
    name: 'fqdn-without-dns-rule',
    title: 'Domain names whose addresses Cilium never learns',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    mentions: /\btoFQDNs\b/,
    appliesTo: 'CiliumPolicy',
    needs: ['policy', 'namespace', 'workload'],
    messages: {
      noRule:
        'Cilium learns the addresses of {{name}}{{more}} from DNS answers that pass through its proxy, and no policy here sends the lookups of these pods there (rules.dns on port {{port}}): {{unless}} allows nothing.',
      notProxied:
        'Cilium learns the addresses of {{name}}{{more}} from DNS answers that pass through its proxy, and the lookups of these pods are allowed to bypass it (port {{port}} has no rules.dns): {{unless}} allows nothing.',
      elsewhere:
        'Cilium learns the addresses of {{name}}{{more}} from DNS answers that pass through its proxy, and the DNS rules for these pods do not cover LocalDNS ({{localDns}}), which they query: {{unless}} allows nothing.',
      refused:
        'The DNS rules for these pods do not allow lookups of {{name}}: the proxy refuses them, and its addresses are never learned.',
    },
    references: [sources.acnsFqdnHowTo.url, sources.acnsFqdn.url, sources.ciliumLayer3.url],
  },
  check(policy, { profile, facts, report }) {
    // Where the policy is refused as a whole, another rule says so.
    if (allowsFqdn(profile) === 'no') {
      return;
    }
    for (const gap of fqdnGaps(policy, profile, facts)) {
      const [first] = gap.targets;
      report({
        messageId: messageFor(gap),
        at: gap.at,
        data: {
          name: first?.text ?? '',
          more: gap.targets.length > 1 ? ' and the other names' : '',
          port: clusterDns.port,
          unless: gap.isSure ? 'this rule' : 'unless a policy elsewhere does, this rule',
          localDns: localDns?.cidr ?? '',
        },
        ...(gap.isSure && gap.is !== 'refused' ? {} : { severity: 'warning' }),
        fixes: () => dnsProxyFixes(policy, gap, profile),
      });
    }
  },
});

function messageFor({ is }: FqdnGap) {
  switch (is) {
    case 'no rule':
      return 'noRule';
    case 'not proxied':
      return 'notProxied';
    case 'elsewhere':
    case 'refused':
      return is;
    default:
      return is satisfies never;
  }
}

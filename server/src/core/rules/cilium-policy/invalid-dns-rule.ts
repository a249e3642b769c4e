import { defineRule } from '../../engine/define-rule';
import { dnsRuleFixes } from '../../fixes/cilium-dns-rule-fixes';
import { fixFrom } from '../../fixes/fix-from';
import { sources } from '../../knowledge/sources';
import { inEveryVersion, notEnforced } from '../../policy/validity/cilium-consequence';
import { dnsRuleProblems } from '../../policy/validity/cilium-dns-rules';

/** DNS rules are for look-ups of pods: on egress, for ports that are named one by one. */
export default defineRule({
  meta: {
    name: 'invalid-dns-rule',
    title: 'DNS rules where Cilium does not accept them',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    anyDataplane: true,
    mentions: /\bdns\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      ingress:
        'This policy {{consequence}}: rules.dns is only for egress, and this is an item of ingress.',
      noPorts:
        'This policy {{consequence}}: rules.dns needs ports beside it, normally port {{dns}}.',
      everyPort:
        'This policy {{consequence}}: rules.dns needs a port, and port 0 means every port. DNS lookups go to port {{dns}}.',
      portRange:
        'This policy {{consequence}}: rules.dns does not support port ranges, and this is {{from}}-{{to}}.',
      otherPort:
        'The DNS servers of the cluster answer on port {{dns}}, and this policy has rules.dns only for other ports: they do not see lookups on port {{dns}}.',
    },
    references: [sources.ciliumRuleValidation.url, sources.acnsFqdnHowTo.url],
  },
  check(policy, { report }) {
    for (const problem of dnsRuleProblems(policy)) {
      const isMilder = problem.is === 'otherPort';
      report({
        messageId: problem.is,
        at: problem.at,
        data: { consequence: notEnforced(inEveryVersion), ...problem.data },
        ...(isMilder ? { severity: 'info' as const } : {}),
        fixes: () =>
          dnsRuleFixes(policy, problem).map(({ title, edits }) =>
            fixFrom(title, 'suggestion', edits, true),
          ),
      });
    }
  },
});

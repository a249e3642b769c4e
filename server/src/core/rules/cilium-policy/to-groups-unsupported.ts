import { defineRule } from '../../engine/define-rule';
import { isAlwaysThere } from '../../fixes/always-there';
import { sources } from '../../knowledge/sources';

/** Groups are sets of addresses that a cloud knows, and Cilium asks only AWS for them. */
export default defineRule({
  meta: {
    name: 'to-groups-unsupported',
    title: 'Groups of a cloud other than Azure',
    category: 'cilium-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /\b(?:to|from)Groups\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      allow:
        'Cilium supports only AWS groups, and on AKS it finds no addresses for them: this rule allows nothing.',
      deny: 'Cilium supports only AWS groups, and on AKS it finds no addresses for them: this rule denies nothing.',
    },
    references: [sources.ciliumEgressRules.url, sources.ciliumRuleValidation.url],
  },
  check({ object, rules }, { report }) {
    for (const { isDeny, entries } of rules.flatMap(({ sections }) => sections)) {
      for (const { members } of entries) {
        const field = members.get('Groups');
        if (field !== undefined && isAlwaysThere(object, field.keyRange.start)) {
          report({ messageId: isDeny ? 'deny' : 'allow', at: field.keyRange });
        }
      }
    }
  },
});

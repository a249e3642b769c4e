import { defineRule } from '../../engine/define-rule';
import { removedConstruct } from '../../knowledge/policy-vocabulary';
import { sources } from '../../knowledge/sources';
import { milderUnlessSure, refused } from '../../policy/validity/cilium-consequence';
import { ciliumEntries, hasItems, memberName } from '../../policy/validity/cilium-entries';
import { overSpan } from '../../profile/cilium-minors';

/** Requirements on peers are gone, and nothing took their place. */
export default defineRule({
  meta: {
    name: 'requires-removed',
    title: 'fromRequires or toRequires, which Cilium no longer has',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    mentions: /\b(?:from|to)Requires\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      removed:
        'This policy {{consequence}}: {{field}} was deprecated in Cilium {{deprecated}} and removed in {{removed}}. Add the labels it requires to the selectors of the peers.',
    },
    references: [sources.ciliumPolicySchema.url, sources.ciliumRuleValidation.url],
  },
  check(policy, { profile, report }) {
    for (const { entry } of ciliumEntries(policy)) {
      const field = entry.members.get('Requires');
      const name = memberName(entry, 'Requires');
      const construct = removedConstruct(name, profile.edition.value);
      if (field === undefined || construct === undefined || !hasItems(field.node)) {
        continue;
      }
      const { removed, deprecated = removed } = construct;
      const verdict = overSpan(profile, { from: removed });
      if (verdict.answer !== 'no') {
        report({
          messageId: 'removed',
          at: field.keyRange,
          data: { consequence: refused(verdict), field: name, removed, deprecated },
          ...milderUnlessSure(verdict),
          tags: ['deprecated'],
        });
      }
    }
  },
});

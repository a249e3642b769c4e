import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { sources } from '../../knowledge/sources';
import { writeInstead } from '../../model/cilium-item-edits';
import { invalidCidrs } from '../../policy/validity/cilium-cidr-validity';
import { milderUnlessSure } from '../../policy/validity/cilium-consequence';

/** A range that is none makes the policy one that does not exist, or does nothing. */
export default defineRule({
  meta: {
    name: 'invalid-cidr',
    title: 'Address range that is refused or makes the policy invalid',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    anyDataplane: true,
    mentions: /\b(?:from|to)CIDR/,
    appliesTo: 'CiliumPolicy',
    messages: {
      bareAddress:
        'This policy {{consequence}}: "{{value}}" has no prefix length. For the single address, write {{single}}.',
      noRange: 'This policy {{consequence}}: "{{value}}" is not a valid CIDR range.',
      leadingZeros: 'This policy {{consequence}}: "{{value}}" has leading zeros.',
      wrongType: 'This policy {{consequence}}: {{field}} must be a CIDR range.',
      listItem:
        'This policy {{consequence}}: an item of {{field}} must be a plain CIDR range; an item with cidr and except belongs in {{set}}.',
      setItem:
        'This policy {{consequence}}: an item of {{field}} must be a map with cidr, cidrGroupRef or cidrGroupSelector.',
      noSource:
        'This policy {{consequence}}: an item of {{field}} needs one of cidr, cidrGroupRef and cidrGroupSelector.',
      severalSources:
        'This policy {{consequence}}: an item of {{field}} can have only one of cidr, cidrGroupRef and cidrGroupSelector. Split them into separate items.',
      noGroupSelector:
        'This policy {{consequence}}: cidrGroupSelector was added in Cilium {{since}}. Before that, the API server drops it, which leaves the item empty.',
      exceptLarger:
        'This policy {{consequence}}: except {{value}} is larger than {{cidr}}, and older Cilium versions fail on that.',
      exceptOutside: 'This policy {{consequence}}: except {{value}} is not inside {{cidr}}.',
    },
    references: [sources.ciliumPolicySchema.url, sources.ciliumRuleValidation.url],
  },
  check(policy, { profile, report }) {
    for (const { problem, at, verdict, data, replacement } of invalidCidrs(policy, profile)) {
      report({
        messageId: problem,
        at,
        data,
        ...milderUnlessSure(verdict, 'info'),
        fixes: () => {
          if (replacement === undefined) {
            return [];
          }
          const text = typeof replacement === 'string' ? replacement : replacement.cidr;
          const title =
            typeof replacement === 'string' ? `Replace with ${text}` : `Write cidr: ${text}`;
          const edits = writeInstead(policy.object, at, replacement);
          return [fixFrom(title, 'suggestion', edits, true)];
        },
      });
    }
  },
});

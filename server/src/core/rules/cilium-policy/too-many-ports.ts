import { defineRule } from '../../engine/define-rule';
import { isWrittenOut } from '../../fixes/always-there';
import { fixFrom } from '../../fixes/fix-from';
import { policyLimits } from '../../knowledge/policy-vocabulary';
import { sources } from '../../knowledge/sources';
import { breakListItem } from '../../model/cilium-item-edits';
import type { CiliumPolicy } from '../../model/cilium-policy';
import { type Field, fieldOf } from '../../model/traced';
import { inEveryVersion, notEnforced, refused } from '../../policy/validity/cilium-consequence';
import { ciliumEntries } from '../../policy/validity/cilium-entries';
import { ciliumPortRules } from '../../policy/validity/cilium-port-rules';

/** Lists of ports have an upper end; several items of `toPorts` do not. */
export default defineRule({
  meta: {
    name: 'too-many-ports',
    title: 'More ports in one item than Cilium accepts',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    mentions: /\b(?:toPorts|icmps)\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      ports:
        'This policy {{consequence}}: an item of toPorts can have at most {{limit}} ports, and this one has {{count}}.',
      fields:
        'This policy {{consequence}}: an item of icmps can have at most {{limit}} fields, and this one has {{count}}.',
    },
    references: [sources.ciliumPolicySchema.url, sources.ciliumRuleValidation.url],
  },
  check(policy, { report }) {
    for (const { messageId, field, limit, consequence, list, index } of longLists(policy)) {
      const { node } = field;
      // In a template, the items may be those of several branches.
      if (
        node.kind === 'sequence' &&
        node.items.length > limit &&
        isWrittenOut(policy.object, node.range)
      ) {
        report({
          messageId,
          at: field.keyRange,
          data: { consequence, limit, count: node.items.length },
          fixes: () => {
            const edits = breakListItem(policy.object, list, index, field, limit);
            return [fixFrom(`Split into items of ${limit}`, 'suggestion', edits, true)];
          },
        });
      }
    }
  },
});

function longLists(policy: CiliumPolicy) {
  const ports = ciliumPortRules(policy).flatMap(({ portRule, placed, list, index }) => {
    const field = fieldOf(portRule.node, 'ports');
    // The schema has the limit for rules that allow.
    const consequence = (placed.section.isDeny ? notEnforced : refused)(inEveryVersion);
    const limit = policyLimits.portsPerRule.value;
    return field === undefined
      ? []
      : [{ messageId: 'ports' as const, field, limit, consequence, list, index }];
  });
  return [...ports, ...ciliumEntries(policy).flatMap(({ entry }) => icmpLists(entry.icmps))];
}

function icmpLists(icmps: Field | undefined) {
  const list = icmps?.node;
  if (list?.kind !== 'sequence') {
    return [];
  }
  return list.items.flatMap((item, index) => {
    const field = fieldOf(item, 'fields');
    const limit = policyLimits.icmpFields.value;
    const consequence = refused(inEveryVersion);
    return field === undefined
      ? []
      : [{ messageId: 'fields' as const, field, limit, consequence, list, index }];
  });
}

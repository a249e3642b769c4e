import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { isBalanced, outsideTemplateBlocks } from '../../fixes/template-guard';
import { sources } from '../../knowledge/sources';
import { joinPeers } from '../../model/list-edits';
import { sectionsOf } from '../../model/network-policy';
import { splitPeers } from '../../policy/peers/split-peers';

/** A dash too many: items of a list add up, while selectors of one item narrow each other. */
export default defineRule({
  meta: {
    name: 'split-selector-peers',
    title: 'namespaceSelector and podSelector in two peers instead of one',
    category: 'network-policy',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'NetworkPolicy',
    needs: ['policy', 'namespace', 'workload'],
    messages: {
      likely:
        "These are two peers, and peers add up: every pod in the selected namespaces, and the selected pods in the policy's own namespace. To allow only the selected pods in the selected namespaces, put both selectors into one item.",
      perhaps:
        "These are two peers, and peers add up: every pod in the selected namespaces, and the selected pods in the policy's own namespace. If only the selected pods in the selected namespaces are meant, put both selectors into one item.",
    },
    references: [sources.kubernetesPolicies.url],
  },
  check(policy, { facts, report }) {
    const { text, isTemplate } = policy.object.document;
    for (const rule of sectionsOf(policy).flatMap(({ rules }) => rules)) {
      const split = splitPeers(policy, rule, facts);
      // In a template, the two may stand in different branches.
      if (
        split === undefined ||
        (isTemplate && !isBalanced(text.slice(split.first.range.start, split.second.range.end)))
      ) {
        continue;
      }
      const { first, at, isLikely, losesDns } = split;
      report({
        messageId: isLikely ? 'likely' : 'perhaps',
        at,
        ...(isLikely ? {} : { severity: 'hint' }),
        related: [{ range: first.range, message: 'This is the other peer.' }],
        fixes: () =>
          losesDns
            ? []
            : [
                fixFrom(
                  'Merge them into one peer',
                  'suggestion',
                  outsideTemplateBlocks(policy, rule.range.start, joinPeers(policy, rule, first)),
                ),
              ],
      });
    }
  },
});

import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { policyFieldRequirement } from '../../knowledge/policy-field-requirements';
import { sources } from '../../knowledge/sources';
import { replaceField } from '../../model/cilium-item-edits';
import { selectorFrom } from '../../model/label-selector';
import { inEveryVersion, notEnforced } from '../../policy/validity/cilium-consequence';
import { ciliumEntries, hasItems, memberName } from '../../policy/validity/cilium-entries';
import { layer3Fields } from '../../policy/validity/cilium-peers-validity';

/** Peers by the labels of nodes need a setting of Cilium that AKS leaves off. */
export default defineRule({
  meta: {
    name: 'node-peers-disabled',
    title: 'Nodes as peers, which AKS leaves disabled',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    mentions: /\b(?:from|to)Nodes\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      disabled:
        'This policy {{consequence}}: {{field}} needs node selectors in policies (enable-node-selector-labels), which AKS leaves disabled. The entities host and remote-node cover all nodes.',
    },
    references: [sources.ciliumRuleValidation.url, sources.ciliumConfigMap.url],
  },
  check(policy, { report }) {
    for (const placed of ciliumEntries(policy)) {
      const { entry } = placed;
      const field = entry.members.get('Nodes');
      const name = memberName(entry, 'Nodes');
      const isNeeded = policyFieldRequirement(name)?.otherwise === 'invalid';
      if (field === undefined || !isNeeded || !hasItems(field.node)) {
        continue;
      }
      const { items } = field.node;
      const isOnly = layer3Fields(placed).length === 1;
      report({
        messageId: 'disabled',
        at: field.keyRange,
        data: { consequence: notEnforced(inEveryVersion), field: name },
        fixes: () => {
          // Cilium adds to every such selector that the peer is another node than the pod's own.
          const isEveryNode = items.some((item) => selectorFrom(item)?.isEmpty === true);
          return isEveryNode && isOnly
            ? [
                fixFrom(
                  'Write the entity remote-node',
                  'suggestion',
                  replaceField(policy.object, field, memberName(entry, 'Entities'), [
                    'remote-node',
                  ]),
                  true,
                ),
              ]
            : [];
        },
      });
    }
  },
});

import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { sources } from '../../knowledge/sources';
import { addEntries } from '../../model/list-edits';
import { emptyProblems } from '../../policy/validity/cilium-subject-validity';

/** Nothing is denied by lists without items: to Cilium that is a policy without rules. */
export default defineRule({
  meta: {
    name: 'empty-policy',
    title: 'Policy without any rules',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'CiliumPolicy',
    messages: {
      noSpec: 'This policy {{consequence}}: it has neither spec nor specs.',
      emptySpec: 'This policy {{consequence}}: it has neither a selector nor rules.',
      emptySpecs: 'This policy {{consequence}}: its specs list is empty.',
      noLists:
        'This policy {{consequence}}: it has none of ingress, ingressDeny, egress and egressDeny.',
      emptyLists:
        'This policy {{consequence}}: its rule lists are empty. To deny everything in a direction, write one empty rule: "{{name}}: [{}]".',
      onlySwitch:
        'This policy {{consequence}}: enableDefaultDeny alone is not a rule, and the policy needs an item in ingress, ingressDeny, egress or egressDeny.',
    },
    references: [
      sources.ciliumRuleValidation.url,
      sources.ciliumPolicySchema.url,
      sources.ciliumPolicyParser.url,
    ],
  },
  check(policy, { profile, report }) {
    for (const { is, at, consequence, isSure, list } of emptyProblems(policy, profile)) {
      // A patch of a policy may leave out what it does not change, and does not say that it is a patch.
      const mayBePatch = is === 'noLists' || is === 'noSpec';
      report({
        messageId: is,
        at,
        data: { consequence, name: list?.direction ?? '' },
        ...(isSure && !mayBePatch ? {} : { severity: 'warning' as const }),
        fixes: () =>
          list === undefined || list.isDeny
            ? []
            : [
                fixFrom(
                  `Deny all ${list.direction} with an empty rule`,
                  'suggestion',
                  addEntries(policy.object, list, [{}]),
                ),
              ],
      });
    }
  },
});

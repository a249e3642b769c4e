import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { issues } from '../../knowledge/issues';
import { namespaceLabels } from '../../knowledge/policy-vocabulary';
import { replaceEndpoint } from '../../model/cilium-edits';
import { known } from '../../model/traced';

/** Cilium adds the namespace of a CiliumNetworkPolicy to its selectors, the empty one included. */
export default defineRule({
  meta: {
    name: 'empty-selector-own-namespace',
    title: 'Empty endpoint selector, which is for the own namespace only',
    category: 'cilium-policy',
    severity: 'info',
    // Most authors mean their own namespace, and nothing in a file tells the others.
    recommended: false,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'CiliumPolicy',
    messages: {
      allow:
        "In a CiliumNetworkPolicy, the empty selector means the pods of the policy's own namespace: pods of other namespaces stay blocked.",
      deny: "In a CiliumNetworkPolicy, the empty selector means the pods of the policy's own namespace: pods of other namespaces are not denied.",
    },
    references: [issues.emptySelector.url],
  },
  check({ object, scope, rules }, { report }) {
    const sections = scope === 'namespaced' ? rules.flatMap((rule) => rule.sections) : [];
    for (const { isDeny, entries } of sections) {
      for (const entry of entries) {
        const empty = known(entry.endpoints)?.find(({ isEmpty }) => isEmpty);
        if (empty !== undefined) {
          const every = {
            matchExpressions: [{ key: `k8s:${namespaceLabels.ofEndpoint}`, operator: 'Exists' }],
          };
          report({
            messageId: isDeny ? 'deny' : 'allow',
            at: empty.range,
            fixes: () => [
              fixFrom(
                'Select the pods of all namespaces',
                'suggestion',
                replaceEndpoint(object, entry, empty.range, every),
              ),
            ],
          });
        }
      }
    }
  },
});

import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { issues } from '../../knowledge/issues';
import { namespaceLabels } from '../../knowledge/policy-vocabulary';
import { sources } from '../../knowledge/sources';
import { replaceEndpoint } from '../../model/cilium-edits';
import { known } from '../../model/traced';
import { saysAllNamespaces } from '../../policy/stated-purpose';

/** Cilium adds the namespace of a CiliumNetworkPolicy to its selectors, the empty one included. */
export default defineRule({
  meta: {
    name: 'empty-selector-own-namespace',
    title: "Empty endpoint selector, which matches only the policy's own namespace",
    category: 'cilium-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'CiliumPolicy',
    messages: {
      allow:
        "In a CiliumNetworkPolicy, an empty selector matches only pods in the policy's own namespace: pods in other namespaces stay blocked.",
      deny: "In a CiliumNetworkPolicy, an empty selector matches only pods in the policy's own namespace: pods in other namespaces are not denied.",
      allowSaid:
        'In a CiliumNetworkPolicy, an empty selector matches only pods in the policy\'s own namespace: pods in other namespaces stay blocked, although "{{words}}" says that they are meant.',
      denySaid:
        'In a CiliumNetworkPolicy, an empty selector matches only pods in the policy\'s own namespace: pods in other namespaces are not denied, although "{{words}}" says that they are meant.',
    },
    references: [issues.emptySelector.url, sources.ciliumSelectorScope.url],
  },
  // Most authors mean their own namespace; only words in the file tell the others.
  options: { withoutWords: false },
  check(policy, { options, report }) {
    const { object, scope, rules } = policy;
    const sections = scope === 'namespaced' ? rules.flatMap((rule) => rule.sections) : [];
    for (const { isDeny, entries } of sections) {
      for (const entry of entries) {
        const empty = known(entry.endpoints)?.find(({ isEmpty }) => isEmpty);
        const words = empty && saysAllNamespaces(policy, entry.range);
        if (empty !== undefined && (words !== undefined || options.withoutWords)) {
          const every = {
            matchExpressions: [{ key: `k8s:${namespaceLabels.ofEndpoint}`, operator: 'Exists' }],
          };
          report({
            messageId: `${isDeny ? 'deny' : 'allow'}${words === undefined ? '' : 'Said'}`,
            at: empty.range,
            data: { words: words ?? '' },
            ...(words === undefined ? { severity: 'info' } : {}),
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

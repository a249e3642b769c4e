import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { addPolicyType, removeSection } from '../../model/edits';
import { listsDirection, sectionsOf } from '../../model/network-policy';

/** Kubernetes ignores a section whose direction is not listed; Cilium enforces every section that holds rules. */
export default defineRule({
  meta: {
    name: 'policy-types-mismatch',
    title: 'Section of a direction that policyTypes does not list',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    appliesTo: 'NetworkPolicy',
    messages: {
      enforced:
        'policyTypes does not list {{type}}, so Kubernetes ignores this section; Cilium enforces it and closes {{direction}} for everything else.',
    },
    references: [issues.policyTypes.url, sources.kubernetesPolicies.url],
  },
  check(policy, { report }) {
    for (const section of sectionsOf(policy)) {
      const { field, direction } = section;
      const isIgnored = section.rules.length > 0 && listsDirection(policy, direction) === 'no';
      if (field === undefined || !isIgnored) {
        continue;
      }
      const type = direction === 'ingress' ? 'Ingress' : 'Egress';
      const list = policy.policyTypes;
      report({
        messageId: 'enforced',
        at: field.keyRange,
        data: { type, direction },
        related:
          list.state === 'known'
            ? [{ range: list.range, message: `${type} is not listed here.` }]
            : [],
        fixes: () => [
          fixFrom(`Add ${type} to policyTypes`, 'safe', addPolicyType(policy, type), true),
          fixFrom(`Remove the ${direction} section`, 'suggestion', removeSection(policy, section)),
        ],
      });
    }
  },
});

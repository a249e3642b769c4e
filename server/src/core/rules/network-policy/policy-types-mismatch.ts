import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { addPolicyType, removeSection } from '../../model/edits';
import {
  listsDirection,
  type NetworkPolicy,
  type PolicySection,
  sectionsOf,
} from '../../model/network-policy';
import { addPolicyTypes } from '../../model/repairs';
import { fieldOf, known } from '../../model/traced';

/** Kubernetes ignores a section whose direction is not listed; Cilium enforces every section that holds rules. */
export default defineRule({
  meta: {
    name: 'policy-types-mismatch',
    title: 'Sections of a policy that do not match its policyTypes',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    appliesTo: 'NetworkPolicy',
    messages: {
      enforced:
        'policyTypes does not list {{type}}, so Kubernetes ignores this section; Cilium enforces it and blocks all other {{direction}} traffic.',
      opensEgress:
        'This empty egress section blocks nothing: without policyTypes, a policy applies to egress only if it has egress rules.',
    },
    references: [issues.policyTypes.url, sources.kubernetesPolicies.url],
  },
  check(policy, { report }) {
    for (const section of sectionsOf(policy)) {
      if (section.field !== undefined && isEnforcedAnyway(policy, section)) {
        const { direction } = section;
        const type = direction === 'ingress' ? 'Ingress' : 'Egress';
        const list = policy.policyTypes;
        report({
          messageId: 'enforced',
          at: section.field.keyRange,
          data: { type, direction },
          related:
            list.state === 'known'
              ? [{ range: list.range, message: `${type} is not listed here.` }]
              : [],
          fixes: () => [
            ...(hasRoom(policy)
              ? [
                  fixFrom(
                    `Add ${type} to policyTypes`,
                    'suggestion',
                    addPolicyType(policy, type),
                    true,
                  ),
                ]
              : []),
            fixFrom(
              `Remove the ${direction} section`,
              'suggestion',
              removeSection(policy, section),
            ),
          ],
        });
      }
    }
    const { field } = policy.egress;
    if (field !== undefined && opensEgress(policy)) {
      const both = addPolicyTypes(policy, ['Ingress', 'Egress']);
      report({
        messageId: 'opensEgress',
        at: field.keyRange,
        fixes: () => [fixFrom('Add policyTypes: [Ingress, Egress]', 'suggestion', both, true)],
      });
    }
  },
});

function isEnforcedAnyway(policy: NetworkPolicy, section: PolicySection): boolean {
  const types = known(policy.policyTypes) ?? [];
  // A type that is misspelt is the API server's business: it refuses the whole policy.
  const areReadable = types.every((type) => ['Ingress', 'Egress'].includes(known(type) ?? ''));
  return (
    areReadable && section.rules.length > 0 && listsDirection(policy, section.direction) === 'no'
  );
}

/** A list of two, such as `[Egress, Egress]`, is full: the API server takes no third. */
function hasRoom({ policyTypes }: NetworkPolicy): boolean {
  return (known(policyTypes) ?? []).length < 2;
}

function opensEgress({ spec, policyTypesField, egress, object }: NetworkPolicy): boolean {
  const isEmpty = egress.list.state === 'known' && egress.isComplete && egress.rules.length === 0;
  // A patch may well leave `policyTypes` to the policy it changes; it hardly repeats the podSelector.
  const isWhole = fieldOf(spec, 'podSelector') !== undefined && !object.document.isTemplate;
  return policyTypesField === undefined && isEmpty && isWhole;
}

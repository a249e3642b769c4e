import { defineRule } from '../../engine/define-rule';
import { sources } from '../../knowledge/sources';
import { subjectProblems } from '../../policy/validity/cilium-subject-validity';

/** A rule is for pods or for nodes, and only a clusterwide one for nodes. */
export default defineRule({
  meta: {
    name: 'invalid-policy-subject',
    title: 'Policy for neither pods nor nodes, or for both',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'CiliumPolicy',
    messages: {
      both: 'This policy {{consequence}}: it has both endpointSelector and nodeSelector, but can have only one of them.',
      neither:
        'This policy {{consequence}}: it has neither endpointSelector nor nodeSelector. To select every pod, write "endpointSelector: {}".',
      nodeSelector:
        'This policy {{consequence}}: a CiliumNetworkPolicy cannot have a nodeSelector. Policies for nodes must be clusterwide.',
    },
    references: [
      sources.ciliumPolicySchema.url,
      sources.ciliumPolicyParser.url,
      sources.ciliumRuleValidation.url,
    ],
  },
  check(policy, { profile, report }) {
    for (const { is, at, consequence, isSure } of subjectProblems(policy, profile)) {
      const severity = isSure ? {} : ({ severity: 'warning' } as const);
      report({ messageId: is, at, data: { consequence }, ...severity });
    }
  },
});

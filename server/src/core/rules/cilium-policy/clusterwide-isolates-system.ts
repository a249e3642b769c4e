import { defineRule } from '../../engine/define-rule';
import { isAlwaysThere } from '../../fixes/always-there';
import { systemIsolationFixes } from '../../fixes/system-isolation-fixes';
import { ciliumKind } from '../../knowledge/cilium-kinds';
import { systemNamespaces } from '../../knowledge/policy-pitfalls';
import { sources } from '../../knowledge/sources';
import { systemIsolations } from '../../policy/system-isolation';

/** A policy for all pods is one for those that the cluster lives on, too. */
export default defineRule({
  meta: {
    name: 'clusterwide-isolates-system',
    title: 'Clusterwide policy that isolates the system pods of AKS',
    category: 'cilium-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    appliesTo: 'CiliumPolicy',
    needs: ['policy'],
    messages: {
      closes:
        'This policy selects pods in all namespaces, so it also closes {{directions}} for {{pods}} in {{namespace}}, which need more than it allows: name resolution, metrics and webhooks may stop working for the whole cluster.',
      denies:
        'Deny rules also close {{directions}} for the pods they select, unless enableDefaultDeny says otherwise, and this policy selects pods in all namespaces: {{pods}} in {{namespace}} are cut off unless another policy allows their traffic.',
    },
    references: [sources.ciliumPolicyModes.url, sources.ciliumPage.url],
  },
  check(policy, { profile, facts, report }) {
    const { object } = policy;
    const [system] = systemNamespaces;
    const entry = ciliumKind('cilium.io', object.kind, profile.edition.value);
    // Where the policy is refused as a whole, another rule says so.
    if (entry?.state !== 'supported' || system === undefined) {
      return;
    }
    for (const isolation of systemIsolations(policy, facts)) {
      if (isAlwaysThere(object, isolation.at.start)) {
        report({
          messageId: isolation.isDenyOnly ? 'denies' : 'closes',
          at: isolation.at,
          data: {
            directions: isolation.directions.join(' and '),
            pods: system.runs,
            namespace: system.name,
          },
          fixes: () => systemIsolationFixes(policy, isolation, profile),
        });
      }
    }
  },
});

import { defineRule } from '../../engine/define-rule';
import { ciliumConfigEntry } from '../../knowledge/cilium-config';
import { conditionSpan } from '../../knowledge/policy-validity';
import { sources } from '../../knowledge/sources';
import type { CiliumPolicy } from '../../model/cilium-policy';
import { fieldOf } from '../../model/traced';
import { milderUnlessSure, notEnforced } from '../../policy/validity/cilium-consequence';
import { ciliumPortRules, layer7Kinds } from '../../policy/validity/cilium-port-rules';
import { nodeSelectorVerdict } from '../../policy/validity/cilium-subject-validity';
import { overMinors, overSpan } from '../../profile/cilium-minors';
import type { ClusterProfile } from '../../profile/profile';

/** The firewall of nodes is a part of Cilium that AKS leaves off. */
export default defineRule({
  meta: {
    name: 'host-policy-not-enforced',
    title: 'Policy for nodes, which AKS does not enforce',
    category: 'cilium-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /\bnodeSelector\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      notEnforced:
        'This policy is stored, but has no effect: a nodeSelector selects nodes, and AKS leaves the host firewall of Cilium disabled ({{key}}). Use network security groups for nodes.',
      layer7:
        'This policy {{consequence}}: a policy for nodes cannot have rules.{{kind}} in {{direction}}.',
    },
    references: [sources.ciliumConfigMap.url, sources.ciliumRuleValidation.url],
  },
  check(policy, { profile, report }) {
    for (const rule of policy.rules) {
      const { node } = rule;
      // Where it makes the policy invalid, another rule says so.
      const isValid = nodeSelectorVerdict(policy, rule, profile).answer === 'no';
      const selector = fieldOf(node, 'nodeSelector');
      const isForPods = fieldOf(node, 'endpointSelector') !== undefined;
      if (selector !== undefined && !isForPods && isValid) {
        const { key = '' } = ciliumConfigEntry('enable-host-firewall') ?? {};
        report({ messageId: 'notEnforced', at: selector.keyRange, data: { key } });
      }
    }
    for (const { at, kind, direction, verdict } of layer7OfNodes(policy, profile)) {
      report({
        messageId: 'layer7',
        at,
        data: { consequence: notEnforced(verdict), kind, direction },
        ...milderUnlessSure(verdict, 'info'),
      });
    }
  },
});

function layer7OfNodes(policy: CiliumPolicy, profile: ClusterProfile) {
  const noneAtAll = overSpan(profile, conditionSpan('host-layer-7'));
  const always = overMinors(profile, () => true);
  return ciliumPortRules(policy).flatMap((placed) => {
    const { rule, section } = placed.placed;
    const [kind] = layer7Kinds(placed);
    if (kind === undefined || fieldOf(rule.node, 'nodeSelector') === undefined) {
      return [];
    }
    const isLookup = section.direction === 'egress' && (kind === 'dns' || kind === 'l7');
    const verdict = isLookup ? noneAtAll : always;
    const at = placed.portRule.rules?.keyRange ?? placed.portRule.range;
    return verdict.answer === 'no' ? [] : [{ at, kind, direction: section.direction, verdict }];
  });
}

import { defineRule } from '../../engine/define-rule';
import { isAlwaysThere } from '../../fixes/always-there';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { layer7Fields, refusalReason } from '../../policy/acns-fields';
import { allowsL7 } from '../../profile/answers';

/** AKS lets policies with HTTP and Kafka rules in only where the proxy that reads requests runs. */
export default defineRule({
  meta: {
    name: 'l7-needs-acns',
    title: 'HTTP or Kafka rules on a cluster that may refuse them',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    mentions: /\b(?:http|kafka)\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      refused:
        'This policy is refused at admission: {{field}} needs Advanced Container Networking Services with advancedNetworkPolicies L7, and this cluster {{reason}}.',
      mayBeRefused:
        'This policy is refused at admission on AKS without ACNS: {{field}} needs Advanced Container Networking Services with advancedNetworkPolicies L7, and nothing says that this cluster has it.',
    },
    references: [sources.acnsL7.url, issues.admissionDenied.url, issues.admissionField.url],
  },
  check(policy, { profile, report }) {
    const answer = allowsL7(profile);
    const fields = answer === 'yes' ? [] : layer7Fields(policy);
    const [first, ...others] = fields.filter(({ at }) => isAlwaysThere(policy.object, at.start));
    if (first === undefined) {
      return;
    }
    report({
      messageId: answer === 'no' ? 'refused' : 'mayBeRefused',
      at: first.at,
      data: { field: first.name, reason: refusalReason(profile, 'l7-policies') },
      ...(answer === 'no' ? {} : { severity: 'info' }),
      related: others.map(({ at, name }) => ({ range: at, message: `${name} here, too.` })),
    });
  },
});

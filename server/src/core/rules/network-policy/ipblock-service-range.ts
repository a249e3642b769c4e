import { defineRule } from '../../engine/define-rule';
import { sources } from '../../knowledge/sources';
import { sectionsOf } from '../../model/network-policy';
import { judgeInsideBlocks } from '../../policy/inside-block';

/** Policy is applied after the Service address was replaced by that of a backend, so a Service range matches nothing. */
export default defineRule({
  meta: {
    name: 'ipblock-service-range',
    title: 'ipBlock for Service addresses never matches',
    category: 'network-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    appliesTo: 'NetworkPolicy',
    messages: {
      inside:
        'On Cilium, ipBlock {{cidr}} can never match: it lies in the Service range {{range}}, and policy is applied to the backend behind the Service. Select the backend pods, with their target port.{{more}}',
      likely:
        'If {{cidr}} is a Service address of this cluster (AKS uses {{range}} unless told otherwise), it never matches: policy is applied to the backend behind the Service.{{more}}',
    },
    references: [sources.ciliumPage.url],
  },
  check(policy, { profile, report }) {
    for (const section of sectionsOf(policy)) {
      for (const rule of section.rules) {
        const verdict = judgeInsideBlocks(policy, section, rule, profile);
        if (verdict?.kind !== 'service') {
          continue;
        }
        const { first, others, at, range, isKnown } = verdict;
        report({
          messageId: isKnown ? 'inside' : 'likely',
          at,
          ...(isKnown ? {} : { severity: 'info' }),
          data: {
            cidr: first.cidr.text,
            range: range.text,
            more: others === 0 ? '' : ` The same holds for ${others} more in this list.`,
          },
        });
      }
    }
  },
});

import { defineRule } from '../../engine/define-rule';
import { insideBlockFixes } from '../../fixes/inside-block-fixes';
import { sources } from '../../knowledge/sources';
import { sectionsOf } from '../../model/network-policy';
import { judgeInsideBlocks } from '../../policy/inside-block';

/** A pod or node address is never matched by its range, however exact the range is. */
export default defineRule({
  meta: {
    name: 'ipblock-in-cluster-range',
    title: 'ipBlock for pod or node addresses never matches',
    category: 'network-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    appliesTo: 'NetworkPolicy',
    messages: {
      inside:
        'On Cilium, ipBlock {{cidr}} can never match: it lies in the {{role}} range {{range}}, and pods and nodes are not selected by address.{{more}}',
      evidence:
        'On Cilium, an ipBlock never matches pods or nodes. If {{cidr}} holds {{subject}} of this cluster, as "{{words}}" says, nothing is allowed here.{{more}}',
      private:
        'On Cilium, ipBlock {{cidr}} matches only addresses outside the cluster: pods and nodes in this private range stay blocked.{{more}}',
    },
    references: [sources.ciliumPage.url, sources.ciliumLayer3.url],
  },
  check(policy, { profile, report }) {
    for (const section of sectionsOf(policy)) {
      for (const rule of section.rules) {
        const verdict = judgeInsideBlocks(policy, section, rule, profile);
        if (verdict === undefined || verdict.kind === 'service') {
          continue;
        }
        const { first, others, at } = verdict;
        const more = others === 0 ? '' : ` The same holds for ${others} more in this list.`;
        const fixes = () => insideBlockFixes(policy, section, rule, verdict);
        const cidr = first.cidr.text;
        if (verdict.kind === 'inside') {
          const { role, cidr: range } = verdict.range;
          report({ messageId: 'inside', at, data: { cidr, role, range: range.text, more }, fixes });
        } else if (verdict.evidence !== undefined) {
          const data = { cidr, ...verdict.evidence, more };
          report({ messageId: 'evidence', at, severity: 'warning', data, fixes });
        } else {
          report({ messageId: 'private', at, severity: 'info', data: { cidr, more }, fixes });
        }
      }
    }
  },
});

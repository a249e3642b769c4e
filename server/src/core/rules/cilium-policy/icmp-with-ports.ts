import { defineRule } from '../../engine/define-rule';
import { areTogether } from '../../fixes/always-there';
import { divideEntry } from '../../fixes/cilium-divide';
import { fixFrom } from '../../fixes/fix-from';
import { sources } from '../../knowledge/sources';
import { fieldOf } from '../../model/traced';
import { inEveryVersion, notEnforced } from '../../policy/validity/cilium-consequence';
import { ciliumEntries, hasItems } from '../../policy/validity/cilium-entries';

/** A rule is for ports or for ICMP. */
export default defineRule({
  meta: {
    name: 'icmp-with-ports',
    title: 'icmps together with toPorts in one rule',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    mentions: /\bicmps\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      combined:
        'This policy {{consequence}}: an item of {{section}} has both icmps and toPorts, and Cilium accepts only one of them per rule. Split them into separate items.',
    },
    references: [sources.ciliumRuleValidation.url],
  },
  check(policy, { report }) {
    const { object } = policy;
    for (const placed of ciliumEntries(policy)) {
      const { icmps } = placed.entry;
      const ports = fieldOf(placed.entry.node, 'toPorts');
      if (
        icmps !== undefined &&
        ports !== undefined &&
        hasItems(icmps.node) &&
        hasItems(ports.node) &&
        areTogether(object, icmps.keyRange.start, ports.keyRange.start)
      ) {
        report({
          messageId: 'combined',
          at: icmps.keyRange,
          data: { consequence: notEnforced(inEveryVersion), section: placed.sectionName },
          related: [{ range: ports.keyRange, message: 'toPorts is here.' }],
          fixes: () => {
            const edits = divideEntry(object, placed, [['toPorts'], ['icmps']]);
            return [fixFrom('Move icmps to its own rule', 'suggestion', edits, true)];
          },
        });
      }
    }
  },
});

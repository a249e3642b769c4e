import { defineRule } from '../../engine/define-rule';
import { areTogether } from '../../fixes/always-there';
import { divideEntry } from '../../fixes/cilium-divide';
import { fixFrom } from '../../fixes/fix-from';
import { sources } from '../../knowledge/sources';
import { inEveryVersion, notEnforced } from '../../policy/validity/cilium-consequence';
import { ciliumEntries } from '../../policy/validity/cilium-entries';
import { layer3Fields } from '../../policy/validity/cilium-peers-validity';

/** One rule has one kind of peers; Cilium takes several neither as "and" nor as "or". */
export default defineRule({
  meta: {
    name: 'combined-l3-selectors',
    title: 'Several kinds of peers in one rule',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'CiliumPolicy',
    messages: {
      combined:
        'This policy {{consequence}}: an item of {{section}} combines {{fields}}, and Cilium accepts only one of them per rule. Split them into separate items.',
    },
    references: [sources.ciliumRuleValidation.url, sources.ciliumLayer3.url],
  },
  check(policy, { report }) {
    const { object } = policy;
    for (const placed of ciliumEntries(policy)) {
      const written = layer3Fields(placed);
      const start = written[0]?.field.keyRange.start ?? 0;
      const members = written.filter(({ field }) =>
        areTogether(object, start, field.keyRange.start),
      );
      const [first, second, ...others] = members;
      if (first === undefined || second === undefined) {
        continue;
      }
      report({
        messageId: 'combined',
        at: second.field.keyRange,
        data: {
          consequence: notEnforced(inEveryVersion),
          section: placed.sectionName,
          fields: listOf(members.map(({ name }) => name)),
        },
        related: [first, ...others].map(({ name, field }) => ({
          range: field.keyRange,
          message: `${name} is here.`,
        })),
        fixes: () => {
          const fields = members.map(({ name }) => [name]);
          const edits = divideEntry(object, placed, fields);
          return [fixFrom(`Split into ${members.length} rules`, 'suggestion', edits, true)];
        },
      });
    }
  },
});

function listOf(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

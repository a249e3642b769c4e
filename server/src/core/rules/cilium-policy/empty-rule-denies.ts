import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { outsideTemplateBlocks } from '../../fixes/template-guard';
import { emptyPeerList } from '../../knowledge/policy-pitfalls';
import { sources } from '../../knowledge/sources';
import { fillEntry } from '../../model/cilium-edits';
import { type EmptyRule, emptyRules } from '../../policy/empty-rules';

/** What opens everything in a NetworkPolicy closes it in a Cilium policy. */
export default defineRule({
  meta: {
    name: 'empty-rule-denies',
    title: 'Empty rule, which allows nothing in a Cilium policy',
    category: 'cilium-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'CiliumPolicy',
    messages: {
      closes:
        'In a Cilium policy an empty rule allows nothing, so it closes {{direction}} for these pods. In a NetworkPolicy it would allow everything.',
      addsNothing:
        'In a Cilium policy an empty rule allows nothing, so only the other rules have an effect. In a NetworkPolicy it would allow everything.',
      emptyList:
        'An empty list of peers matches nothing, so this rule allows nothing. Without {{field}} it would allow every peer.',
      emptyListSince:
        'In Cilium {{since}} and newer, an empty list of peers matches nothing, so this rule allows nothing; in older versions it matches every peer.',
    },
    references: [sources.ciliumPolicyModes.url, sources.ciliumUpgrade.url],
  },
  check(policy, { profile, report }) {
    for (const rule of emptyRules(policy, profile)) {
      const { object } = policy;
      const all = rule.section.direction === 'egress' ? 'toEntities' : 'fromEntities';
      report({
        messageId: messageFor(rule),
        at: rule.at,
        data: {
          direction: rule.section.direction,
          field: rule.field,
          since: emptyPeerList.cilium.from,
        },
        ...(isGrave(rule) ? {} : { severity: 'info' }),
        fixes: () =>
          rule.is === 'empty'
            ? [
                fixFrom(
                  'Allow everything',
                  'suggestion',
                  outsideTemplateBlocks(
                    policy,
                    rule.at.start,
                    fillEntry(object, rule.entry, { [all]: ['all'] }),
                  ),
                ),
              ]
            : [],
      });
    }
  },
});

/** The file says that the rule is to allow, and it surely does not. */
function isGrave({ is, isMeantToAllow, isNobody }: EmptyRule): boolean {
  return isMeantToAllow && (is === 'empty' || isNobody === 'yes');
}

function messageFor({ is, section, isNobody }: EmptyRule) {
  if (is === 'empty list') {
    return isNobody === 'yes' ? 'emptyList' : 'emptyListSince';
  }
  return section.entries.length > 1 ? 'addsNothing' : 'closes';
}

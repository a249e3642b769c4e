import { defineRule } from '../../engine/define-rule';
import { areTogether } from '../../fixes/always-there';
import { removedConstruct } from '../../knowledge/policy-vocabulary';
import { sources } from '../../knowledge/sources';
import { fieldOf } from '../../model/traced';
import { ciliumPortRules } from '../../policy/validity/cilium-port-rules';
import { ciliumAtLeast } from '../../profile/answers';

/** Parsers for protocols other than HTTP and DNS are on their way out of Cilium. */
export default defineRule({
  meta: {
    name: 'deprecated-l7-parser',
    title: 'Rules for Kafka or other parsers, which newer Cilium no longer has',
    category: 'cilium-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /\b(?:kafka|l7(?:proto)?)\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      kafka:
        'rules.kafka is deprecated, and Cilium {{removed}} {{has}} it: allow the port without layer 7 rules.',
      parser:
        'rules.{{field}} needs a parser that is built into the proxy: AKS has none, and Cilium {{removed}} {{has}} the field.',
    },
    references: [sources.ciliumRuleValidation.url, sources.ciliumUpgrade.url],
  },
  check(policy, { profile, report }) {
    for (const { placed, portRule } of ciliumPortRules(policy)) {
      const rules = portRule.rules?.node;
      if (placed.section.isDeny || rules?.kind !== 'map') {
        continue;
      }
      const l7 = fieldOf(rules, 'l7');
      const protocol = fieldOf(rules, 'l7proto');
      const [first, second] = [fieldOf(rules, 'kafka'), protocol, l7].filter(
        (field) => field !== undefined,
      );
      if (first === undefined) {
        continue;
      }
      const name = first.entry.name ?? '';
      const construct = removedConstruct(`toPorts.rules.${name}`, profile.edition.value);
      if (construct === undefined) {
        continue;
      }
      const { removed } = construct;
      const isGone = ciliumAtLeast(profile, removed) === 'yes';
      const has = isGone ? 'and newer no longer have' : 'no longer has';
      const isOne =
        second !== undefined &&
        areTogether(policy.object, first.keyRange.start, second.keyRange.start);
      report({
        messageId: name === 'kafka' ? 'kafka' : 'parser',
        at: first.keyRange,
        data: { field: name, removed, has },
        tags: ['deprecated'],
        related: isOne ? [{ range: second.keyRange, message: 'This is part of it.' }] : [],
      });
    }
  },
});

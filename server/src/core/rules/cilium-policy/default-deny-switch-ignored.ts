import { defineRule } from '../../engine/define-rule';
import { featureMinimum } from '../../knowledge/feature-minimums';
import { newestKubernetesBefore } from '../../knowledge/kubernetes-for-cilium';
import { sources } from '../../knowledge/sources';
import type { CiliumRule } from '../../model/cilium-policy';
import { fieldOf, known, nodeOf } from '../../model/traced';
import { milderUnlessSure } from '../../policy/validity/cilium-consequence';
import { overSpan } from '../../profile/cilium-minors';

/** Older Cilium does not know the switch, and isolates by the rules alone. */
export default defineRule({
  meta: {
    name: 'default-deny-switch-ignored',
    title: 'enableDefaultDeny, which older Cilium versions do not support',
    category: 'cilium-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    mentions: /\benableDefaultDeny\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      stillDenied:
        'The API server drops enableDefaultDeny {{when}}: the {{direction}} rules of this policy isolate the pods anyway.',
      notDenied:
        'The API server drops enableDefaultDeny {{when}}: without {{direction}} rules, this policy does not isolate the pods in that direction.',
    },
    references: [sources.ciliumRuleValidation.url, sources.ciliumConfigMap.url],
  },
  check({ rules }, { profile, report }) {
    const edition = profile.edition.value;
    const since = featureMinimum('enable-default-deny', edition)?.cilium ?? '';
    const verdict = overSpan(profile, { before: since });
    if (verdict.answer === 'no') {
      return;
    }
    const kubernetes = newestKubernetesBefore(since, edition) ?? '';
    const when =
      verdict.when === ''
        ? `before Cilium ${since} (Kubernetes ${kubernetes} and older)`
        : verdict.when;
    for (const rule of rules) {
      for (const { direction, isOn } of switches(rule)) {
        report({
          messageId: isOn ? 'notDenied' : 'stillDenied',
          at: fieldOf(nodeOf(rule.node, 'enableDefaultDeny'), direction)?.keyRange ?? rule.range,
          data: { when, direction },
          ...milderUnlessSure(verdict, 'info'),
        });
      }
    }
  },
});

/** The switches that say something else than the rules of their direction do. */
function switches({ enableDefaultDeny, sections }: CiliumRule) {
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const isOn = known(enableDefaultDeny[direction]);
    const lists = sections.filter((section) => section.direction === direction);
    const hasRules = lists.some(({ entries }) => entries.length > 0);
    const isSure = hasRules || lists.every(({ isComplete }) => isComplete);
    return isOn === undefined || isOn === hasRules || !isSure ? [] : [{ direction, isOn }];
  });
}

import { defineRule } from '../../engine/define-rule';
import { areTogether } from '../../fixes/always-there';
import { featureMinimum } from '../../knowledge/feature-minimums';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { fieldOf } from '../../model/traced';
import { milderUnlessSure, notEnforced } from '../../policy/validity/cilium-consequence';
import { ciliumEntries, hasItems } from '../../policy/validity/cilium-entries';
import { overSpan } from '../../profile/cilium-minors';

/** Older Cilium finds a policy invalid that narrows the traffic to a Service by port. */
export default defineRule({
  meta: {
    name: 'to-services-with-ports',
    title: 'toServices together with toPorts',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    mentions: /\btoServices\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      combined:
        'This policy {{consequence}}: an item of {{section}} combines toServices and toPorts. Cilium {{version}} and newer accept that.',
    },
    references: [issues.toServicesPorts.url, sources.ciliumRuleValidation.url],
  },
  check(policy, { profile, report }) {
    const version = featureMinimum('to-services-with-ports', profile.edition.value)?.cilium ?? '';
    const verdict = overSpan(profile, { before: version });
    if (verdict.answer === 'no') {
      return;
    }
    for (const { entry, sectionName } of ciliumEntries(policy)) {
      const services = entry.direction === 'egress' ? entry.members.get('Services') : undefined;
      const ports = fieldOf(entry.node, 'toPorts');
      if (
        services !== undefined &&
        ports !== undefined &&
        hasItems(services.node) &&
        hasItems(ports.node) &&
        areTogether(policy.object, services.keyRange.start, ports.keyRange.start)
      ) {
        report({
          messageId: 'combined',
          at: ports.keyRange,
          data: { consequence: notEnforced(verdict), section: sectionName, version },
          ...milderUnlessSure(verdict, 'info'),
          related: [{ range: services.keyRange, message: 'toServices is here.' }],
        });
      }
    }
  },
});

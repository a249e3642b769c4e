import { defineRule } from '../../engine/define-rule';
import { isAlwaysThere } from '../../fixes/always-there';
import { issues } from '../../knowledge/issues';
import { everyNamePattern } from '../../knowledge/policy-pitfalls';
import { sources } from '../../knowledge/sources';
import { inEdition } from '../../knowledge/types';
import { everyNamePatterns } from '../../policy/acns-fields';
import { acnsGap, acnsMessages, acnsReport } from '../../policy/acns-gap';
import { allowsFqdn } from '../../profile/answers';

/** AKS lets policies with domain names in only where the proxy that learns their addresses runs. */
export default defineRule({
  meta: {
    name: 'fqdn-needs-acns',
    title: 'Rules for domain names on a cluster that may refuse them',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    mentions: /\btoFQDNs\b|\bdns\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      ...acnsMessages('FQDN filtering'),
      everyName:
        'According to this edition of Microsoft\'s page, AKS refuses DNS rules with the pattern "*", and the whole policy with them. List the intended domains.',
    },
    references: [sources.acnsFqdn.url, issues.admissionDenied.url, issues.admissionField.url],
  },
  check(policy, { profile, report }) {
    const { object } = policy;
    const isThere = (at: { readonly start: number }) => isAlwaysThere(object, at.start);
    const gap = acnsGap(policy, 'fqdn-filtering', profile, isThere);
    if (gap !== undefined) {
      report(acnsReport(gap));
    }
    const [first, ...others] =
      inEdition(everyNamePattern, profile.edition.value) && allowsFqdn(profile) !== 'no'
        ? everyNamePatterns(policy).filter(isThere)
        : [];
    if (first !== undefined) {
      report({
        messageId: 'everyName',
        at: first,
        severity: 'warning',
        related: others.map((range) => ({ range, message: 'The same pattern is here too.' })),
      });
    }
  },
});

import { defineRule } from '../../engine/define-rule';
import { isAlwaysThere } from '../../fixes/always-there';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { layer7Fields } from '../../policy/acns-fields';
import { acnsGap, acnsMessages, acnsReport, alsoHere } from '../../policy/acns-gap';
import { hasIstioAddon } from '../../profile/answers';

/** AKS lets policies with HTTP and Kafka rules in only where the proxy that reads requests runs. */
export default defineRule({
  meta: {
    name: 'l7-needs-acns',
    title: 'HTTP or Kafka rules on a cluster that may refuse them',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    mentions: /\b(?:http|kafka)\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      ...acnsMessages('advancedNetworkPolicies L7'),
      istio:
        'This cluster has the Istio add-on, whose proxies read requests themselves, and Microsoft does not support {{field}} alongside it: use Istio policies, or rules for addresses and ports.',
    },
    references: [sources.acnsL7.url, issues.admissionDenied.url, issues.admissionField.url],
  },
  check(policy, { profile, report }) {
    const isThere = (at: { readonly start: number }) => isAlwaysThere(policy.object, at.start);
    const gap = acnsGap(policy, 'l7-policies', profile, isThere);
    if (gap !== undefined) {
      report(acnsReport(gap));
    }
    const [first, ...others] =
      hasIstioAddon(profile) === 'yes' && gap?.is !== 'refused'
        ? layer7Fields(policy).filter(({ at }) => isThere(at))
        : [];
    if (first !== undefined) {
      report({
        messageId: 'istio',
        at: first.at,
        data: { field: first.name },
        severity: 'warning',
        related: alsoHere(others),
      });
    }
  },
});

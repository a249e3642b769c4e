import { defineRule } from '../../engine/define-rule';
import { isAlwaysThere } from '../../fixes/always-there';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { fqdnFields, refusalReason } from '../../policy/acns-fields';
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
    mentions: /\btoFQDNs\b|\bdns\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      refused:
        'This policy is refused at admission: {{field}} needs Advanced Container Networking Services with FQDN filtering, and this cluster {{reason}}.',
      mayBeRefused:
        'This policy is refused at admission on AKS without ACNS: {{field}} needs Advanced Container Networking Services with FQDN filtering, and nothing says that this cluster has it.',
    },
    references: [sources.acnsFqdn.url, issues.admissionDenied.url, issues.admissionField.url],
  },
  check(policy, { profile, report }) {
    const answer = allowsFqdn(profile);
    const fields = answer === 'yes' ? [] : fqdnFields(policy);
    const [first, ...others] = fields.filter(({ at }) => isAlwaysThere(policy.object, at.start));
    if (first === undefined) {
      return;
    }
    report({
      messageId: answer === 'no' ? 'refused' : 'mayBeRefused',
      at: first.at,
      data: { field: first.name, reason: refusalReason(profile, 'fqdn-filtering') },
      ...(answer === 'no' ? {} : { severity: 'info' }),
      related: others.map(({ at, name }) => ({ range: at, message: `${name} here, too.` })),
    });
  },
});

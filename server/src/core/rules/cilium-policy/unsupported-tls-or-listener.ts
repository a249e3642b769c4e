import { defineRule } from '../../engine/define-rule';
import { isAlwaysThere } from '../../fixes/always-there';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { refusalReason } from '../../policy/acns-fields';
import { proxyFields } from '../../policy/proxy-fields';
import { allowsL7 } from '../../profile/answers';

/** Parts of a policy for the proxy of Cilium that AKS does not offer, or says nothing of. */
export default defineRule({
  meta: {
    name: 'unsupported-tls-or-listener',
    title: 'Listener, TLS context or server names, which AKS does not support',
    category: 'cilium-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /\b(?:listener|terminatingTLS|originatingTLS|serverNames)\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      listener:
        'A listener comes from a CiliumEnvoyConfig, which AKS leaves disabled, and Cilium skips a rule until its listener exists: these ports stay closed.',
      withoutProxy: '{{field}} needs the layer 7 proxy of Cilium, and this cluster {{reason}}.',
      undocumented:
        '{{field}} needs the layer 7 proxy of Cilium. Microsoft documents the proxy only for HTTP rules, so do not rely on it here.',
    },
    references: [sources.acnsL7.url, issues.gatewayApi.url, sources.ciliumEndpoint.url],
  },
  check(policy, { profile, report }) {
    const hasProxy = allowsL7(profile);
    for (const { name, at } of proxyFields(policy)) {
      if (!isAlwaysThere(policy.object, at.start)) {
        continue;
      }
      if (name === 'listener') {
        report({ messageId: 'listener', at });
      } else if (hasProxy === 'no') {
        const reason = refusalReason(profile, 'l7-policies');
        report({ messageId: 'withoutProxy', at, data: { field: name, reason } });
      } else {
        report({ messageId: 'undocumented', at, data: { field: name }, severity: 'info' });
      }
    }
  },
});

import { defineRule } from '../../engine/define-rule';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { sctpPlaces } from '../../policy/ports/sctp-places';

/** Cilium handles SCTP only where it is switched on, and AKS leaves it off. */
export default defineRule({
  meta: {
    name: 'sctp-unsupported',
    title: 'SCTP on a dataplane without SCTP support',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: ['NetworkPolicy', 'CiliumPolicy', 'Service', 'Workload'],
    messages: {
      allow: 'AKS runs Cilium with SCTP disabled, so this rule allows no SCTP traffic.',
      deny: 'AKS runs Cilium with SCTP disabled, so there is no SCTP traffic for this rule to deny.',
      service:
        'AKS runs Cilium with SCTP disabled, so this Service does not forward SCTP traffic to its pods.',
      container: 'AKS runs Cilium with SCTP disabled, so this port cannot be reached over SCTP.',
    },
    references: [sources.ciliumConfigMap.url, issues.sctp.url],
  },
  check(object, { report }) {
    const [first, ...others] = sctpPlaces(object);
    if (first !== undefined) {
      report({
        messageId: first.use,
        at: first.range,
        // Whether anybody talks to the port of a container, its file does not say.
        ...(first.use === 'container' ? { severity: 'info' } : {}),
        related: others.map(({ range }) => ({ range, message: 'SCTP is used here too.' })),
      });
    }
  },
});

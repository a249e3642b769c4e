import { defineRule } from '../../engine/define-rule';
import { ciliumKind } from '../../knowledge/cilium-kinds';
import { sources } from '../../knowledge/sources';

/** Whether AKS supports clusterwide policies depends on the edition of Microsoft's page. */
export default defineRule({
  meta: {
    name: 'clusterwide-policy-unsupported',
    title: 'Clusterwide policy that the documentation does not support',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    mentions: /\bCiliumClusterwideNetworkPolicy/,
    appliesTo: 'CiliumPolicy',
    messages: {
      unsupported:
        "According to this edition of Microsoft's page, AKS does not support CiliumClusterwideNetworkPolicy. Use {{instead}}.",
      supportedSince:
        'AKS has supported CiliumClusterwideNetworkPolicy since {{date}}; clouds that lag behind may not support it yet.',
    },
    references: [sources.ciliumPage.url],
  },
  options: { sayWhenSupported: false },
  check({ object, scope }, { profile, options, report }) {
    const entry = ciliumKind('cilium.io', object.kind, profile.edition.value);
    if (scope !== 'clusterwide' || entry === undefined) {
      return;
    }
    if (entry.state === 'unsupported') {
      const { instead = '' } = entry;
      report({ messageId: 'unsupported', at: object.kindRange, data: { instead } });
    } else if (options.sayWhenSupported) {
      const { date } = entry;
      report({
        messageId: 'supportedSince',
        at: object.kindRange,
        data: { date },
        severity: 'hint',
      });
    }
  },
});

import { defineRule } from '../../engine/define-rule';
import { isAlwaysThere } from '../../fixes/always-there';
import { fixFrom } from '../../fixes/fix-from';
import { outsideTemplateBlocks } from '../../fixes/template-guard';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { removeFromEntry } from '../../model/cilium-edits';

/** Who asks for an authentication that nobody carries out asks for nothing to get through. */
export default defineRule({
  meta: {
    name: 'authentication-blackhole',
    title: 'Mutual authentication required, which AKS leaves disabled',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    mentions: /\bauthentication\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      required:
        "AKS leaves Cilium's mutual authentication disabled, but Cilium still drops the traffic of a rule that requires it: this rule allows nothing.",
      alwaysFails:
        'In the mode test-always-fail no authentication succeeds, and Cilium drops the traffic of a rule that requires it: this rule allows nothing.',
    },
    references: [issues.requiredAuthentication.url, sources.ciliumConfigMap.url],
  },
  check({ object, rules }, { report }) {
    const entries = rules
      .flatMap(({ sections }) => sections)
      .filter(({ isDeny }) => !isDeny)
      .flatMap((section) => section.entries);
    for (const entry of entries) {
      const { authentication } = entry;
      if (
        authentication.state !== 'known' ||
        !Object.hasOwn(messageOf, authentication.value) ||
        !isAlwaysThere(object, authentication.range.start)
      ) {
        continue;
      }
      report({
        messageId: messageOf[authentication.value as keyof typeof messageOf],
        at: authentication.range,
        fixes: () => [
          fixFrom(
            'Remove the authentication',
            'suggestion',
            outsideTemplateBlocks(
              { object },
              entry.range.start,
              removeFromEntry(object, entry, 'authentication'),
            ),
            true,
          ),
        ],
      });
    }
  },
});

const messageOf = { required: 'required', 'test-always-fail': 'alwaysFails' } as const;

import { defineRule } from '../../engine/define-rule';
import { ciliumConfigMap } from '../../knowledge/cilium-config';
import { sources } from '../../knowledge/sources';
import { type ExcludedLabel, excludedLabels } from '../../policy/peers/excluded-labels';

/** Policies select by identity, and Cilium leaves labels out of it that differ from pod to pod. */
export default defineRule({
  meta: {
    name: 'selector-on-excluded-label',
    title: 'Pod selector uses a label that Cilium ignores',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: ['NetworkPolicy', 'CiliumPolicy'],
    needs: ['labelFilter'],
    messages: {
      subject:
        '{{who}} the label "{{key}}" from pod identities, so this selector never matches and the policy applies to no pods at all.',
      peer: '{{who}} the label "{{key}}" from pod identities, so this selector never matches and the peer stands for no pods at all.',
      always:
        '{{who}} the label "{{key}}" from pod identities, so this requirement is always met and rules out no pods.',
    },
    references: [sources.ciliumLabelFilter.url, sources.ciliumPage.url],
  },
  check(policy, { facts, report }) {
    for (const label of excludedLabels(policy, facts)) {
      const { key, at, configMap } = label;
      const who =
        configMap === undefined
          ? 'Cilium excludes'
          : `The ConfigMap ${ciliumConfigMap.name} excludes`;
      report({
        messageId: messageFor(label),
        at,
        data: { key, who },
        related:
          configMap === undefined
            ? []
            : [
                {
                  uri: configMap.uri,
                  range: configMap.range,
                  message: 'This says which labels count.',
                },
              ],
      });
    }
  },
});

function messageFor({ use, isAlwaysMet }: ExcludedLabel) {
  return isAlwaysMet ? 'always' : use;
}

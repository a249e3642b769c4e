import { defineRule } from '../../engine/define-rule';
import { ciliumConfigMap } from '../../knowledge/cilium-config';
import { sources } from '../../knowledge/sources';
import { type ExcludedLabel, excludedLabels } from '../../policy/peers/excluded-labels';

/** Policies select by identity, and Cilium leaves labels out of it that differ from pod to pod. */
export default defineRule({
  meta: {
    name: 'selector-on-excluded-label',
    title: 'Selector for pods by a label that Cilium does not look at',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: ['NetworkPolicy', 'CiliumPolicy'],
    needs: ['labelFilter'],
    messages: {
      subject:
        '{{who}} the label "{{key}}" out of pod identities, so this selector never matches, and the policy is for no pod at all.',
      peer: '{{who}} the label "{{key}}" out of pod identities, so this selector never matches, and the peer is no pod at all.',
      always:
        '{{who}} the label "{{key}}" out of pod identities, so this requirement is always met: it leaves no pod out.',
    },
    references: [sources.ciliumLabelFilter.url, sources.ciliumPage.url],
  },
  check(policy, { facts, report }) {
    for (const label of excludedLabels(policy, facts)) {
      const { key, at, configMap } = label;
      const who =
        configMap === undefined ? 'Cilium leaves' : `The ConfigMap ${ciliumConfigMap.name} leaves`;
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
                  message: 'Says which labels count.',
                },
              ],
      });
    }
  },
});

function messageFor({ use, isAlwaysMet }: ExcludedLabel) {
  return isAlwaysMet ? 'always' : use;
}

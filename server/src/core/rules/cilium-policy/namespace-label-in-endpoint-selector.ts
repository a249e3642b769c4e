import { defineRule } from '../../engine/define-rule';
import type { Fix } from '../../engine/finding';
import { fixFrom } from '../../fixes/fix-from';
import { namespaceLabels } from '../../knowledge/policy-vocabulary';
import { sources } from '../../knowledge/sources';
import { replaceInPart } from '../../model/cilium-edits';
import type { CiliumPolicy } from '../../model/cilium-policy';
import { type NamespaceMistake, namespaceMistakes } from '../../policy/peers/namespace-label-use';

/** Selectors of Cilium's policies look at pods, and a namespace is a label of its own there. */
export default defineRule({
  meta: {
    name: 'namespace-label-in-endpoint-selector',
    title: 'Selector that does not mean the namespace it names',
    category: 'cilium-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    mentions: /\bkubernetes\.io\/metadata\.name\b|\bio\.kubernetes\.pod\.namespace\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      neverMatches:
        'Pods do not have the label "{{label}}", only their Namespace does, so this selector never matches. In Cilium policies, the label for the namespace of a pod is "{{instead}}".',
      alwaysMatches:
        'Pods do not have the label "{{label}}", only their Namespace does, so this excludes no pods. In Cilium policies, the label for the namespace of a pod is "{{instead}}".',
      otherSource:
        'Pod labels have the source k8s, so "{{key}}" matches none of them. The label for the namespace of a pod is "{{instead}}".',
      replaced:
        'A CiliumNetworkPolicy applies only to pods in its own namespace: Cilium replaces {{written}} with {{own}}, so this policy affects {{own}} and leaves {{written}} unchanged.',
      noPods:
        'A CiliumNetworkPolicy applies only to pods in its own namespace, {{own}}, and none of those are in {{written}}: this policy does nothing.',
    },
    references: [
      sources.ciliumSelectorScope.url,
      sources.ciliumLabelFilter.url,
      sources.ciliumLayer3.url,
    ],
  },
  check(policy, { report }) {
    for (const mistake of namespaceMistakes(policy)) {
      report({
        messageId: messageFor(mistake),
        at: mistake.at,
        data: {
          label: namespaceLabels.ofNamespace,
          instead: rightKey,
          key: mistake.key,
          ...(mistake.is === 'foreign namespace'
            ? { own: mistake.own, written: mistake.written }
            : {}),
        },
        fixes: () => fixesFor(policy, mistake),
      });
    }
  },
});

const rightKey = `k8s:${namespaceLabels.ofEndpoint}`;

function messageFor(mistake: NamespaceMistake) {
  if (mistake.is === 'other source') {
    return 'otherSource';
  }
  if (mistake.is === 'foreign namespace') {
    return mistake.isReplaced ? 'replaced' : 'noPods';
  }
  return mistake.isAlwaysMet ? 'alwaysMatches' : 'neverMatches';
}

function fixesFor({ object, scope }: CiliumPolicy, mistake: NamespaceMistake): readonly Fix[] {
  // The subject of a namespaced policy has no use for it, and a key cannot stand there twice.
  const isUseful = mistake.use === 'peer' || scope === 'clusterwide';
  return mistake.is !== 'foreign namespace' && isUseful && !mistake.isNamed
    ? [
        fixFrom(
          `Select by ${rightKey}`,
          'suggestion',
          replaceInPart(object, mistake.selector, mistake.at, rightKey),
          true,
        ),
      ]
    : [];
}

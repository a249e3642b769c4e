import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { sources } from '../../knowledge/sources';
import { fieldOf } from '../../model/traced';
import { writeType } from '../../model/type-edits';
import { meantApiVersion, meantKind } from '../../policy/validity/cilium-type';

/** An object of a kind or version that no API server knows is refused. */
export default defineRule({
  meta: {
    name: 'unknown-cilium-kind',
    title: 'Cilium kind or API version that does not exist',
    category: 'cilium-policy',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    mentions: /cilium/i,
    appliesTo: 'KubernetesObject',
    messages: {
      kind: 'There is no kind {{written}}, so the API server refuses this object. The kind is called {{meant}}.',
      apiVersion:
        'There is no {{kind}} in {{written}}, so the API server refuses this object. The apiVersion is {{meant}}.',
    },
    references: [sources.ciliumPage.url, sources.ciliumRuleValidation.url],
  },
  check(object, { report }) {
    const kind = meantKind(object);
    if (kind !== undefined) {
      report({
        messageId: 'kind',
        at: object.kindRange,
        data: { written: object.kind, meant: kind },
        fixes: () => [
          fixFrom(`Write ${kind}`, 'suggestion', writeType(object, 'kind', kind), true),
        ],
      });
    }
    const meant = meantApiVersion(object);
    const field = fieldOf(object.node, 'apiVersion');
    if (meant !== undefined && field !== undefined) {
      report({
        messageId: 'apiVersion',
        at: field.node.range,
        data: { kind: kind ?? object.kind, written: object.apiVersion ?? '', meant },
        fixes: () => [
          fixFrom(`Write ${meant}`, 'suggestion', writeType(object, 'apiVersion', meant), true),
        ],
      });
    }
  },
});

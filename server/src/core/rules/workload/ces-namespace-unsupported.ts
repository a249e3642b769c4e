import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { outsideTemplateBlocks } from '../../fixes/template-guard';
import { metadataKey } from '../../knowledge/metadata-keys';
import { sources } from '../../knowledge/sources';
import { removeMetadata } from '../../model/metadata-edits';
import { known } from '../../model/traced';

/** Upstream, the annotation puts a namespace first when endpoint slices are filled; AKS does not support it. */
export default defineRule({
  meta: {
    name: 'ces-namespace-unsupported',
    title: 'Namespace with a priority for endpoint slices',
    category: 'workload',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /\bces-namespace\b/,
    appliesTo: 'Namespace',
    messages: {
      annotation:
        'AKS does not support "{{key}}": endpoint slices are filled first come, first served, and the annotation has no effect.',
      label:
        'AKS does not support "{{key}}", which would have to be an annotation: endpoint slices are filled first come, first served, and the label has no effect.',
    },
    references: [sources.ciliumPage.url, sources.ciliumConfigMap.url],
  },
  check({ object, annotations, labels }, { report }) {
    for (const name of ['annotations', 'labels'] as const) {
      const messageId = name === 'labels' ? 'label' : 'annotation';
      const map = name === 'labels' ? labels : annotations;
      for (const { key, keyRange } of known(map)?.entries ?? []) {
        if (metadataKey(key)?.topic === 'endpoint-slices') {
          report({
            messageId,
            at: keyRange,
            data: { key },
            fixes: () => [
              fixFrom(
                `Remove the ${messageId}`,
                'safe',
                outsideTemplateBlocks(
                  { object },
                  object.range.start,
                  removeMetadata(object, name, key),
                ),
                true,
              ),
            ],
          });
        }
      }
    }
  },
});

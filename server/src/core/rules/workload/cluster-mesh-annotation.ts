import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { metadataKey } from '../../knowledge/metadata-keys';
import { sources } from '../../knowledge/sources';
import { replaceScalar, sharedPart } from '../../model/edits';
import { stringEntry } from '../../model/string-map';
import { known } from '../../model/traced';

/** The annotations of ClusterMesh have a meaning where clusters are joined, and AKS joins them in Fleet only. */
export default defineRule({
  meta: {
    name: 'cluster-mesh-annotation',
    title: 'Service for a cluster mesh that is not there',
    category: 'workload',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    mentions: /\b(?:service\.cilium\.io|io\.cilium)\b/,
    appliesTo: 'Service',
    messages: {
      noMesh:
        'Outside the cross-cluster networking of Fleet, an AKS cluster is not part of a cluster mesh: "{{key}}" has no effect, and the Service uses only pods in its own cluster.',
      former:
        '"{{key}}" is the former name of "{{now}}". Outside the cross-cluster networking of Fleet, an AKS cluster is not part of a cluster mesh, and neither has any effect.',
    },
    references: [sources.ciliumConfigMap.url],
  },
  check({ object }, { report }) {
    const { annotations } = object;
    const keys = (known(annotations)?.entries ?? []).filter(
      ({ key, value }) =>
        metadataKey(key)?.topic === 'cluster-mesh' && known(value)?.toLowerCase() !== 'false',
    );
    const [first, ...others] = keys;
    if (first === undefined) {
      return;
    }
    const { key, keyRange, field } = first;
    const now = globalKey;
    const isFormer = key === formerGlobalKey;
    report({
      messageId: isFormer ? 'former' : 'noMesh',
      at: keyRange,
      data: { key, now },
      ...(isFormer ? { tags: ['deprecated'] } : {}),
      related: others.map((other) => ({
        range: other.keyRange,
        message: 'This is for a mesh too.',
      })),
      fixes: () =>
        isFormer && stringEntry(annotations, now) === undefined
          ? [
              fixFrom(
                `Write ${now}`,
                'suggestion',
                field.entry.merged || object.node.shared
                  ? sharedPart
                  : replaceScalar(object, keyRange, now),
                true,
              ),
            ]
          : [],
    });
  },
});

const globalKey = 'service.cilium.io/global';
const formerGlobalKey = 'io.cilium/global-service';

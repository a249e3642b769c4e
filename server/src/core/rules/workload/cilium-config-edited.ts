import { defineRule } from '../../engine/define-rule';
import {
  ciliumConfigEntry,
  ciliumConfigMap,
  isSupportedConfigEdit,
} from '../../knowledge/cilium-config';
import { parseLabelFilter } from '../../knowledge/labels';
import { sources } from '../../knowledge/sources';
import type { ConfigMap } from '../../model/config-map';
import { stringAt, stringEntry } from '../../model/string-map';
import { known } from '../../model/traced';

/** AKS owns the configuration of Cilium and puts back what others change, but for the labels that make identities. */
export default defineRule({
  meta: {
    name: 'cilium-config-edited',
    title: 'Change of the configuration that AKS manages',
    category: 'workload',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /\bcilium-config\b/,
    appliesTo: 'ConfigMap',
    needs: ['nodeAgent'],
    messages: {
      edited:
        'AKS manages the ConfigMap {{name}}{{exception}}: it does not support setting {{keys}} and may revert it at any time.',
      allowList:
        'Only patterns with "!" before the label exclude a label. "{{pattern}}" makes this an allow list: all other labels are dropped from pod identities, and policies that select by them match nothing.',
    },
    references: [sources.ciliumPage.url, sources.ciliumLabelFilter.url],
  },
  check(configMap, { profile, facts, report }) {
    const { object, data } = configMap;
    const namespace = known(object.namespace);
    const isOther = namespace !== undefined && namespace !== ciliumConfigMap.namespace;
    if (known(object.name) !== ciliumConfigMap.name || isOther) {
      return;
    }
    // Who brings a Cilium along configures that.
    if (facts.all('nodeAgent').some(({ fact }) => fact.agent === 'cilium')) {
      return;
    }
    // Without a namespace it may be the configuration of somebody's own Cilium in another one.
    const severity = namespace === undefined ? ({ severity: 'info' } as const) : {};
    const edition = profile.edition.value;
    const entries = known(data)?.entries ?? [];
    const edited = entries.filter(({ key }) => !isSupportedConfigEdit(key, edition));
    const [first] = edited;
    if (first !== undefined) {
      report({
        messageId: 'edited',
        at: first.keyRange,
        data: {
          name: ciliumConfigMap.name,
          exception: isSupportedConfigEdit('labels', edition)
            ? ', except for its key "labels"'
            : '',
          keys: keysText(edited.map(({ key }) => key)),
        },
        ...severity,
        related: edited.flatMap(({ key, keyRange }) => {
          const effect = ciliumConfigEntry(key)?.effect;
          return effect === undefined ? [] : [{ range: keyRange, message: `On AKS: ${effect}` }];
        }),
      });
    }
    const pattern = isSupportedConfigEdit('labels', edition) ? allowing(configMap) : undefined;
    const labels = stringEntry(data, 'labels');
    if (pattern !== undefined && labels !== undefined) {
      const at = labels.value.state === 'known' ? labels.value.range : labels.keyRange;
      report({ messageId: 'allowList', at, data: { pattern }, ...severity });
    }
  },
});

const maxNamed = 3;

function keysText(keys: readonly string[]): string {
  const named = keys.slice(0, maxNamed).map((key) => `"${key}"`);
  const more = keys.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])]
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

/** The first pattern that turns the list into one of the only labels that count. */
function allowing({ data }: ConfigMap): string | undefined {
  const { patterns } = parseLabelFilter(known(stringAt(data, 'labels')) ?? '');
  return patterns.find((pattern) => parseLabelFilter(pattern).isAllowList);
}

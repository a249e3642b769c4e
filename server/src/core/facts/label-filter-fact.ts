import { ciliumConfigMap } from '../knowledge/cilium-config';
import type { ConfigMap } from '../model/config-map';
import { stringAt, stringEntry } from '../model/string-map';
import { known } from '../model/traced';
import type { Range } from '../text/range';

/** What Cilium's ConfigMap says of the labels that make an identity. */
export interface LabelFilterFact {
  /** Patterns, separated by white space; undefined when a template writes them. */
  readonly patterns: string | undefined;
}

/** The fact of a ConfigMap, if it is Cilium's and has something to say of labels, and where it does. */
export function labelFilterFactsOf({
  object,
  data,
}: ConfigMap): readonly { readonly fact: LabelFilterFact; readonly range: Range }[] {
  const { name, namespace } = ciliumConfigMap;
  // What a kustomization may have renamed may be Cilium's, and then it decides.
  const mayBeCilium = object.name.state === 'unknown' && object.document.placement !== undefined;
  const isCilium =
    (known(object.name) === name || mayBeCilium) &&
    (object.namespace.state !== 'known' || object.namespace.value === namespace);
  const labels = isCilium ? stringAt(data, 'labels') : undefined;
  return labels === undefined || labels.state === 'absent'
    ? []
    : [
        {
          fact: { patterns: mayBeCilium ? undefined : known(labels) },
          range: stringEntry(data, 'labels')?.keyRange ?? object.kindRange,
        },
      ];
}

import type { YamlMap, YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import { known, mapTraced, readList, readNode, readString, type Traced } from './traced';

export interface LabelRequirement {
  readonly key: Traced<string>;
  readonly operator: Traced<string>;
  readonly values: readonly Traced<string>[];
  /** No template can add values. */
  readonly hasEveryValue: boolean;
  readonly range: Range;
  /** Written as a map; else there is nothing to read. */
  readonly isMap: boolean;
}

/** A Kubernetes label selector. */
export interface LabelSelector {
  readonly range: Range;
  readonly matchLabels: readonly {
    readonly key: string;
    readonly keyRange: Range;
    readonly value: Traced<string>;
  }[];
  readonly matchExpressions: readonly LabelRequirement[];
  /** False when a template may add requirements. */
  readonly isComplete: boolean;
  /** Surely without any requirement, so that it selects everything. */
  readonly isEmpty: boolean;
}

/** The selector in the field `name`. `selector:` with nothing behind it is absent, as it is for the API server. */
export function readSelector(parent: YamlNode | undefined, name: string): Traced<LabelSelector> {
  return mapTraced(readNode(parent, name), selectorFrom);
}

/** A list item as a selector; undefined when it is not written as a map. */
export function selectorFrom(node: YamlNode): LabelSelector | undefined {
  return node.kind === 'map' ? selectorOf(node) : undefined;
}

function selectorOf(node: YamlMap): LabelSelector {
  const labels = readNode(node, 'matchLabels');
  const expressions = readList(node, 'matchExpressions');
  const labelMap = known(labels);
  const matchLabels =
    labelMap?.kind === 'map'
      ? labelMap.entries.flatMap((entry) =>
          entry.name === undefined
            ? []
            : [
                {
                  key: entry.name,
                  keyRange: entry.keyRange,
                  value: readString(labelMap, entry.name),
                },
              ],
        )
      : [];
  const matchExpressions = known(expressions)?.items.map(requirementOf) ?? [];
  const isComplete =
    !node.open &&
    (labels.state === 'absent' || (labelMap?.kind === 'map' && !labelMap.open)) &&
    (expressions.state === 'absent' || known(expressions)?.open === false);
  const isEmpty =
    isComplete &&
    node.entries.every(({ name }) => name === 'matchLabels' || name === 'matchExpressions') &&
    matchLabels.length === 0 &&
    matchExpressions.length === 0;
  return { range: node.range, matchLabels, matchExpressions, isComplete, isEmpty };
}

function requirementOf(node: YamlNode): LabelRequirement {
  const list = readList(node, 'values');
  const values = known(list);
  return {
    key: readString(node, 'key'),
    operator: readString(node, 'operator'),
    values:
      values?.items.map((item) =>
        item.kind === 'scalar'
          ? // A value that is not written is the empty string for the API server.
            { state: 'known', value: item.value === null ? '' : item.text, range: item.range }
          : { state: 'unknown', range: item.range },
      ) ?? [],
    hasEveryValue: list.state === 'absent' || values?.open === false,
    range: node.range,
    isMap: node.kind === 'map',
  };
}

/** Cilium may write where a label comes from in front of its key; Kubernetes labels need no prefix. */
export function plainLabelKey(key: string): string {
  return key.replace(/^(?:k8s|any):/, '');
}

import type { YamlMap, YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import { fieldOf, known, mapTraced, readList, readNode, readString, type Traced } from './traced';

export interface LabelRequirement {
  readonly key: Traced<string>;
  readonly operator: Traced<string>;
  readonly values: readonly Traced<string>[];
  readonly range: Range;
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

/** Reads the selector in the field `name`; `selector:` with nothing behind it counts as `{}`. */
export function readSelector(parent: YamlNode | undefined, name: string): Traced<LabelSelector> {
  const field = fieldOf(parent, name);
  if (field?.node.kind === 'scalar' && field.node.value === null) {
    return { state: 'known', value: emptySelector(field.keyRange), range: field.keyRange };
  }
  return mapTraced(readNode(parent, name), (node) =>
    node.kind === 'map' ? selectorOf(node) : undefined,
  );
}

/** A list item as a selector; undefined when it is not written as a map. */
export function selectorFrom(node: YamlNode): LabelSelector | undefined {
  return node.kind === 'map' ? selectorOf(node) : undefined;
}

function emptySelector(range: Range): LabelSelector {
  return { range, matchLabels: [], matchExpressions: [], isComplete: true, isEmpty: true };
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
    labels.state !== 'unknown' &&
    expressions.state !== 'unknown' &&
    !(labelMap?.kind === 'map' && labelMap.open) &&
    known(expressions)?.open !== true;
  const isEmpty =
    isComplete &&
    node.entries.every(({ name }) => name === 'matchLabels' || name === 'matchExpressions') &&
    matchLabels.length === 0 &&
    matchExpressions.length === 0;
  return { range: node.range, matchLabels, matchExpressions, isComplete, isEmpty };
}

function requirementOf(node: YamlNode): LabelRequirement {
  const values = known(readList(node, 'values'));
  return {
    key: readString(node, 'key'),
    operator: readString(node, 'operator'),
    values:
      values?.items.map((item) =>
        item.kind === 'scalar'
          ? { state: 'known', value: item.text, range: item.range }
          : { state: 'unknown', range: item.range },
      ) ?? [],
    range: node.range,
  };
}

/** Cilium may write where a label comes from in front of its key; Kubernetes labels need no prefix. */
export function plainLabelKey(key: string): string {
  return key.replace(/^(?:k8s|any)[:.]/, '');
}

/**
 * A text that is equal for selectors with the same requirements, whatever their order and style;
 * undefined when part of the selector is not known.
 */
export function selectorKey(selector: LabelSelector): string | undefined {
  if (!selector.isComplete) {
    return undefined;
  }
  const parts: string[] = [];
  for (const { key, value } of selector.matchLabels) {
    const text = known(value);
    if (text === undefined) {
      return undefined;
    }
    parts.push(JSON.stringify([plainLabelKey(key), 'In', [text]]));
  }
  for (const { key, operator, values } of selector.matchExpressions) {
    const texts = values.map(known);
    if (known(key) === undefined || known(operator) === undefined || texts.includes(undefined)) {
      return undefined;
    }
    parts.push(JSON.stringify([plainLabelKey(known(key) ?? ''), known(operator), texts.sort()]));
  }
  return [...new Set(parts)].sort().join('&');
}

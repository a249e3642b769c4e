import { namespaceLabels } from '../knowledge/policy-vocabulary';
import type { KubernetesObject } from '../model/kubernetes-object';
import { type LabelSelector, plainLabelKey } from '../model/label-selector';
import type { Traced } from '../model/traced';
import type { YamlDocument } from '../syntax/yaml/document';
import type { YamlMap } from '../syntax/yaml/tree';

/** One requirement of a selector. What a template decides stands there as the template writes it. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** The requirements of a selector; undefined when it cannot be told what it selects. Empty: everything. */
export function requirementsOf(
  document: YamlDocument,
  selector: LabelSelector,
): readonly Requirement[] | undefined {
  if (!selector.isComplete) {
    return undefined;
  }
  const labels = selector.matchLabels.map(({ key, value }) =>
    requirement(key, 'In', [textOrTemplate(document, value)]),
  );
  const expressions = selector.matchExpressions.map(({ key, operator, values }) =>
    requirement(
      textOrTemplate(document, key),
      textOrTemplate(document, operator),
      values.map((value) => textOrTemplate(document, value)),
    ),
  );
  const all = [...labels, ...expressions];
  const isReadable = all.every((each) => each !== undefined);
  return isReadable ? all.filter((each) => each !== undefined) : undefined;
}

function requirement(
  key: string | undefined,
  operator: string | undefined,
  values: readonly (string | undefined)[],
): Requirement | undefined {
  const texts = values.filter((value) => value !== undefined);
  return key === undefined || operator === undefined || texts.length < values.length
    ? undefined
    : { key: plainLabelKey(key), operator, values: texts.sort() };
}

/**
 * A selector that a template writes, as one requirement: its source, up to the next key of the map it is in.
 * Undefined when it is not written there at all.
 */
export function templateRequirement(
  document: YamlDocument,
  parent: YamlMap | undefined,
  name: string,
): readonly Requirement[] | undefined {
  const written = (parent?.entries ?? []).filter(({ merged }) => !merged);
  const index = written.findLastIndex((entry) => entry.name === name);
  const start = written[index]?.keyRange.start;
  if (start === undefined || !document.isTemplate) {
    return undefined;
  }
  const source = document.text.slice(start, written[index + 1]?.keyRange.start);
  return [{ key: '', operator: 'template', values: [source.replace(/\s+/g, ' ').trim()] }];
}

/** A known text, or the template expression it comes from: in one chart, equal expressions give equal texts. */
export function textOrTemplate(document: YamlDocument, traced: Traced<string>): string | undefined {
  switch (traced.state) {
    case 'known':
      return traced.value;
    case 'unknown': {
      const source = document.text.slice(traced.range.start, traced.range.end);
      return source === '' ? undefined : source.replace(/\s+/g, ' ');
    }
    default:
      return undefined;
  }
}

/**
 * The namespace of an object: what its deployment gives it, or as written, a template expression included; empty when
 * neither is known. One whose text cannot be read at all is like that of no other object.
 */
export function namespaceText({ document, namespace }: KubernetesObject): string {
  const { placement } = document;
  const given = placement?.namespace;
  if (given !== undefined && (placement?.replaces === true || namespace.state === 'absent')) {
    return given;
  }
  return namespace.state === 'absent' ? '' : (textOrTemplate(document, namespace) ?? '{{}}');
}

/** Whether a text holds an expression that only means something where it is written. */
export function isTemplateText(text: string): boolean {
  return /[{}$<>@#%]/.test(text);
}

/** A name as messages may have it: none where there is none, or where a template makes it up. */
export function readableName(name: string | undefined): string | undefined {
  return name === undefined || name === '' || isTemplateText(name) ? undefined : name;
}

/** Whether whatever fulfils all of `own`, in that namespace, surely fulfils all of `other` as well. */
export function implies(
  own: readonly Requirement[],
  other: readonly Requirement[],
  namespace: string,
): boolean {
  const facts =
    namespace === ''
      ? own
      : [...own, { key: namespaceLabels.ofEndpoint, operator: 'In', values: [namespace] }];
  return other.every((wanted) => facts.some((fact) => impliesOne(fact, wanted)));
}

/** Whether one pod may fulfil both; false only when they ask for different values of a label. */
export function mayOverlap(a: readonly Requirement[], b: readonly Requirement[]): boolean {
  return !a.some((one) =>
    b.some(
      (other) =>
        one.key === other.key &&
        one.operator === 'In' &&
        other.operator === 'In' &&
        [...one.values, ...other.values].every((value) => !isTemplateText(value)) &&
        !one.values.some((value) => other.values.includes(value)),
    ),
  );
}

function impliesOne(fact: Requirement, wanted: Requirement): boolean {
  if (fact.key !== wanted.key) {
    return false;
  }
  const has = (value: string) => wanted.values.includes(value);
  switch (wanted.operator) {
    case 'Exists':
      return fact.operator === 'Exists' || fact.operator === 'In';
    case 'In':
      return fact.operator === 'In' && fact.values.every(has);
    case 'NotIn':
      return fact.operator === 'In'
        ? !fact.values.some((value) => has(value) || isTemplateText(value))
        : fact.operator === 'DoesNotExist' ||
            (fact.operator === 'NotIn' &&
              wanted.values.every((value) => fact.values.includes(value)));
    case 'DoesNotExist':
      return fact.operator === 'DoesNotExist';
    case 'template':
      return fact.operator === 'template' && fact.values.every(has);
    default:
      return false;
  }
}

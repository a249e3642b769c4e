import { type JsonNode, rangeOf, stringOf, valueAt } from '../../syntax/arm/json';
import type { Truth } from '../condition';
import type { TemplateInputs } from '../inputs';
import { entryOf, type StaticValue, unknownValue } from '../value';
import type { ArmLocals } from './environment';
import { evaluateNode } from './evaluate';
import type { TemplateNames } from './names';
import type { LinkedDeployment, TemplateLink } from './template';

/** Whether the template in a deployment has parameters and variables of its own. */
export function isNestedInner(properties: JsonNode | undefined): boolean {
  const options = valueAt(properties, 'expressionEvaluationOptions');
  return stringOf(valueAt(options, 'scope'))?.toLowerCase() === 'inner';
}

/** What a deployment gives to the parameters of its template. */
export function argumentsOf(
  properties: JsonNode | undefined,
  names: TemplateNames,
  locals: ArmLocals,
): TemplateInputs {
  const written = valueAt(properties, 'parameters');
  const watched = written && names.run.stack.watch(() => evaluateNode(written, names, locals));
  const all = watched?.value;
  const isKnown = all?.kind === 'object';
  const values = new Map<string, StaticValue>(
    (isKnown ? all.entries : []).map(({ name, value }) => [
      name.toLowerCase(),
      (value.kind === 'object' ? entryOf(value, 'value')?.value : undefined) ??
        unknownValue(value.place, 'a secret or a value that is not known'),
    ]),
  );
  const isLinked = valueAt(properties, 'parametersLink') !== undefined;
  const isComplete = !isLinked && (written === undefined || (isKnown && all.isComplete));
  return { kind: 'module argument', values, isComplete, cycles: watched?.cycles ?? [] };
}

/** A deployment whose template is a file of its own; undefined when it is not known where that is. */
export function linkOf(
  node: JsonNode,
  condition: Truth,
  names: TemplateNames,
  locals: ArmLocals,
): LinkedDeployment | undefined {
  const properties = valueAt(node, 'properties');
  const templateLink = valueAt(properties, 'templateLink');
  const read = (of: JsonNode | undefined, name: string) => {
    const value = valueAt(of, name);
    return value && evaluateNode(value, names, locals);
  };
  const link =
    relativeLink(read(templateLink, 'relativePath')) ?? absoluteLink(read(templateLink, 'uri'));
  const name = read(node, 'name');
  return link === undefined || templateLink === undefined
    ? undefined
    : {
        name: name?.kind === 'text' ? name.value : undefined,
        link,
        condition,
        inputs: argumentsOf(properties, names, locals),
        place: { uri: names.uri, range: rangeOf(templateLink) },
      };
}

function relativeLink(value: StaticValue | undefined): TemplateLink | undefined {
  return value?.kind === 'text' ? { kind: 'relative', path: value.value } : undefined;
}

/**
 * An address whose beginning is only known when it is deployed is one beside the template, as in
 * `uri(deployment().properties.templateLink.uri, 'nested/aks.json')`.
 */
function absoluteLink(value: StaticValue | undefined): TemplateLink | undefined {
  if (value?.kind === 'text') {
    return { kind: 'absolute', uri: withoutQuery(value.value) };
  }
  const ending = value?.kind === 'unknown' ? withoutQuery(value.ending ?? '') : '';
  return ending.startsWith('/') ? { kind: 'relative', path: ending.slice(1) } : undefined;
}

/** A token of a storage account stands behind a question mark. */
function withoutQuery(uri: string): string {
  return uri.replace(/\?.*$/s, '');
}

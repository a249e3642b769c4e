import { matchesPattern } from '../../knowledge/cilium-schema/patterns';
import type { SchemaNode } from '../../knowledge/cilium-schema/schema-node';
import type { YamlNode, YamlSequence } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { isToBeFilledIn } from '../validity/invalid-part';
import type { SchemaProblem } from './schema-problems';

/** What is wrong with a value of the right type. `at` is where to point at for the value as a whole. */
export function valueProblems(
  node: YamlNode,
  schema: SchemaNode,
  path: string,
  at: Range,
): readonly SchemaProblem[] {
  if (node.kind === 'sequence') {
    return listProblems(node, schema, path, at);
  }
  if (node.kind !== 'scalar') {
    return [];
  }
  return typeof node.value === 'string'
    ? textProblems(node.value, schema, path, node.range)
    : numberProblems(node.value, schema, path, node.range);
}

function textProblems(
  value: string,
  schema: SchemaNode,
  path: string,
  range: Range,
): readonly SchemaProblem[] {
  const { enum: allowed, pattern, minLength, maxLength } = schema;
  if (isToBeFilledIn(value)) {
    return [];
  }
  if (allowed !== undefined && !allowed.includes(value)) {
    return [{ is: 'not in enum', path, range, value, allowed }];
  }
  // The API server counts characters, not the halves JavaScript counts.
  const length = minLength === undefined && maxLength === undefined ? 0 : [...value].length;
  if (maxLength !== undefined && length > maxLength) {
    return [{ is: 'too long', path, range, value: length, limit: maxLength }];
  }
  if (minLength !== undefined && length < minLength) {
    return [{ is: 'too short', path, range, value: length, limit: minLength }];
  }
  return pattern !== undefined && matchesPattern(value, pattern) === false
    ? [{ is: 'pattern', path, range, value }]
    : [];
}

function numberProblems(
  value: number | boolean | null,
  { minimum, maximum, enum: allowed }: SchemaNode,
  path: string,
  range: Range,
): readonly SchemaProblem[] {
  if (typeof value !== 'number' || allowed !== undefined) {
    return [];
  }
  if (maximum !== undefined && value > maximum) {
    return [{ is: 'too large', path, range, value, limit: maximum }];
  }
  return minimum !== undefined && value < minimum
    ? [{ is: 'too small', path, range, value, limit: minimum }]
    : [];
}

function listProblems(
  node: YamlSequence,
  schema: SchemaNode,
  path: string,
  at: Range,
): readonly SchemaProblem[] {
  const { minItems, maxItems } = schema;
  const count = node.items.length;
  const isSet = schema['x-kubernetes-list-type'] === 'set';
  return [
    ...(maxItems !== undefined && count > maxItems
      ? [{ is: 'too many', path, range: at, value: count, limit: maxItems } as const]
      : []),
    ...(minItems !== undefined && count < minItems && !node.open
      ? [{ is: 'too few', path, range: at, value: count, limit: minItems } as const]
      : []),
    ...(isSet ? repeated(node, path) : []),
  ];
}

function repeated(node: YamlSequence, path: string): readonly SchemaProblem[] {
  const seen = new Set<unknown>();
  return node.items.flatMap((item, index): readonly SchemaProblem[] => {
    if (item.kind !== 'scalar' || item.value === null) {
      return [];
    }
    const isNew = !seen.has(item.value);
    seen.add(item.value);
    const range = node.itemRanges[index] ?? item.range;
    return isNew ? [] : [{ is: 'set', path: `${path}[${index}]`, range, value: item.text }];
  });
}

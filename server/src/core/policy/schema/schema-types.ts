import type { SchemaNode } from '../../knowledge/cilium-schema/schema-node';
import type { YamlNode, YamlScalar } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import type { SchemaProblem } from './schema-problems';

/** What a schema takes, as messages have it: `a list`; undefined when it takes anything. */
export function schemaTypeName(schema: SchemaNode): string | undefined {
  if (schema['x-kubernetes-int-or-string']) {
    return schema.title ?? 'a number or a string';
  }
  switch (schema.type) {
    case 'object':
      return schema.additionalProperties?.type === 'string' ? 'a map of strings' : 'a map';
    case 'array':
      return 'a list';
    case 'string':
      return 'a string';
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    default:
      return undefined;
  }
}

/** A value that is not what the schema takes. `at` is the key of the value, where it has one. */
export function wrongType(
  node: YamlNode,
  schema: SchemaNode,
  path: string,
  expected: string,
  at: Range,
): SchemaProblem {
  const isBlock = (node.kind === 'map' || node.kind === 'sequence') && !node.flow;
  const found = node.kind === 'scalar' ? typeName(node) : undefined;
  return {
    is: 'wrong type',
    path,
    expected,
    ...(found === undefined ? {} : { found }),
    range: isBlock ? at : node.range,
    needsQuotes: found !== undefined && isFree(schema),
    needsList: schema.items !== undefined && isItem(node, schema.items),
  };
}

/** Any text will do there, so that it can be put in quotes; otherwise it is one of a few, or has a form of its own. */
function isFree({ type, enum: allowed, pattern, format }: SchemaNode): boolean {
  const isLabelValue = pattern?.includes('[-A-Za-z0-9_.]*') === true;
  return (
    type === 'string' &&
    allowed === undefined &&
    format === undefined &&
    (pattern === undefined || isLabelValue)
  );
}

/** A text that a list of texts surely takes. */
function isItem(node: YamlNode, { type, enum: allowed, format, pattern }: SchemaNode): boolean {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || type !== 'string') {
    return false;
  }
  return format === 'cidr'
    ? /^\d+(?:\.\d+){3}\/\d+$/.test(node.value)
    : (allowed?.includes(node.value) ?? (format === undefined && pattern === undefined));
}

/** What YAML makes of an unquoted word; `yes` and `on` are booleans for Kubernetes. */
function typeName(node: YamlScalar): string | undefined {
  switch (typeof node.value) {
    case 'number':
      return 'a number';
    case 'boolean':
      return 'a boolean';
    default:
      return undefined;
  }
}

import type { SchemaNode } from '../../knowledge/cilium-schema/schema-node';
import {
  entryOf,
  isNull,
  type YamlMap,
  type YamlNode,
  type YamlSequence,
} from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { beginningOf } from '../validity/cilium-entries';
import type { SchemaProblem } from './schema-problems';
import { schemaTypeName, wrongType } from './schema-types';
import { valueProblems } from './schema-values';

/** Objects seen more often than this stand there through aliases; each was checked already. */
const maxVisits = 50_000;

interface Visit {
  readonly node: YamlNode;
  readonly schema: SchemaNode;
  readonly path: string;
  /** Where to point at for what the node lacks: its key, where it has one. */
  readonly at: Range;
}

/**
 * Holds a node against a schema as the API server does. Places that a template or placeholder fills in are left out,
 * and so is `null` behind a key, which Kubernetes takes for a field that is not written.
 */
export function checkSchema(
  node: YamlNode,
  schema: SchemaNode,
  path: string,
): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const pending: Visit[] = [{ node, schema, path, at: node.range }];
  const seen = new Map<YamlNode, Set<SchemaNode>>();
  for (let count = 0, next = pending.pop(); next !== undefined; count++, next = pending.pop()) {
    const schemas = seen.get(next.node) ?? new Set();
    if (next.node.kind === 'unknown' || isNull(next.node) || schemas.has(next.schema)) {
      continue;
    }
    if (count > maxVisits) {
      break;
    }
    seen.set(next.node, schemas.add(next.schema));
    pending.push(...visit(next, problems).toReversed());
  }
  return problems;
}

function visit({ node, schema, path, at }: Visit, problems: SchemaProblem[]): readonly Visit[] {
  const expected = schemaTypeName(schema);
  if (expected !== undefined && !isOfType(node, schema)) {
    problems.push(wrongType(node, schema, path, expected, at));
    return [];
  }
  problems.push(...valueProblems(node, schema, path, at));
  if (node.kind === 'map') {
    const children = visitFields(node, schema, path, problems);
    problems.push(
      ...missingFields(node, schema, path, at),
      ...alternatives(node, schema, path, at),
    );
    return children;
  }
  return node.kind === 'sequence' ? visitItems(node, schema, path, problems) : [];
}

function isOfType(node: YamlNode, schema: SchemaNode): boolean {
  const isInteger = node.kind === 'scalar' && Number.isInteger(node.value);
  const isString = node.kind === 'scalar' && typeof node.value === 'string';
  if (schema['x-kubernetes-int-or-string']) {
    return isInteger || isString;
  }
  switch (schema.type) {
    case 'object':
      return node.kind === 'map';
    case 'array':
      return node.kind === 'sequence';
    case 'string':
      return isString;
    case 'integer':
      return isInteger;
    case 'number':
      return node.kind === 'scalar' && typeof node.value === 'number';
    case 'boolean':
      return node.kind === 'scalar' && typeof node.value === 'boolean';
    default:
      return true;
  }
}

function visitItems(
  node: YamlSequence,
  { items, maxItems }: SchemaNode,
  path: string,
  problems: SchemaProblem[],
): readonly Visit[] {
  // Of a list that may hold nothing any more the schema has forgotten what it held.
  return items === undefined || maxItems === 0
    ? []
    : node.items.flatMap((item, index) => {
        const place = `${path}[${index}]`;
        const at = isNull(item) ? (node.itemRanges[index] ?? item.range) : beginningOf(item);
        if (isNull(item)) {
          problems.push({ is: 'null item', path: place, range: at });
        }
        return [{ node: item, schema: items, path: place, at }];
      });
}

function visitFields(
  node: YamlMap,
  schema: SchemaNode,
  path: string,
  problems: SchemaProblem[],
): readonly Visit[] {
  const children: Visit[] = [];
  for (const { name, value, keyRange, duplicate, merged } of node.entries) {
    // `$patch` and its like are directives of a strategic merge patch.
    if (name === undefined || merged || name.startsWith('$')) {
      continue;
    }
    if (duplicate) {
      problems.push({ is: 'duplicate field', name, path, range: keyRange });
    }
    const field = schema.properties?.get(name);
    if (field !== undefined) {
      const place = path === '' ? name : `${path}.${name}`;
      children.push({ node: value, schema: field, path: place, at: keyRange });
    } else if (schema.additionalProperties !== undefined) {
      const place = `${path}["${name}"]`;
      children.push({
        node: value,
        schema: schema.additionalProperties,
        path: place,
        at: keyRange,
      });
    } else if (schema.type === 'object' && !schema.open) {
      const known = knownFields(node, value, schema);
      problems.push({
        is: 'unknown field',
        name,
        path,
        range: keyRange,
        known,
        value,
        fields: schema.properties,
      });
    }
  }
  return children;
}

function knownFields(node: YamlMap, value: YamlNode, schema: SchemaNode): readonly string[] {
  return [...(schema.properties ?? [])]
    .filter(([name, field]) => entryOf(node, name) === undefined && maySuit(value, field))
    .map(([name]) => name);
}

/** Whether the value is of the kind that a field takes: a map, a list or a scalar. */
function maySuit(value: YamlNode, schema: SchemaNode): boolean {
  if (value.kind === 'unknown' || isNull(value)) {
    return true;
  }
  switch (schema.type) {
    case 'object':
      return value.kind === 'map';
    case 'array':
      return value.kind === 'sequence';
    default:
      return schemaTypeName(schema) === undefined || value.kind === 'scalar';
  }
}

function isWritten(node: YamlMap, name: string): boolean {
  const entry = entryOf(node, name);
  return entry !== undefined && !isNull(entry.value);
}

function missingFields(
  node: YamlMap,
  { required = [] }: SchemaNode,
  path: string,
  range: Range,
): readonly SchemaProblem[] {
  return node.open
    ? []
    : required
        .filter((name) => !isWritten(node, name))
        .map((name) => ({ is: 'missing field', name, path, range }));
}

/** `oneOf` and `anyOf` of fields, which is all that the schemas use them for. */
function alternatives(
  node: YamlMap,
  { oneOf, anyOf }: SchemaNode,
  path: string,
  range: Range,
): readonly SchemaProblem[] {
  return [
    ...(anyOf === undefined ? [] : alternativesOf(node, anyOf, false, path, range)),
    ...(oneOf === undefined ? [] : alternativesOf(node, oneOf, true, path, range)),
  ];
}

function alternativesOf(
  node: YamlMap,
  schemas: readonly SchemaNode[],
  isOnlyOne: boolean,
  path: string,
  at: Range,
): readonly SchemaProblem[] {
  const names = schemas.flatMap(({ required = [] }) => required);
  const written = names.filter((name) => isWritten(node, name));
  const others = node.entries.flatMap(({ name }) =>
    name === undefined || written.includes(name) ? [] : [name],
  );
  if (written.length === 0 && !node.open) {
    return [{ is: 'no alternative', path, range: at, names, written, others }];
  }
  const last = written.at(-1);
  const range = (last === undefined ? undefined : entryOf(node, last)?.keyRange) ?? at;
  return isOnlyOne && written.length > 1
    ? [{ is: 'several alternatives', path, range, names, written, others }]
    : [];
}

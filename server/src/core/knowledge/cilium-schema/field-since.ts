import {
  ciliumSchema,
  ciliumSchemaMinors,
  type SchemaKind,
  type SchemaNode,
} from './cilium-schema';

/** What each minor whose schema is known has at a path of keys, list items passed over; undefined where it has nothing. */
export function fieldByMinor(
  kind: SchemaKind,
  path: readonly string[],
): ReadonlyMap<string, SchemaNode | undefined> {
  return new Map(
    ciliumSchemaMinors.map((minor) => [minor, descend(ciliumSchema(kind, minor), path)]),
  );
}

function descend(root: SchemaNode | undefined, path: readonly string[]): SchemaNode | undefined {
  let node = root;
  for (const name of path) {
    node = fieldsOf(node)?.get(name);
  }
  return node;
}

/** The fields of a map, or of the maps in a list. */
function fieldsOf(node: SchemaNode | undefined): SchemaNode['properties'] {
  return node?.type === 'array' ? fieldsOf(node.items) : node?.properties;
}

/**
 * The first minor that has a field, when an older one with a known schema has not; undefined for a field that has always
 * been there, or that no minor has.
 */
export function fieldSince(kind: SchemaKind, path: readonly string[]): string | undefined {
  const entries = [...fieldByMinor(kind, path)];
  const first = entries.findIndex(([, node]) => node !== undefined);
  return first > 0 ? entries[first]?.[0] : undefined;
}

import { verified } from '../dated';
import { sources } from '../sources';
import type { Dated, Source } from '../types';
import { minorOf } from '../version-number';
import { objectMeta } from './object-meta';
import { packedNodes, packedReleases, packedRoots } from './packed';
import type { PackedNode, SchemaNode } from './schema-node';

export type { SchemaNode } from './schema-node';

/** The kinds whose schemas are known. */
export type SchemaKind = 'CiliumNetworkPolicy' | 'CiliumClusterwideNetworkPolicy';

/** A release of Cilium whose definitions stand for all releases of its minor. */
export interface CiliumSchemaRelease extends Dated {
  readonly minor: string;
  readonly release: string;
}

/** The releases, oldest first. */
export const ciliumSchemaReleases: readonly CiliumSchemaRelease[] = [
  schemaRelease('1.16', sources.ciliumDefinitions16),
  schemaRelease('1.17', sources.ciliumDefinitions17),
  schemaRelease('1.18', sources.ciliumDefinitions18),
  schemaRelease('1.19', sources.ciliumDefinitions19),
];

/** The minors whose schemas are known, oldest first. */
export const ciliumSchemaMinors: readonly string[] = ciliumSchemaReleases.map(({ minor }) => minor);

function schemaRelease(minor: string, source: Source): CiliumSchemaRelease {
  return { ...verified(source), minor, release: packedReleases[minor] ?? '' };
}

/**
 * The schema of a whole object; undefined for a minor that is not known. `version` may have a patch number, which
 * does not matter: definitions change with the minor.
 */
export function ciliumSchema(kind: SchemaKind, version: string): SchemaNode | undefined {
  const minor = minorOf(version);
  const root = packedRoots.find(([of, name]) => of === minor && name === kind);
  return root && unpack(root[2]);
}

const unpacked = new Map<number, SchemaNode>();

/** Every number becomes one object, however often it is asked for. Schemas have no cycles. */
function unpack(number: number): SchemaNode {
  const before = unpacked.get(number);
  if (before !== undefined) {
    return before;
  }
  const node = link(packedNodes[number] ?? {});
  unpacked.set(number, node);
  return node;
}

function link(packed: PackedNode): SchemaNode {
  const { properties, additionalProperties, items, oneOf, anyOf, ...constraints } = packed;
  return {
    ...constraints,
    ...(properties === undefined ? {} : { properties: linkProperties(properties) }),
    ...(additionalProperties === undefined
      ? {}
      : { additionalProperties: unpack(additionalProperties) }),
    ...(items === undefined ? {} : { items: unpack(items) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(unpack) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(unpack) }),
  };
}

function linkProperties(properties: Readonly<Record<string, number>>): Map<string, SchemaNode> {
  const isObject = Object.hasOwn(properties, 'apiVersion') && Object.hasOwn(properties, 'metadata');
  return new Map(
    Object.entries(properties).map(([name, number]) => [
      name,
      isObject && name === 'metadata' ? objectMeta : unpack(number),
    ]),
  );
}

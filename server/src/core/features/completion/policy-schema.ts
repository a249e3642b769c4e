import {
  ciliumSchema,
  ciliumSchemaMinors,
  type SchemaNode,
} from '../../knowledge/cilium-schema/cilium-schema';
import { networkPolicySchema } from '../../knowledge/network-policy-schema';
import { compareMinor } from '../../knowledge/version-number';
import { possibleCiliumMinors } from '../../profile/cilium-minors';
import type { ClusterProfile } from '../../profile/profile';
import type { PolicyKind, PolicyPlace, Step } from './policy-place';

/** What a place may hold, by every version that the cluster may run. */
export type Schemas = readonly SchemaNode[];

/** The schemas of a whole object. Of versions whose schema is not known, that of the nearest one counts. */
function rootSchemas(kind: PolicyKind, profile: ClusterProfile): Schemas {
  if (kind === 'NetworkPolicy') {
    return [networkPolicySchema];
  }
  const nearest = possibleCiliumMinors(profile).map(
    (minor) =>
      ciliumSchemaMinors.findLast((known) => (compareMinor(known, minor) ?? 0) <= 0) ??
      ciliumSchemaMinors[0] ??
      '',
  );
  return [...new Set(nearest)].flatMap((minor) => ciliumSchema(kind, minor) ?? []);
}

/** What can be written at a place: fields of a map, or a value. */
export interface Expected {
  readonly is: 'fields' | 'keys' | 'value';
  readonly schemas: Schemas;
  /** The keys that lead there; those of `specs` as those of `spec`. */
  readonly path: readonly string[];
  /** It is one item of a list, and a dash, or braces between brackets, must be written with it. */
  readonly isNewItem: boolean;
  /** It is one of several values. */
  readonly isItem: boolean;
}

/** What the schema expects at the place; undefined where it knows of nothing. */
export function expectedAt(place: PolicyPlace, profile: ClusterProfile): Expected | undefined {
  const { kind, steps, container, patch, isFlow } = place;
  let schemas = rootSchemas(kind, profile);
  for (const step of steps) {
    schemas = descend(schemas, step);
  }
  const names = steps.flatMap((step) => (step.is === 'key' ? [step.name] : []));
  const path = names[0] === 'specs' ? ['spec', ...names.slice(1)] : names;
  const isInList = steps.at(-1)?.is === 'item';
  const common = { path, isNewItem: patch.needsDash, isItem: isInList };
  if (container === undefined) {
    return isScalar(schemas) ? { ...common, is: 'value', schemas } : undefined;
  }
  if (isList(schemas)) {
    // Below the key of a list without a dash yet.
    const items = schemas.flatMap(({ items: each }) => each ?? []);
    const isAlone = container.entries.length === 1 && !isInList;
    const item = { path, isNewItem: true, isItem: true };
    return isAlone ? expectedIn(items, item) : undefined;
  }
  if (isScalar(schemas)) {
    return isInList && container.entries.length === 1
      ? { ...common, is: 'value', schemas }
      : undefined;
  }
  // Between brackets a pair may stand without braces, until another is put beside it.
  const isBare = isInList && isFlow && patch.text.charAt(container.range.start) !== '{';
  return expectedIn(schemas, { ...common, isNewItem: common.isNewItem || isBare });
}

function expectedIn(
  schemas: Schemas,
  common: Pick<Expected, 'path' | 'isNewItem' | 'isItem'>,
): Expected | undefined {
  if (isScalar(schemas)) {
    return { ...common, is: 'value', schemas };
  }
  if (schemas.some(({ properties }) => properties !== undefined)) {
    return { ...common, is: 'fields', schemas };
  }
  return schemas.some(({ additionalProperties }) => additionalProperties !== undefined)
    ? { ...common, is: 'keys', schemas }
    : undefined;
}

function descend(schemas: Schemas, step: Step): Schemas {
  return schemas.flatMap((schema) => {
    const next =
      step.is === 'item'
        ? schema.items
        : (schema.properties?.get(step.name) ?? schema.additionalProperties);
    return next === undefined ? [] : [next];
  });
}

function isList(schemas: Schemas): boolean {
  return schemas.length > 0 && schemas.every(({ type }) => type === 'array');
}

/** Whether all schemas take text, a number or a boolean. */
export function isScalar(schemas: Schemas): boolean {
  const scalars = ['string', 'integer', 'boolean', 'number'];
  return (
    schemas.length > 0 &&
    schemas.every(
      (schema) => schema['x-kubernetes-int-or-string'] || scalars.includes(schema.type ?? ''),
    )
  );
}

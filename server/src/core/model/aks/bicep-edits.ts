import type { Place, StaticValue } from '../../evaluation/value';
import { insertMember, removeMember, renameMember, replaceValue } from '../../syntax/bicep/edit';
import {
  countOfUses,
  isParameter,
  objectAt,
  propertyAt,
  variableValue,
} from '../../syntax/bicep/find';
import type { BicepFile, Expression, ObjectNode, PropertyNode } from '../../syntax/bicep/tree';
import type { Literal, SettingEdit, SettingEdits } from './aks-cluster';
import { findBelow } from './read-settings';

/** A resource of a Bicep file, as far as edits are concerned. */
export interface EditableResource {
  readonly uri: string;
  readonly file: BicepFile;
  readonly body: StaticValue;
  readonly apiVersion: StaticValue;
}

const computed = 'What stands here is computed when the template is deployed.';
const elsewhere = 'The value is written in another file.';

/** Edits of a resource where its values are written. Values that others use as well are left to their author. */
export function bicepEdits(resource: EditableResource): SettingEdits {
  return {
    set: (path, value) => set(resource, path.split('.'), value),
    remove: (path) =>
      onProperty(resource, path.split('.'), ({ object, property }) => ({
        edits: [removeMember(resource.file, object, property)],
      })),
    rename: (path, name) =>
      onProperty(resource, path.split('.'), ({ object, property }) =>
        has(object, name)
          ? { disabledReason: `There is a "${name}" beside it.` }
          : { edits: [renameMember(property, name)] },
      ),
    setApiVersion: (version) => setApiVersion(resource, version),
  };
}

function setApiVersion({ apiVersion, uri, file }: EditableResource, version: string): SettingEdit {
  const { range } = apiVersion.place;
  const isWritten =
    apiVersion.kind === 'text' &&
    apiVersion.place.uri === uri &&
    file.tokens.text.slice(range.start, range.end) === apiVersion.value;
  return isWritten
    ? { edits: [{ range, newText: version }] }
    : { disabledReason: 'The API version is not written in this file.' };
}

interface Found {
  readonly object: ObjectNode;
  readonly property: PropertyNode;
}

function onProperty(
  resource: EditableResource,
  path: readonly string[],
  edit: (found: Found) => SettingEdit,
): SettingEdit {
  const found = find(resource, path);
  if (found === 'absent') {
    return { disabledReason: 'It is not set.' };
  }
  return 'disabledReason' in found ? found : edit(found);
}

/** The property that sets what is at the path. */
function find(
  resource: EditableResource,
  path: readonly string[],
): Found | 'absent' | { readonly disabledReason: string } {
  const { body, uri, file } = resource;
  const found = findBelow(body, path, uri, body.place.range);
  if (found === 'absent') {
    return found;
  }
  if (found === 'unknown' || found.entry === undefined) {
    return { disabledReason: computed };
  }
  if (found.entry.key.uri !== uri) {
    return { disabledReason: elsewhere };
  }
  const property = propertyAt(file, found.entry.key.range.start);
  const shared = sharedName(resource, path);
  return shared ?? property ?? { disabledReason: computed };
}

/** Whether the objects on the way are used for something else as well. */
function sharedName(
  { body, uri, file }: EditableResource,
  path: readonly string[],
): { readonly disabledReason: string } | undefined {
  for (let depth = 0; depth < path.length; depth++) {
    const found = findBelow(body, path.slice(0, depth), uri, body.place.range);
    const origins = typeof found === 'string' ? [] : (found.value.origins ?? []);
    for (const { kind, name } of origins) {
      if (kind === 'parameter default' || kind === 'parameter value') {
        return { disabledReason: fromParameter(name) };
      }
      if (kind === 'variable' && name !== '' && countOfUses(file, name) > 1) {
        return { disabledReason: `Variable "${name}" is used in several places.` };
      }
    }
  }
  return undefined;
}

function fromParameter(name: string): string {
  return `The value comes from parameter "${name}".`;
}

function set(resource: EditableResource, path: readonly string[], value: Literal): SettingEdit {
  const found = find(resource, path);
  if (found === 'absent') {
    return insert(resource, path, value);
  }
  return 'disabledReason' in found ? found : overwrite(resource.file, found.property.value, value);
}

/** Writes over a literal, be it that of a variable which is used only here. */
function overwrite(file: BicepFile, written: Expression, value: Literal): SettingEdit {
  switch (written.kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return { edits: [replaceValue({ start: written.start, end: written.end }, value)] };
    case 'variable': {
      if (isParameter(file, written.name)) {
        return { disabledReason: fromParameter(written.name) };
      }
      const declared = variableValue(file, written.name);
      if (declared === undefined) {
        return { disabledReason: computed };
      }
      return countOfUses(file, written.name) > 1
        ? { disabledReason: `Variable "${written.name}" is used in several places.` }
        : overwriteDeclared(declared, value);
    }
    default:
      return { disabledReason: computed };
  }
}

function overwriteDeclared(declared: Expression, value: Literal): SettingEdit {
  return ['string', 'number', 'boolean', 'null'].includes(declared.kind)
    ? { edits: [replaceValue({ start: declared.start, end: declared.end }, value)] }
    : { disabledReason: computed };
}

/** Writes a new property into the innermost object that is there. */
function insert(resource: EditableResource, path: readonly string[], value: Literal): SettingEdit {
  const { body, uri, file } = resource;
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const found = findBelow(body, path.slice(0, depth), uri, body.place.range);
    if (found === 'absent') {
      continue;
    }
    if (found === 'unknown' || found.value.kind !== 'object') {
      return { disabledReason: computed };
    }
    const place = writtenAt(found.value);
    const object = place.uri === uri ? objectAt(file, place.range) : undefined;
    const shared = sharedName(resource, path.slice(0, depth + 1));
    if (shared !== undefined || object === undefined) {
      return shared ?? { disabledReason: place.uri === uri ? computed : elsewhere };
    }
    return { edits: [insertMember(file, object, path.slice(depth), value)] };
  }
  return { disabledReason: computed };
}

function writtenAt({ place, origins }: StaticValue): Place {
  return origins?.at(-1) ?? place;
}

function has({ members }: ObjectNode, name: string): boolean {
  return members.some((member) => {
    const key = member.kind === 'member' ? member.key : undefined;
    const text = key?.kind === 'identifier' ? key.name : key?.kind === 'string' ? key.value : '';
    return text.toLowerCase() === name.toLowerCase();
  });
}

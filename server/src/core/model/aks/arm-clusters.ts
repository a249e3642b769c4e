import type { ArmResource } from '../../evaluation/arm/template';
import { itemsOf, rangeOf, stringOf, valueAt } from '../../syntax/arm/json';
import { armEdits } from './arm-edits';
import type { ClustersInContext } from './bicep-clusters';
import { evaluationsOf } from './evaluations';
import { findBelow } from './read-settings';
import { clustersAmong, type TemplateResource } from './template-clusters';
import type { SourceFile, SourceFiles } from './template-files';

/** Stands in every template that declares a cluster. JSON may write a slash with a backslash in front. */
const mention = /Microsoft\.ContainerService\\?\/+managedClusters/i;

/**
 * The clusters that a template in JSON declares, in nested deployments too, once for each evaluation of the file; nothing
 * for other files. `files` are those that may be read on the way.
 */
export function armClusters(file: SourceFile, files: SourceFiles): readonly ClustersInContext[] {
  if (file.arm?.kind !== 'template' || !mention.test(file.text)) {
    return [];
  }
  return evaluationsOf(file, files).map(({ evaluated, context, files: given, cycles }) => {
    const resources = evaluated.kind === 'arm' ? evaluated.template.resources : [];
    const place = { syntax: 'arm', uri: file.uri, context, cycles } as const;
    const clusters = clustersAmong(templateResources(file, resources), place);
    return { context, files: given, clusters };
  });
}

/** The resources, each with its parent, however that is said. */
function templateResources(
  { uri, text }: SourceFile,
  all: readonly ArmResource[],
): readonly TemplateResource[] {
  const named = all.map((resource) => ({ resource, name: nameOf(resource, uri) }));
  const made = new Map<ArmResource, TemplateResource>();
  // A parent has fewer parts in its type than its child, so it is made before.
  const parents = [...named].sort((a, b) => partsOf(a.resource) - partsOf(b.resource));
  for (const { resource, name } of parents) {
    const { type, apiVersion, isExisting, condition, body, cycles, node, typeNode } = resource;
    const parent = resource.parent ?? parentOf(resource, name, named);
    made.set(resource, {
      type,
      apiVersion,
      isExisting,
      condition,
      body,
      cycles,
      range: rangeOf(typeNode),
      parent: parent && made.get(parent),
      edits: armEdits(node, text),
    });
  }
  return all.flatMap((resource) => made.get(resource) ?? []);
}

function partsOf({ type }: ArmResource): number {
  return type.split('/').length;
}

interface Named {
  readonly resource: ArmResource;
  readonly name: string | undefined;
}

/** The resource that a child names in front of its own name; without known names, the only one that it waits for. */
function parentOf(
  child: ArmResource,
  name: string | undefined,
  all: readonly Named[],
): ArmResource | undefined {
  const type = child.type.slice(0, child.type.lastIndexOf('/')).toLowerCase();
  const owners = all.filter(({ resource }) => resource.type.toLowerCase() === type);
  if (owners.length === 0) {
    return undefined;
  }
  const first = name?.split('/').slice(0, -1).join('/').toLowerCase();
  const byName = owners.filter((owner) => first !== undefined && owner.name === first);
  if (byName.length > 0) {
    return byName.length === 1 ? byName[0]?.resource : undefined;
  }
  const beside = owners.filter(
    ({ resource, name: other }) =>
      resource.template === child.template && (other === undefined || first === undefined),
  );
  const [only] = beside;
  return only !== undefined && beside.length === 1 && waitsFor(child, only.resource)
    ? only.resource
    : undefined;
}

function waitsFor({ node }: ArmResource, { symbol, type }: ArmResource): boolean {
  return itemsOf(valueAt(node, 'dependsOn')).some((item) => {
    const text = stringOf(item)?.toLowerCase() ?? '';
    return (
      text.includes(`'${type.toLowerCase()}'`) || (text !== '' && text === symbol?.toLowerCase())
    );
  });
}

function nameOf({ body, node }: ArmResource, uri: string): string | undefined {
  const found = findBelow(body, ['name'], uri, rangeOf(node));
  return typeof found !== 'string' && found.value.kind === 'text'
    ? found.value.value.toLowerCase()
    : undefined;
}

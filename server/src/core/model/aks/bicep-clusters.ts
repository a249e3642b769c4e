import type { EvaluatedResource, EvaluatedTemplate } from '../../evaluation/bicep/template';
import type { AksCluster } from './aks-cluster';
import { bicepEdits } from './bicep-edits';
import { moduleClusterOf } from './cluster-module';
import { type Evaluation, evaluationsOf } from './evaluations';
import { findBelow } from './read-settings';
import { clustersAmong, type TemplateResource } from './template-clusters';
import type { SourceFile, SourceFiles } from './template-files';

/** The clusters of a template under one set of values for its parameters. */
export interface ClustersInContext {
  readonly context: string | undefined;
  /** Uris of the files that give the values, other than the template's own; none for defaults. */
  readonly files: readonly string[];
  readonly clusters: readonly AksCluster[];
}

/** Stands in every template that has a cluster. */
const mention = /managedClusters|managed-cluster/i;

/**
 * The clusters that a Bicep file declares or has a module of the registry declare, once for each evaluation of the file;
 * nothing for other files. `files` are those that may be read on the way.
 */
export function bicepClusters(file: SourceFile, files: SourceFiles): readonly ClustersInContext[] {
  return file.language === 'bicep' && mention.test(file.text)
    ? evaluationsOf(file, files).flatMap((evaluation) => clustersOf(file, evaluation))
    : [];
}

function clustersOf(
  file: SourceFile,
  { evaluated, context, files, cycles }: Evaluation,
): readonly ClustersInContext[] {
  if (evaluated.kind !== 'bicep') {
    return [];
  }
  const { template } = evaluated;
  const resources = resourcesOf(file, template);
  const place = { syntax: 'bicep', uri: file.uri, context, cycles } as const;
  const modules = template.modules
    .filter(({ condition }) => condition !== 'no')
    .flatMap((module) => moduleClusterOf(module, file) ?? []);
  return [{ context, files, clusters: clustersAmong([...resources, ...modules], place) }];
}

/** The resources of the file itself, each with its parent, however that is said. */
function resourcesOf(file: SourceFile, template: EvaluatedTemplate): readonly TemplateResource[] {
  const { uri, bicep } = file;
  if (bicep === undefined) {
    return [];
  }
  const byResource = new Map<EvaluatedResource, TemplateResource>();
  const resourceOf = (resource: EvaluatedResource, depth: number): TemplateResource => {
    const known = byResource.get(resource);
    if (known !== undefined) {
      return known;
    }
    // Resources that are each other's parents are a mistake which Bicep reports.
    const parent = depth > deepest ? undefined : parentOf(resource, template.resources);
    const { type, apiVersion, isExisting, condition, body, cycles, node } = resource;
    const made: TemplateResource = {
      type,
      apiVersion,
      isExisting,
      condition,
      body,
      cycles,
      range: { start: node.type.start, end: node.type.end },
      parent: parent && resourceOf(parent, depth + 1),
      edits: bicepEdits({ uri, file: bicep, body, apiVersion }),
    };
    byResource.set(resource, made);
    return made;
  };
  return template.resources.map((resource) => resourceOf(resource, 0));
}

const deepest = 8;

/** The resource that a child is nested in, names as its `parent`, or names in front of its own name. */
function parentOf(
  resource: EvaluatedResource,
  all: readonly EvaluatedResource[],
): EvaluatedResource | undefined {
  if (resource.parent !== undefined) {
    return resource.parent;
  }
  const symbol = parentSymbol(resource);
  if (symbol !== undefined) {
    return all.find(({ name }) => name === symbol);
  }
  const names = nameOf(resource)?.split('/') ?? [];
  const type = resource.type.split('/').slice(0, -1).join('/').toLowerCase();
  const owners = all.filter(
    (other) => other.type.toLowerCase() === type && nameOf(other) === names.slice(0, -1).join('/'),
  );
  return names.length > 1 && owners.length === 1 ? owners[0] : undefined;
}

function parentSymbol({ node }: EvaluatedResource): string | undefined {
  let { body } = node;
  while (body.kind === 'for' || body.kind === 'if') {
    body = body.body;
  }
  const member =
    body.kind === 'object'
      ? body.members.find(
          (each) =>
            each.kind === 'member' && each.key.kind === 'identifier' && each.key.name === 'parent',
        )
      : undefined;
  const value = member?.kind === 'member' ? member.value : undefined;
  return value?.kind === 'variable'
    ? value.name
    : value?.kind === 'nested'
      ? value.name.name
      : undefined;
}

function nameOf({ body, place }: EvaluatedResource): string | undefined {
  const found = findBelow(body, ['name'], place.uri, place.range);
  return typeof found !== 'string' && found.value.kind === 'text' ? found.value.value : undefined;
}

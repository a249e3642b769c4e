import { armClusters } from '../model/aks/arm-clusters';
import { bicepClusters, type ClustersInContext } from '../model/aks/bicep-clusters';
import type { SourceFile } from '../model/aks/template-files';
import { fileIdentity } from '../text/file-identity';
import { valuesOf } from './cluster-values';
import type { DefinedCluster } from './defined-cluster';
import {
  changedFiles,
  mayConcern,
  type Notes,
  notingFiles,
  type TemplateFiles,
} from './noted-files';
import type { KnownValues } from './resolve';

/** What a template came to, and with which files. */
interface Result {
  readonly notes: Notes;
  readonly clusters: readonly DefinedCluster[];
  state: TemplateFiles;
}

const results = new WeakMap<SourceFile, Result>();
const changes = new WeakMap<TemplateFiles, WeakMap<TemplateFiles, readonly SourceFile[]>>();

/**
 * The clusters that a template defines, once for each set of values of its parameters. Kept with the file until one of the
 * files changes that it was evaluated with, or that may name it.
 */
export function clustersOfTemplate(
  file: SourceFile,
  state: TemplateFiles,
): readonly DefinedCluster[] {
  const known = results.get(file);
  if (known !== undefined && !isOutdated(known, state)) {
    known.state = state;
    return known.clusters;
  }
  const { files, notes } = notingFiles(state, file);
  const inContexts =
    file.language === 'bicep' ? bicepClusters(file, files) : armClusters(file, files);
  const clusters = inContexts.flatMap((each) => definedIn(each, state));
  results.set(file, { notes, clusters, state });
  return clusters;
}

function isOutdated({ notes, state: before }: Result, now: TemplateFiles): boolean {
  return before !== now && changesBetween(before, now).some((file) => mayConcern(notes, file));
}

/** Compared once for all templates. */
function changesBetween(before: TemplateFiles, now: TemplateFiles): readonly SourceFile[] {
  const later = changes.get(before) ?? new WeakMap<TemplateFiles, readonly SourceFile[]>();
  changes.set(before, later);
  const known = later.get(now) ?? changedFiles(before, now);
  later.set(now, known);
  return known;
}

function definedIn(
  { clusters, context, files }: ClustersInContext,
  { byIdentity }: TemplateFiles,
): readonly DefinedCluster[] {
  return clusters
    .filter(({ isExisting }) => !isExisting)
    .map((cluster) => {
      const parts = [cluster.uri, ...files];
      const isBroken = parts.some(
        (uri) => (byIdentity.get(fileIdentity(uri))?.bicep?.problems.length ?? 0) > 0,
      );
      const values = valuesOf(cluster);
      return {
        uri: cluster.uri,
        range: cluster.range,
        context,
        files: parts,
        values: isBroken ? writtenOf(values) : values,
      };
    });
}

/** Of a template that somebody is writing, what stands there already: what it leaves out may be the next word. */
function writtenOf(values: KnownValues): KnownValues {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, { source }]) => source.kind !== 'infrastructure' || source.by !== 'left out',
    ),
  );
}

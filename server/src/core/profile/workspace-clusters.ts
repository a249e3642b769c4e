import { type CommandFile, commandsByScript, mayHaveCommands } from '../model/aks/az-files';
import { fileNameOf, type SourceFile } from '../model/aks/template-files';
import { fileIdentity } from '../text/file-identity';
import type { DefinedCluster } from './defined-cluster';
import type { TemplateFiles } from './noted-files';
import { type ClusterChange, clustersOfScripts, withChanges, without } from './script-clusters';
import { clustersOfTemplate } from './template-results';

/** A file as far as definitions of clusters are concerned; a snapshot is one. */
export type ClusterFile = SourceFile & CommandFile;

/** A cluster of the workspace. */
export interface WorkspaceCluster extends DefinedCluster {
  /** For people: `shop-prod (main.bicep with prod.bicepparam)`. */
  readonly title: string;
}

/**
 * The clusters that the files define: templates in Bicep and JSON, and commands of scripts and pipelines that create one.
 * What a guide tells its readers to type is no cluster of the workspace. A template may refer to any file by a path; what
 * else decides about a cluster lies in a root that `rootOf` says is the same. In the order of their files. To ask again
 * costs little for files that are the same objects as before. Yields between files, for hosts with a user waiting.
 */
export function* workspaceClusters(
  all: Iterable<ClusterFile>,
  rootOf: (uri: string) => string = () => '',
): Generator<void, readonly WorkspaceCluster[], void> {
  const files = [...all];
  const templates = files.filter((file) => factsOf(file).isTemplate);
  const state: TemplateFiles = {
    files: templates,
    byIdentity: new Map(templates.map((file) => [fileIdentity(file.uri), file])),
  };
  const found: DefinedCluster[] = [];
  const changes: ClusterChange[] = [];
  for (const file of templates) {
    if (factsOf(file).definesCluster && !isCompiled(file, state)) {
      found.push(...(contained(() => clustersOfTemplate(file, state)) ?? []));
      yield;
    }
  }
  for (const file of files) {
    if (file.language !== 'markdown' && mayHaveCommands(file)) {
      const inScripts = contained(() => clustersOfScripts(file, commandsByScript(file)));
      found.push(...(inScripts?.clusters ?? []));
      changes.push(...(inScripts?.changes ?? []));
      yield;
    }
  }
  const poolFiles = templates.filter((file) => factsOf(file).addsPools);
  return found
    .map((cluster) => {
      const roots = new Set(cluster.files.map(rootOf));
      const isNear = ({ uri }: { readonly uri: string }) => roots.has(rootOf(uri));
      return named(
        withPoolsOf(withChanges(cluster, changes.filter(isNear)), poolFiles.filter(isNear)),
      );
    })
    .sort((a, b) => compareText(a.uri, b.uri) || a.range.start - b.range.start);
}

/** A file that cannot be read costs its own clusters only: every other file waits for the profile. */
function contained<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * Whether a text may have a part in the definition of a cluster, judged by words in it: a cheap reason not to keep the
 * others. Any file in Bicep may be part of a deployment.
 */
export function mayConcernClusters(path: string, text: string): boolean {
  return (
    /\.bicep(?:param)?$/i.test(path) || /contentVersion|\baz(?:\.cmd)?["']?\s+aks\b/i.test(text)
  );
}

/** What the text of a file tells about it without being parsed. */
interface TextFacts {
  readonly isTemplate: boolean;
  readonly definesCluster: boolean;
  readonly addsPools: boolean;
}

const known = new WeakMap<ClusterFile, TextFacts>();

function factsOf(file: ClusterFile): TextFacts {
  let facts = known.get(file);
  if (facts === undefined) {
    const { language, text } = file;
    const isBicep = language === 'bicep';
    const isJson = language === 'json' || language === 'arm';
    const isTemplate =
      isBicep || language === 'bicep-params' || (isJson && /contentVersion/i.test(text));
    facts = {
      isTemplate,
      definesCluster:
        isTemplate &&
        (isBicep
          ? /managedClusters|managed-cluster/i.test(text)
          : isJson && /managedClusters/i.test(text)),
      addsPools: isTemplate && /managedClusters\/agentPools/i.test(text),
    };
    known.set(file, facts);
  }
  return facts;
}

/** A template in JSON beside its source says nothing that the source does not say better. */
function isCompiled({ uri }: SourceFile, { byIdentity }: TemplateFiles): boolean {
  return /\.json$/i.test(uri) && byIdentity.has(fileIdentity(uri.replace(/\.json$/i, '.bicep')));
}

/** Another template may add pools to the cluster: what no pool has, it may have. */
function withPoolsOf(cluster: DefinedCluster, poolFiles: readonly ClusterFile[]): DefinedCluster {
  const { values, uri } = cluster;
  if (poolFiles.every((other) => other.uri === uri)) {
    return cluster;
  }
  const keys = (['windowsPools', 'localDns'] as const).filter(
    (key) => values[key]?.value === false,
  );
  return { ...cluster, values: without(values, keys) };
}

function named(cluster: DefinedCluster): WorkspaceCluster {
  const { uri, context, values } = cluster;
  const place = [fileNameOf(uri), ...(context === undefined ? [] : [`with ${context}`])].join(' ');
  const name = values.name?.value;
  return { ...cluster, title: name === undefined ? place : `${name} (${place})` };
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

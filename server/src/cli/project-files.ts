import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Configuration,
  type ConfigurationResolver,
  createResolver,
  isProjectFile,
  LineIndex,
  type ProjectFile,
  projectFileNames,
  readEditorSettings,
  readProjectFile,
  type Settings,
  type WorkspaceCluster,
} from '../core/index';
import type { ClusterFiles } from './cluster-files';
import { UsageError } from './errors';
import { readTextFile } from './files/read';
import { statusOf } from './files/status';
import { displayPath, type Input } from './inputs';
import type { TargetOptions } from './options';
import type { Projects } from './roots';

/** A project file that has been read, as something that can be linted too. */
export interface LoadedProjectFile {
  readonly input: Input;
  readonly content: ProjectFile;
}

interface Scope {
  readonly projectFile: LoadedProjectFile | undefined;
  /** The folder that the globs of the settings refer to. */
  readonly folder: string;
  /** For the clusters that were there when it was made. */
  resolver?: {
    readonly clusters: readonly WorkspaceCluster[];
    readonly of: ConfigurationResolver;
  };
}

/**
 * The configuration of each file: from the nearest project file, from the command line, and from the clusters that the
 * files define.
 */
export class ProjectFiles {
  readonly #folder: string;
  readonly #commandLine: Settings;
  /** The clusters of the workspace, as of now, and its roots. */
  clusterFiles: Pick<ClusterFiles, 'clusters' | 'rootOf'> = { clusters: [], rootOf: () => '' };
  readonly #projects: Projects;
  readonly #fixed: Scope | undefined;
  readonly #scopes = new Map<string, Scope>();
  readonly #nearest = new Map<string, string | undefined>();
  readonly #errors: string[] = [];

  constructor(folder: string, options: TargetOptions, projects: Projects) {
    this.#folder = folder;
    this.#projects = projects;
    this.#commandLine = commandLineSettings(options);
    if (options.config !== undefined) {
      const file = this.#load(resolve(folder, options.config));
      if ('reason' in file) {
        throw new UsageError(file.reason);
      }
      // As with the other tools that can be pointed to a file: where it lies says nothing about its globs.
      this.#fixed = this.#scope(file, folder);
    }
  }

  configurationOf(path: string): Configuration {
    const scope = this.#scopeOf(dirname(path));
    const resolve = this.#resolverOf(scope);
    return this.#checked(resolve(displayPath(path, scope.folder), pathToFileURL(path).href));
  }

  /** Finds the project file that holds for a file. */
  load(path: string): void {
    this.#scopeOf(dirname(path));
  }

  /** What holds in a folder, for files that no override names. */
  configurationIn(folder: string): Configuration {
    const scope = this.#scopeOf(folder);
    const uri = `${pathToFileURL(folder).href.replace(/\/$/, '')}/`;
    const configuration = this.#resolverOf(scope)(displayPath(folder, scope.folder), uri);
    return { ...this.#checked(configuration), ignored: false };
  }

  /** Project files that could not be read, so that files were linted without them. */
  get errors(): readonly string[] {
    return this.#errors;
  }

  /** The project files that any of the files asked for is linted with. */
  get used(): readonly LoadedProjectFile[] {
    const scopes = this.#fixed === undefined ? [...this.#scopes.values()] : [this.#fixed];
    return scopes.flatMap(({ projectFile }) => projectFile ?? []);
  }

  /** The lines of a project file that is in use. */
  linesOf(uri: string): LineIndex | undefined {
    const file = this.used.find(({ content }) => content.uri === uri);
    return file && new LineIndex(file.input.text);
  }

  #scopeOf(folder: string): Scope {
    if (this.#fixed !== undefined) {
      return this.#fixed;
    }
    const path = this.#findNearest(folder);
    const key = path ?? '';
    const known = this.#scopes.get(key);
    if (known !== undefined) {
      return known;
    }
    const scope =
      path === undefined
        ? this.#scope(undefined, this.#folder)
        : this.#scope(this.#loadOrReport(path), dirname(path));
    this.#scopes.set(key, scope);
    return scope;
  }

  /** One project file that cannot be read does not keep the files of the others from being linted. */
  #loadOrReport(path: string): LoadedProjectFile | undefined {
    const file = this.#load(path);
    if ('reason' in file) {
      this.#errors.push(`${file.reason}; its files are linted without it`);
      return undefined;
    }
    return file;
  }

  #scope(projectFile: LoadedProjectFile | undefined, folder: string): Scope {
    return { projectFile, folder };
  }

  /** What the command line asks for has to be there; a project file gets a finding for the same. */
  #checked(configuration: Configuration): Configuration {
    const { cluster } = this.#commandLine;
    if (cluster !== undefined && configuration.missingCluster === cluster) {
      throw new UsageError(`--cluster: no file here defines the cluster ${cluster}`);
    }
    return configuration;
  }

  #resolverOf(scope: Scope): ConfigurationResolver {
    const { clusters } = this.clusterFiles;
    if (scope.resolver?.clusters !== clusters) {
      scope.resolver = { clusters, of: this.#createResolver(scope, clusters) };
    }
    return scope.resolver.of;
  }

  #createResolver(
    { projectFile, folder }: Scope,
    clusters: readonly WorkspaceCluster[],
  ): ConfigurationResolver {
    const content = projectFile?.content;
    const project =
      content === undefined
        ? {}
        : {
            project: {
              settings: content.settings,
              uri: content.uri,
              folder: pathToFileURL(folder).href,
              places: content.places,
            },
          };
    return createResolver({
      defaults: { today: new Date().toISOString().slice(0, 10) },
      infrastructure: clusters,
      rootOf: this.clusterFiles.rootOf,
      root: pathToFileURL(this.#folder).href,
      ...project,
      commandLine: this.#commandLine,
    });
  }

  /** Upward to the repository's root, or to the file system's where there is no repository. */
  #findNearest(folder: string): string | undefined {
    if (this.#nearest.has(folder)) {
      return this.#nearest.get(folder);
    }
    const own = projectFileNames
      .map((name) => join(folder, name))
      .find((path) => statusOf(path)?.isFile());
    const parent = dirname(folder);
    const isTop = parent === folder || folder === this.#projects.rootOf(folder);
    const found = own ?? (isTop ? undefined : this.#findNearest(parent));
    this.#nearest.set(folder, found);
    return found;
  }

  #load(path: string): LoadedProjectFile | { readonly reason: string } {
    const file = displayPath(path, this.#folder);
    const result = readTextFile(path);
    if ('reason' in result) {
      return { reason: `cannot read the project file ${file}: ${result.reason}` };
    }
    const uri = pathToFileURL(path).href;
    const content = readProjectFile(uri, result.text);
    const input: Input = {
      ...{ path, uri, file, isExplicit: true, languageId: 'yaml', ...result },
      ...(isProjectFile(path) ? {} : { findings: content.findings }),
    };
    return { input, content };
  }
}

/** The settings that the command line makes, checked like those of a project file. */
function commandLineSettings({
  edition,
  cluster,
  kubernetesVersion,
  today,
}: TargetOptions): Settings {
  const { settings, problems } = readEditorSettings({
    ...(edition === undefined ? {} : { edition }),
    ...(cluster === undefined ? {} : { cluster }),
    ...(kubernetesVersion === undefined ? {} : { profile: { kubernetesVersion } }),
    ...(today === undefined ? {} : { today }),
  });
  if (today !== undefined && settings.today === undefined) {
    throw new UsageError(`--today: ${today} is no day such as 2026-09-01`);
  }
  const [problem] = problems;
  if (problem !== undefined || kubernetesVersion === '') {
    throw new UsageError(`--kubernetes-version: ${kubernetesVersion} is no version such as 1.33`);
  }
  return settings;
}

import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Configuration,
  type ConfigurationResolver,
  createResolver,
  type ProjectFile,
  projectFileNames,
  readEditorSettings,
  readProjectFile,
  type Settings,
} from '../core/index';
import { UsageError } from './errors';
import { findRepositoryRoot } from './files/gitignore';
import { readTextFile } from './files/read';
import { displayPath, type Input } from './inputs';
import type { TargetOptions } from './options';

/** A project file that has been read, as something that can be linted too. */
export interface LoadedProjectFile {
  readonly input: Input;
  readonly content: ProjectFile;
}

interface Scope {
  readonly projectFile: LoadedProjectFile | undefined;
  /** The folder that the globs of the settings refer to. */
  readonly folder: string;
  readonly resolver: ConfigurationResolver;
}

/** The configuration of each file: from the nearest project file, and from the command line. */
export class ProjectFiles {
  readonly #folder: string;
  readonly #commandLine: Settings;
  readonly #fixed: Scope | undefined;
  readonly #scopes = new Map<string, Scope>();
  readonly #nearest = new Map<string, string | undefined>();
  readonly #roots = new Map<string, string | undefined>();

  constructor(folder: string, options: TargetOptions) {
    this.#folder = folder;
    this.#commandLine = commandLineSettings(options);
    if (options.config !== undefined) {
      const file = this.#load(resolve(folder, options.config));
      // As with the other tools that can be pointed to a file: where it lies says nothing about its globs.
      this.#fixed = this.#scope(file, folder);
    }
  }

  configurationOf(path: string): Configuration {
    const { resolver, folder } = this.#scopeOf(dirname(path));
    return resolver(displayPath(path, folder));
  }

  /** What holds in a folder, for files that no override names. */
  configurationIn(folder: string): Configuration {
    const scope = this.#scopeOf(folder);
    return { ...scope.resolver(displayPath(folder, scope.folder)), ignored: false };
  }

  projectFileOf(path: string): LoadedProjectFile | undefined {
    return this.#scopeOf(dirname(path)).projectFile;
  }

  /** The project files that any of the files asked for is linted with. */
  get used(): readonly LoadedProjectFile[] {
    const scopes = this.#fixed === undefined ? [...this.#scopes.values()] : [this.#fixed];
    return scopes.flatMap(({ projectFile }) => projectFile ?? []);
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
        : this.#scope(this.#load(path), dirname(path));
    this.#scopes.set(key, scope);
    return scope;
  }

  #scope(projectFile: LoadedProjectFile | undefined, folder: string): Scope {
    const content = projectFile?.content;
    const project =
      content === undefined
        ? {}
        : {
            project: {
              settings: content.settings,
              uri: content.uri,
              folder,
              places: content.places,
            },
          };
    const resolver = createResolver({ ...project, commandLine: this.#commandLine });
    return { projectFile, folder, resolver };
  }

  /** Upward to the repository's root, or to the file system's where there is no repository. */
  #findNearest(folder: string): string | undefined {
    if (this.#nearest.has(folder)) {
      return this.#nearest.get(folder);
    }
    const own = projectFileNames
      .map((name) => join(folder, name))
      .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
    const parent = dirname(folder);
    const isTop = parent === folder || folder === this.#repositoryRoot(folder);
    const found = own ?? (isTop ? undefined : this.#findNearest(parent));
    this.#nearest.set(folder, found);
    return found;
  }

  #repositoryRoot(folder: string): string | undefined {
    if (!this.#roots.has(folder)) {
      this.#roots.set(folder, findRepositoryRoot(folder));
    }
    return this.#roots.get(folder);
  }

  #load(path: string): LoadedProjectFile {
    const file = displayPath(path, this.#folder);
    const result = readTextFile(path);
    if ('reason' in result) {
      throw new UsageError(`cannot read the project file ${file}: ${result.reason}`);
    }
    const uri = pathToFileURL(path).href;
    const input: Input = { path, uri, file, isExplicit: true, languageId: 'yaml', ...result };
    return { input, content: readProjectFile(uri, result.text) };
  }
}

/** The settings that the command line makes, checked like those of a project file. */
function commandLineSettings({ edition, kubernetesVersion }: TargetOptions): Settings {
  const { settings, problems } = readEditorSettings({
    ...(edition === undefined ? {} : { edition }),
    ...(kubernetesVersion === undefined ? {} : { profile: { kubernetesVersion } }),
  });
  const [problem] = problems;
  if (problem !== undefined || kubernetesVersion === '') {
    throw new UsageError(`--kubernetes-version: ${kubernetesVersion} is no version such as 1.33`);
  }
  return settings;
}

import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Configuration,
  type ConfigurationResolver,
  createResolver,
  isProjectFile,
  type ProjectFile,
  projectFileNames,
  readEditorSettings,
  readProjectFile,
  type Settings,
} from '../core/index';
import { UsageError } from './errors';
import { findRepositoryRoot } from './files/gitignore';
import { readTextFile } from './files/read';
import { statusOf } from './files/status';
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
  readonly #errors: string[] = [];

  constructor(folder: string, options: TargetOptions) {
    this.#folder = folder;
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
    const { resolver, folder } = this.#scopeOf(dirname(path));
    return resolver(displayPath(path, folder));
  }

  /** What holds in a folder, for files that no override names. */
  configurationIn(folder: string): Configuration {
    const scope = this.#scopeOf(folder);
    return { ...scope.resolver(displayPath(folder, scope.folder)), ignored: false };
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
    const resolver = createResolver({
      defaults: { today: new Date().toISOString().slice(0, 10) },
      ...project,
      commandLine: this.#commandLine,
    });
    return { projectFile, folder, resolver };
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
function commandLineSettings({ edition, kubernetesVersion, today }: TargetOptions): Settings {
  const { settings, problems } = readEditorSettings({
    ...(edition === undefined ? {} : { edition }),
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

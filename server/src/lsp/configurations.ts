import {
  type Configuration,
  type ConfigurationResolver,
  createResolver,
  fileIdentity,
  type ProjectFile,
  type RootOf,
  type WorkspaceCluster,
} from '../core/index';
import type { Clusters } from './clusters';
import type { EditorConfiguration, EditorSettings } from './editor-settings';
import type { ProjectFiles } from './project-files';
import { parentUri, pathInside } from './uri';
import type { WorkspaceFiles } from './workspace-files';
import { isUntitled } from './workspace-folders';

/** Stands for "no project file" where there must be an object. */
const noProject = {};

/**
 * The configuration of each file, from the editor's settings, the project file that holds for it, and the clusters that
 * the workspace defines. Resolved once for a file and kept until one of them changes.
 */
export class Configurations {
  readonly #workspace: WorkspaceFiles;
  readonly #settings: EditorSettings;
  readonly #projectFiles: ProjectFiles;
  readonly #clusters: Clusters;
  /** The clusters that everything known here was resolved with. */
  #with: readonly WorkspaceCluster[] | undefined;
  #rootOf: RootOf | undefined;
  readonly #known = new Map<string, Configuration>();
  /** Globs are compiled once for all files that the same settings and the same project file hold for. */
  #resolvers = new WeakMap<EditorConfiguration, WeakMap<object, ConfigurationResolver>>();
  #generation = 0;
  readonly #clock: () => string;
  #today: string;

  constructor(
    workspace: WorkspaceFiles,
    settings: EditorSettings,
    projectFiles: ProjectFiles,
    clusters: Clusters,
    clock: () => string = currentDay,
  ) {
    this.#workspace = workspace;
    this.#settings = settings;
    this.#projectFiles = projectFiles;
    this.#clusters = clusters;
    this.#clock = clock;
    this.#today = clock();
  }

  async of(uri: string): Promise<Configuration> {
    this.#followClock();
    const key = fileIdentity(uri);
    for (;;) {
      this.#follow(await this.#clusters.current());
      const known = this.#known.get(key);
      if (known !== undefined) {
        return known;
      }
      const generation = this.#generation;
      const configuration = await this.#resolve(uri);
      // Settings that changed while they were being read: what was read is of no use.
      if (generation === this.#generation) {
        this.#known.set(key, configuration);
        return configuration;
      }
    }
  }

  /** The configuration of a file, if it is at hand and still holds. */
  known(uri: string): Configuration | undefined {
    const { isCurrent, found } = this.#clusters;
    return isCurrent && found === this.#with && this.#workspace.rootOf === this.#rootOf
      ? this.#known.get(fileIdentity(uri))
      : undefined;
  }

  async projectFileOf(uri: string): Promise<ProjectFile | undefined> {
    if (!isUntitled(uri)) {
      return this.#projectFiles.nearest(uri, this.#workspace.rootFolderOf(uri));
    }
    const folder = this.#folderOf(uri);
    const inFolder = folder && `${folder.replace(/\/+$/, '')}/untitled`;
    return inFolder ? this.#projectFiles.nearest(inFolder, folder) : undefined;
  }

  /** The editor's settings have changed. */
  settingsChanged(settings: unknown): void {
    this.#settings.changed(settings);
    this.#drop();
  }

  /** A project file was edited, created, changed on disk or deleted. */
  projectFileChanged(): void {
    this.#projectFiles.forget();
    this.#drop();
  }

  /** Other folders, other scopes. */
  foldersChanged(): void {
    this.#settings.changed(undefined);
    this.projectFileChanged();
  }

  /** The document was closed; documents that are no files never come back. */
  forget(uri: string): void {
    this.#known.delete(fileIdentity(uri));
  }

  async #resolve(uri: string): Promise<Configuration> {
    const folder = this.#folderOf(uri);
    const [editor, file] = await Promise.all([this.#settings.of(folder), this.projectFileOf(uri)]);
    const base = (file === undefined ? folder : parentUri(file.uri)) ?? parentUri(uri) ?? '';
    const resolve = this.#resolverFor(editor, file, base, folder);
    const configuration = resolve(pathInside(base, uri), isUntitled(uri) ? '' : uri);
    return editor.isEnabled
      ? configuration
      : { ...configuration, key: `${configuration.key} off`, ignored: true };
  }

  /** A document without a place belongs to the workspace, if that has one folder only. */
  #folderOf(uri: string): string | undefined {
    const { folders } = this.#workspace;
    return isUntitled(uri) && folders.length === 1 ? folders[0] : this.#workspace.folderOf(uri);
  }

  #resolverFor(
    editor: EditorConfiguration,
    file: ProjectFile | undefined,
    base: string,
    folder: string | undefined,
  ): ConfigurationResolver {
    const byFile = this.#resolvers.get(editor) ?? new WeakMap<object, ConfigurationResolver>();
    this.#resolvers.set(editor, byFile);
    const known = byFile.get(file ?? noProject);
    const resolver =
      known ??
      createResolver({
        defaults: { today: this.#today },
        infrastructure: this.#with ?? [],
        ...(this.#rootOf === undefined ? {} : { rootOf: this.#rootOf }),
        root: folder ?? base,
        editor: editor.settings,
        ...(file === undefined ? {} : { project: { ...file, folder: base } }),
      });
    byFile.set(file ?? noProject, resolver);
    return resolver;
  }

  #follow(clusters: readonly WorkspaceCluster[]): void {
    const { rootOf } = this.#workspace;
    if (clusters !== this.#with || rootOf !== this.#rootOf) {
      this.#with = clusters;
      this.#rootOf = rootOf;
      this.#drop();
    }
  }

  /** An editor that stays open overnight. */
  #followClock(): void {
    const today = this.#clock();
    if (today !== this.#today) {
      this.#today = today;
      this.#drop();
    }
  }

  #drop(): void {
    this.#generation++;
    this.#known.clear();
    this.#resolvers = new WeakMap();
  }
}

/** The day in UTC: only months count, and hosts in different places should agree. */
function currentDay(): string {
  return new Date().toISOString().slice(0, 10);
}

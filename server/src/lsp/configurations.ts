import { type Configuration, type ProjectFile, resolveConfiguration } from '../core/index';
import type { EditorSettings } from './editor-settings';
import type { ProjectFiles } from './project-files';
import { parentUri, pathInside, uriKey } from './uri';
import type { WorkspaceFiles } from './workspace-files';

/**
 * The configuration of each file, from the editor's settings and the project file that holds for it. Resolved once
 * for a file and kept until one of the two changes.
 */
export class Configurations {
  readonly #workspace: WorkspaceFiles;
  readonly #settings: EditorSettings;
  readonly #projectFiles: ProjectFiles;
  readonly #known = new Map<string, Configuration>();
  #generation = 0;

  constructor(workspace: WorkspaceFiles, settings: EditorSettings, projectFiles: ProjectFiles) {
    this.#workspace = workspace;
    this.#settings = settings;
    this.#projectFiles = projectFiles;
  }

  async of(uri: string): Promise<Configuration> {
    const key = uriKey(uri);
    for (;;) {
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

  known(uri: string): Configuration | undefined {
    return this.#known.get(uriKey(uri));
  }

  async projectFileOf(uri: string): Promise<ProjectFile | undefined> {
    const folder = this.#workspace.folderOf(uri);
    return folder === undefined ? undefined : this.#projectFiles.nearest(uri, folder);
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

  async #resolve(uri: string): Promise<Configuration> {
    const folder = this.#workspace.folderOf(uri);
    const [editor, file] = await Promise.all([this.#settings.of(folder), this.projectFileOf(uri)]);
    const base = (file === undefined ? folder : parentUri(file.uri)) ?? parentUri(uri) ?? '';
    const configuration = resolveConfiguration({
      editor: editor.settings,
      ...(file === undefined ? {} : { project: { ...file, folder: base } }),
      path: pathInside(base, uri),
    });
    return editor.isEnabled
      ? configuration
      : { ...configuration, key: `${configuration.key} off`, ignored: true };
  }

  #drop(): void {
    this.#generation++;
    this.#known.clear();
  }
}

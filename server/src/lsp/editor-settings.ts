import type { Connection } from 'vscode-languageserver';

import { readEditorSettings, type Settings } from '../core/index';
import type { ClientSupport } from './client-support';
import type { Log } from './log';
import { describeError } from './request';

const section = 'aksCilium';

/** What the editor says, checked. */
export interface EditorConfiguration {
  readonly settings: Settings;
  /** `aksCilium.enable` */
  readonly isEnabled: boolean;
}

/**
 * The section `aksCilium` of the editor's settings, for each workspace folder its own; read once and kept until the
 * client says that settings have changed. Clients that cannot be asked send theirs with `initialize` or with the
 * change notification.
 */
export class EditorSettings {
  readonly #connection: Connection;
  readonly #client: ClientSupport;
  readonly #log: Log;
  readonly #byScope = new Map<string | undefined, Promise<EditorConfiguration>>();
  #pushed: unknown;

  constructor(connection: Connection, client: ClientSupport, log: Log) {
    this.#connection = connection;
    this.#client = client;
    this.#log = log;
    this.#pushed = client.options.settings;
  }

  /** The settings for a scope, which is the uri of a workspace folder, or undefined outside all of them. */
  of(scope: string | undefined): Promise<EditorConfiguration> {
    let settings = this.#byScope.get(scope);
    if (settings === undefined) {
      settings = this.#read(scope);
      this.#byScope.set(scope, settings);
    }
    return settings;
  }

  /** Settings have changed; `settings` is what the notification carries, of use only from clients that push. */
  changed(settings: unknown): void {
    this.#byScope.clear();
    if (typeof settings === 'object' && settings !== null && section in settings) {
      this.#pushed = (settings as Record<string, unknown>)[section];
    }
  }

  async #read(scope: string | undefined): Promise<EditorConfiguration> {
    const value = this.#client.configuration ? await this.#ask(scope) : this.#pushed;
    const { settings, problems } = readEditorSettings(value);
    for (const problem of problems) {
      this.#log.warn(`Settings: ${problem}`);
    }
    return { settings, isEnabled: (value as { enable?: unknown } | undefined)?.enable !== false };
  }

  async #ask(scope: string | undefined): Promise<unknown> {
    try {
      return await this.#connection.workspace.getConfiguration(
        scope === undefined ? { section } : { section, scopeUri: scope },
      );
    } catch (error) {
      this.#log.warn(`The client did not answer for its settings: ${describeError(error)}`);
      return undefined;
    }
  }
}

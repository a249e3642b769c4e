import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  type Extension,
  type LogOutputChannel,
  l10n,
  window,
} from 'vscode';

/** What the features need of the connection to the language server. */
export interface ServerConnection {
  readonly state: 'starting' | 'running' | 'stopped';
  start(): Promise<void>;
  stop(): Promise<void>;
  request<Result>(method: string, params?: unknown, token?: CancellationToken): Promise<Result>;
  /** Listens to the progress of a request that was sent with this `workDoneToken`. */
  onProgress(workDoneToken: string, listener: (step: ProgressStep) => void): Disposable;
}

export interface ProgressStep {
  readonly message?: string;
  /** From 0 to 100. */
  readonly percentage?: number;
}

export interface ConnectionEvents {
  stateChanged(): void;
  profileChanged(): void;
}

/** What a connection is made with. */
export interface ConnectionContext {
  readonly extension: Extension<unknown>;
  readonly log: LogOutputChannel;
  readonly events: ConnectionEvents;
}

/**
 * Makes the connection to a server of the host at hand: a process, or a web worker. Asynchronous, because what it
 * takes to talk to a server is loaded only when there is something to talk about.
 */
export type Connect = (context: ConnectionContext) => Promise<ServerConnection>;

/** The language server, started when first needed. */
export class LazyLanguageClient {
  readonly #connect: Connect;
  readonly #extension: Extension<unknown>;
  readonly #log: LogOutputChannel;
  readonly #started = new EventEmitter<void>();
  readonly #stateChanged = new EventEmitter<void>();
  readonly #profileChanged = new EventEmitter<void>();
  #connection: ServerConnection | undefined;
  #starting: Promise<ServerConnection> | undefined;
  #failed = false;

  readonly onDidStart = this.#started.event;
  /** Started, stopped or failed. */
  readonly onDidChangeState = this.#stateChanged.event;
  readonly onDidChangeProfile = this.#profileChanged.event;

  constructor(connect: Connect, extension: Extension<unknown>, log: LogOutputChannel) {
    this.#connect = connect;
    this.#extension = extension;
    this.#log = log;
  }

  /** `off` until the first relevant document. */
  get state(): 'off' | 'starting' | 'running' | 'failed' {
    if (this.#failed) {
      return 'failed';
    }
    if (this.#starting === undefined) {
      return 'off';
    }
    const state = this.#connection?.state ?? 'starting';
    return state === 'stopped' ? 'failed' : state;
  }

  /** Starts the server unless it runs already. Rejects when it cannot be started; the user has been told then. */
  start(): Promise<ServerConnection> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /** Asks the server; starts it when need be. */
  async request<Result>(
    method: string,
    params?: unknown,
    token?: CancellationToken,
  ): Promise<Result> {
    const connection = await this.start();
    return connection.request<Result>(method, params, token);
  }

  /** Stops the server and waits until it has ended. */
  async stop(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#started.dispose();
    this.#stateChanged.dispose();
    this.#profileChanged.dispose();
    await connection?.stop();
  }

  async #start(): Promise<ServerConnection> {
    this.#stateChanged.fire();
    try {
      const connection = await this.#connect({
        extension: this.#extension,
        log: this.#log,
        events: {
          stateChanged: () => this.#stateChanged.fire(),
          profileChanged: () => this.#profileChanged.fire(),
        },
      });
      this.#connection = connection;
      await connection.start();
      this.#started.fire();
      return connection;
    } catch (error) {
      this.#failed = true;
      this.#stateChanged.fire();
      this.#log.error(error instanceof Error ? error : String(error));
      void this.#tellFailure();
      throw error;
    }
  }

  async #tellFailure(): Promise<void> {
    const show = l10n.t('Show Output');
    const answer = await window.showErrorMessage(
      l10n.t('The language server of AKS Cilium could not be started.'),
      show,
    );
    if (answer === show) {
      this.#log.show();
    }
  }
}

import { type Disposable, EventEmitter, type LogOutputChannel, l10n, window } from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, State } from 'vscode-languageclient';

import {
  type FindFilesParams,
  findFilesRequest,
  type InitializationOptions,
  profileChangedNotification,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '../../../server/src/protocol/index';
import { editorFiles } from './file-access';
import { languageIds, schemes } from './relevance';
import { RelevantDocuments } from './relevant-documents';

/** Makes the client for the server of the host at hand: a process, or a web worker. */
export type CreateClient = (
  id: string,
  name: string,
  options: LanguageClientOptions,
) => BaseLanguageClient;

/** The connection to the language server, made when first needed. */
export class LazyLanguageClient implements Disposable {
  readonly #createClient: CreateClient;
  readonly #log: LogOutputChannel;
  readonly #started = new EventEmitter<void>();
  readonly #stateChanged = new EventEmitter<void>();
  readonly #profileChanged = new EventEmitter<void>();
  #client: BaseLanguageClient | undefined;
  #starting: Promise<BaseLanguageClient> | undefined;
  #failed = false;

  readonly onDidStart = this.#started.event;
  /** Started, stopped or failed. */
  readonly onDidChangeState = this.#stateChanged.event;
  readonly onDidChangeProfile = this.#profileChanged.event;

  constructor(createClient: CreateClient, log: LogOutputChannel) {
    this.#createClient = createClient;
    this.#log = log;
  }

  /** `off` until the first relevant document. */
  get state(): 'off' | 'starting' | 'running' | 'failed' {
    if (this.#failed) {
      return 'failed';
    }
    switch (this.#client?.state) {
      case undefined:
        return 'off';
      case State.Running:
        return 'running';
      case State.Starting:
        return 'starting';
      default:
        return this.#starting === undefined ? 'off' : 'failed';
    }
  }

  /** Starts the server unless it runs already. Rejects when it cannot be started; the user has been told then. */
  start(): Promise<BaseLanguageClient> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /** Asks the server; starts it when need be. */
  async request<Result>(
    method: string,
    params?: unknown,
    token?: Parameters<BaseLanguageClient['sendRequest']>[2],
  ): Promise<Result> {
    const client = await this.start();
    return client.sendRequest<Result>(method, params, token);
  }

  async dispose(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#started.dispose();
    this.#stateChanged.dispose();
    this.#profileChanged.dispose();
    if (client?.needsStop() === true) {
      await client.stop();
    }
  }

  async #start(): Promise<BaseLanguageClient> {
    const documents = new RelevantDocuments();
    const client = this.#createClient('aksCilium', 'AKS Cilium', this.#options(documents));
    this.#client = client;
    documents.serve(client);
    client.onDidChangeState(() => this.#stateChanged.fire());
    client.onNotification(profileChangedNotification, () => this.#profileChanged.fire());
    client.onRequest(readFileRequest, async (params: ReadFileParams): Promise<ReadFileResult> => {
      const text = await editorFiles.readFile(params);
      return text === undefined ? {} : { text };
    });
    client.onRequest(findFilesRequest, (params: FindFilesParams) => editorFiles.findFiles(params));
    try {
      await client.start();
    } catch (error) {
      this.#failed = true;
      this.#stateChanged.fire();
      this.#log.error(error instanceof Error ? error : String(error));
      void window.showErrorMessage(
        l10n.t(
          'The language server of AKS Cilium could not be started. See its output for details.',
        ),
      );
      throw error;
    }
    this.#started.fire();
    return client;
  }

  #options(documents: RelevantDocuments): LanguageClientOptions {
    const initializationOptions: InitializationOptions = {
      readsFiles: true,
      opensDocumentation: true,
      standingWorkspacePull: true,
    };
    return {
      documentSelector: languageIds.flatMap((language) =>
        [...schemes()].map((scheme) => ({ language, scheme })),
      ),
      outputChannel: this.#log,
      diagnosticPullOptions: { onChange: true, onFocus: true },
      initializationOptions,
      middleware: documents.middleware,
    };
  }
}

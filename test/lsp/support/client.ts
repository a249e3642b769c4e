import {
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  ConfigurationRequest,
  DiagnosticRefreshRequest,
  DiagnosticTag,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  FileChangeType,
  type Hover,
  HoverRequest,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type LogMessageParams,
  MarkupKind,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  RegistrationRequest,
  ShutdownRequest,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';

import { profileChangedNotification } from '../../../server/src/protocol/index';

/** Everything an editor such as VS Code can do. */
export const fullCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    diagnostic: { relatedDocumentSupport: true },
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [DiagnosticTag.Unnecessary, DiagnosticTag.Deprecated] },
    },
    hover: { contentFormat: [MarkupKind.Markdown, MarkupKind.PlainText] },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      dataSupport: true,
      disabledSupport: true,
      isPreferredSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
  window: { workDoneProgress: true, showDocument: { support: true } },
};

/** The same without pulling: diagnostics are pushed. */
export const pushCapabilities: ClientCapabilities = {
  ...fullCapabilities,
  textDocument: withoutPull(fullCapabilities.textDocument ?? {}),
};

function withoutPull(textDocument: NonNullable<ClientCapabilities['textDocument']>) {
  const { diagnostic: _, ...rest } = textDocument;
  return rest;
}

export interface StartOptions {
  readonly capabilities?: ClientCapabilities;
  /** Uris of the workspace folders. */
  readonly folders?: readonly string[];
  /** Whatever `initialize` should say differently. */
  readonly params?: Partial<InitializeParams>;
  /** The section `aksCilium` of the editor's settings, by the scope that is asked for. */
  readonly settings?: (scope: string | undefined) => unknown;
}

export type Change =
  | string
  | { readonly range: Range; readonly text: string; readonly rangeLength?: number };

/** A client that remembers what the server said to it. */
export class TestClient {
  readonly connection: ProtocolConnection;
  readonly log: LogMessageParams[] = [];
  readonly published: PublishDiagnosticsParams[] = [];
  readonly registrations: Registration[] = [];
  readonly settingsAsked: (string | undefined)[] = [];
  refreshes = 0;
  profileChanges = 0;
  settings: (scope: string | undefined) => unknown = () => ({});
  readonly #versions = new Map<string, number>();

  constructor(connection: ProtocolConnection) {
    this.connection = connection;
    connection.onNotification(LogMessageNotification.type, (params) => void this.log.push(params));
    connection.onNotification(
      PublishDiagnosticsNotification.type,
      (params) => void this.published.push(params),
    );
    connection.onNotification(profileChangedNotification, () => void this.profileChanges++);
    connection.onRequest(DiagnosticRefreshRequest.type, () => void this.refreshes++);
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations);
    });
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      Promise.all(
        items.map(({ scopeUri }) => {
          this.settingsAsked.push(scopeUri);
          return this.settings(scopeUri);
        }),
      ),
    );
    connection.listen();
  }

  async start(options: StartOptions = {}): Promise<InitializeResult> {
    const result = await this.initialize(options);
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  initialize({ capabilities, folders, params, settings }: StartOptions): Promise<InitializeResult> {
    this.settings = settings ?? this.settings;
    return this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: capabilities ?? fullCapabilities,
      workspaceFolders: folders?.map((uri) => ({ uri, name: uri })) ?? null,
      ...params,
    });
  }

  open(uri: string, text: string, languageId = 'yaml', version = 1): Promise<void> {
    this.#versions.set(uri, version);
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version, text },
    });
  }

  /** Replaces the text, or changes parts of it, and counts the version up. */
  change(uri: string, ...changes: readonly Change[]): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    const contentChanges: TextDocumentContentChangeEvent[] = changes.map((change) =>
      typeof change === 'string' ? { text: change } : change,
    );
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(uri: string): Promise<void> {
    this.#versions.delete(uri);
    return this.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri },
    });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  hover(uri: string, line: number, character: number): Promise<Hover | null> {
    return this.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: { line, character },
    });
  }

  async actions(
    uri: string,
    range: Range,
    context: Partial<CodeActionContext> = {},
  ): Promise<CodeAction[]> {
    const params: CodeActionParams = {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...context },
    };
    const actions = await this.connection.sendRequest(CodeActionRequest.type, params);
    return (actions ?? []) as CodeAction[];
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest(CodeActionResolveRequest.type, action);
  }

  filesChanged(
    changes: Readonly<Record<string, 'created' | 'changed' | 'deleted'>>,
  ): Promise<void> {
    const types: Readonly<Record<string, FileChangeType>> = {
      created: FileChangeType.Created,
      changed: FileChangeType.Changed,
      deleted: FileChangeType.Deleted,
    };
    return this.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: Object.entries(changes).map(([uri, type]) => ({ uri, type: types[type] ?? 1 })),
    });
  }

  shutdown(): Promise<void> {
    return this.connection.sendRequest(ShutdownRequest.type);
  }

  /** The messages of that grade, `error` by default. */
  logged(type: 1 | 2 | 3 = 1): readonly string[] {
    return this.log.filter((entry) => entry.type === type).map(({ message }) => message);
  }

  dispose(): void {
    this.connection.dispose();
  }
}

/** Waits until the condition gives something; fails after ten seconds: machines may be busy. */
export async function eventually<T>(
  condition: () => T | undefined | false,
  what = 'the condition',
): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = condition();
    if (value !== undefined && value !== false) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`Waited in vain for ${what}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The error that a request ends in. */
export async function errorOf(
  request: Promise<unknown>,
): Promise<{ readonly code: number; readonly message: string; readonly data?: unknown }> {
  try {
    await request;
  } catch (error) {
    return error as { code: number; message: string; data?: unknown };
  }
  throw new Error('The request was answered.');
}

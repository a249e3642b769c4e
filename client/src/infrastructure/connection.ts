import { type Extension, type LogOutputChannel, Uri, workspace } from 'vscode';
import {
  type BaseLanguageClient,
  type LanguageClientOptions,
  State,
  WorkDoneProgress,
} from 'vscode-languageclient';

import {
  type FindFilesParams,
  findFilesRequest,
  type InitializationOptions,
  profileChangedNotification,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '../../../server/src/protocol/index';
import { schemes } from './documents';
import { explicitSettings, settingKeys } from './explicit-settings';
import { editorFiles } from './file-access';
import type { ConnectionContext, ServerConnection } from './language-client';
import { languageIds } from './relevance';
import { RelevantDocuments } from './relevant-documents';

/** Of the settings, and for VS Code the id of the client, so that `aksCilium.trace.server` works. */
const section = 'aksCilium';

/** Makes the client for the server of the host at hand. */
export type CreateClient = (
  id: string,
  name: string,
  options: LanguageClientOptions,
) => BaseLanguageClient;

/** Everything that is said between the editor and the server hangs on the connection made here. */
export function createConnection(
  createClient: CreateClient,
  { extension, log, events }: ConnectionContext,
): ServerConnection {
  const documents = new RelevantDocuments();
  const client = createClient(section, 'AKS Cilium', clientOptions(documents, extension, log));
  documents.serve(client);
  client.onDidChangeState(() => events.stateChanged());
  client.onNotification(profileChangedNotification, () => events.profileChanged());
  answerFileRequests(client);
  return {
    get state() {
      return stateOf(client);
    },
    start: () => client.start(),
    stop: async () => {
      if (client.needsStop()) {
        await client.stop();
      }
    },
    // A token that is undefined would be sent as one more parameter.
    request: (method, params, token) =>
      token === undefined
        ? client.sendRequest(method, params)
        : client.sendRequest(method, params, token),
    onProgress: (workDoneToken, listener) =>
      client.onProgress(WorkDoneProgress.type, workDoneToken, (step) => {
        if (step.kind === 'report') {
          listener(step);
        }
      }),
  };
}

function stateOf({ state }: BaseLanguageClient): ServerConnection['state'] {
  switch (state) {
    case State.Running:
      return 'running';
    case State.Starting:
      return 'starting';
    default:
      return 'stopped';
  }
}

/** The server reads the workspace through the editor where it has no disk of its own. */
function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(readFileRequest, async (params: ReadFileParams): Promise<ReadFileResult> => {
    const text = await editorFiles.readFile(params);
    return text === undefined ? {} : { text };
  });
  client.onRequest(findFilesRequest, (params: FindFilesParams) => editorFiles.findFiles(params));
}

function clientOptions(
  documents: RelevantDocuments,
  extension: Extension<unknown>,
  log: LogOutputChannel,
): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    readsFiles: true,
    opensDocumentation: true,
    standingWorkspacePull: true,
  };
  const keys = settingKeys(extension.packageJSON, section);
  return {
    documentSelector: languageIds.flatMap((language) =>
      [...schemes()].map((scheme) => ({ language, scheme })),
    ),
    outputChannel: log,
    diagnosticPullOptions: { onChange: true, onFocus: true },
    initializationOptions,
    middleware: {
      ...documents.middleware,
      workspace: {
        configuration: ({ items }) =>
          items.map(({ scopeUri }) => {
            const scope = scopeUri === undefined ? undefined : Uri.parse(scopeUri);
            return explicitSettings(keys, workspace.getConfiguration(section, scope));
          }),
      },
    },
  };
}

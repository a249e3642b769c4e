import type { LogOutputChannel } from 'vscode';
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
import { editorFiles } from './file-access';
import type { ConnectionEvents, ServerConnection } from './language-client';
import { languageIds } from './relevance';
import { RelevantDocuments } from './relevant-documents';

/** Makes the client for the server of the host at hand. */
export type CreateClient = (
  id: string,
  name: string,
  options: LanguageClientOptions,
) => BaseLanguageClient;

/** Everything that is said between the editor and the server hangs on the connection made here. */
export function createConnection(
  createClient: CreateClient,
  log: LogOutputChannel,
  events: ConnectionEvents,
): ServerConnection {
  const documents = new RelevantDocuments();
  const client = createClient('aksCilium', 'AKS Cilium', clientOptions(documents, log));
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
    request: (method, params, token) => client.sendRequest(method, params, token),
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

function clientOptions(documents: RelevantDocuments, log: LogOutputChannel): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    readsFiles: true,
    opensDocumentation: true,
    standingWorkspacePull: true,
  };
  return {
    documentSelector: languageIds.flatMap((language) =>
      [...schemes()].map((scheme) => ({ language, scheme })),
    ),
    outputChannel: log,
    diagnosticPullOptions: { onChange: true, onFocus: true },
    initializationOptions,
    middleware: documents.middleware,
  };
}

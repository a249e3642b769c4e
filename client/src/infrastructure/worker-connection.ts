import { type Uri, workspace } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';

import { createConnection } from './connection';
import type { ConnectionContext, ServerConnection } from './language-client';

/** A server in a web worker of its own, which runs the script. */
export function connectToWorker(script: Uri, context: ConnectionContext): ServerConnection {
  return createConnection(
    (id, name, options) => new LanguageClient(id, name, () => startWorker(script), options),
    context,
  );
}

/**
 * The script is read through the editor: a browser knows nothing of the schemes that extensions may lie at, such as
 * that of a remote machine.
 */
async function startWorker(script: Uri): Promise<MessageTransports> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(script));
  const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
  // Not the worker itself: in the extension host of VS Code it is no instance of the global `Worker`, and the client
  // takes it for something else.
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

import type { LogOutputChannel } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';

import { createConnection } from './connection';
import type { ConnectionEvents, ServerConnection } from './language-client';

/** A server in a web worker of its own, which runs the script. */
export function connectToWorker(
  script: string,
  log: LogOutputChannel,
  events: ConnectionEvents,
): ServerConnection {
  const startWorker = async () => new Worker(script);
  return createConnection(
    (id, name, options) => new LanguageClient(id, name, startWorker, options),
    log,
    events,
  );
}

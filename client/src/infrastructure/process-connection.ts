import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';

import { createConnection } from './connection';
import type { ConnectionContext, ServerConnection } from './language-client';

/** A server in a process of its own, which runs the module. */
export function connectToProcess(module: string, context: ConnectionContext): ServerConnection {
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: {
      module,
      transport: TransportKind.ipc,
      options: { execArgv: ['--nolazy', '--inspect=6011'] },
    },
  };
  return createConnection(
    (id, name, options) => new LanguageClient(id, name, server, options),
    context,
  );
}

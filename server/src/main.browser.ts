import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
} from 'vscode-languageserver/browser';

import { startServer } from './lsp/server';
import { browserHost } from './platform/browser/host';

const worker = self as unknown as DedicatedWorkerGlobalScope;
startServer(
  createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)),
  browserHost(),
);

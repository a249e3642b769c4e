import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';

import { startServer } from './lsp/server';
import { nodeHost } from './platform/node/host';

startServer(createConnection(ProposedFeatures.all), nodeHost());

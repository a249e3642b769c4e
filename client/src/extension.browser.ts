import { type ExtensionContext, Uri } from 'vscode';

import { activateExtension, type ExtensionApi } from './activate';

export { deactivate } from './activate';

export function activate(context: ExtensionContext): ExtensionApi {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server.browser.js');
  return activateExtension(context, async (connectionContext) => {
    const { connectToWorker } = await import('./infrastructure/worker-connection');
    return connectToWorker(script, connectionContext);
  });
}

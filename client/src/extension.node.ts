import { type ExtensionContext, Uri } from 'vscode';

import { activateExtension, type ExtensionApi } from './activate';

export { deactivate } from './activate';

export function activate(context: ExtensionContext): ExtensionApi {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.node.js').fsPath;
  return activateExtension(context, async (connectionContext) => {
    const { connectToProcess } = await import('./infrastructure/process-connection');
    return connectToProcess(module, connectionContext);
  });
}

import { type ExtensionContext, Uri } from 'vscode';

import { activateExtension } from './activate';

export { deactivate } from './activate';

export function activate(context: ExtensionContext): void {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.node.js').fsPath;
  activateExtension(context, async (log, events) => {
    const { connectToProcess } = await import('./infrastructure/process-connection');
    return connectToProcess(module, log, events);
  });
}

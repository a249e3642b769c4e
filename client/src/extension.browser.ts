import { type ExtensionContext, Uri } from 'vscode';

import { activateExtension } from './activate';

export { deactivate } from './activate';

export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server.browser.js').toString(true);
  activateExtension(context, async (log, events) => {
    const { connectToWorker } = await import('./infrastructure/worker-connection');
    return connectToWorker(script, log, events);
  });
}

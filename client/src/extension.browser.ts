import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';

import { activateExtension } from './activate';

export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server.browser.js').toString(true);
  activateExtension(context, (id, name, options) => {
    const startWorker = async () => new Worker(script);
    return new LanguageClient(id, name, startWorker, options);
  });
}

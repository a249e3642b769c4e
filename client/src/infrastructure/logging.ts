import { type LogOutputChannel, window } from 'vscode';

/** The output channel of the extension and of its server. */
export function createLog(): LogOutputChannel {
  return window.createOutputChannel('AKS Cilium', { log: true });
}

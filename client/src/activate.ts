import type { ExtensionContext } from 'vscode';

import { activateEdition } from './features/edition/index';
import { activateLintWorkspace } from './features/lint-workspace/index';
import { activateProfile } from './features/profile/index';
import { activateRuleDocs } from './features/rule-docs/index';
import { activateStatus } from './features/status/index';
import { type Connect, LazyLanguageClient } from './infrastructure/language-client';
import { startWhenNeeded } from './infrastructure/lazy-start';
import { createLog } from './infrastructure/logging';

let running: LazyLanguageClient | undefined;

/** What other extensions, and tests, may ask of this one. */
export interface ExtensionApi {
  /** `off` until a document concerns the language server. */
  readonly serverState: LazyLanguageClient['state'];
}

/**
 * What both entries share. Activation itself costs next to nothing; the language server starts with the first
 * document that concerns it, or with the first command.
 */
export function activateExtension(context: ExtensionContext, connect: Connect): ExtensionApi {
  const log = createLog();
  const client = new LazyLanguageClient(connect, context.extension, log);
  running = client;
  context.subscriptions.push(
    log,
    activateStatus(client),
    activateEdition(client, context.extension),
    activateProfile(client),
    activateLintWorkspace(client),
    activateRuleDocs(client),
    startWhenNeeded(client),
  );
  return {
    get serverState() {
      return client.state;
    },
  };
}

/** The editor waits for this, unlike for what is disposed of, so the server ends in good order. */
export async function deactivate(): Promise<void> {
  await running?.stop();
  running = undefined;
}

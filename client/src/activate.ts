import type { ExtensionContext } from 'vscode';

import { activateEdition } from './features/edition/index';
import { activateLintWorkspace } from './features/lint-workspace/index';
import { activateProfile } from './features/profile/index';
import { activateRuleDocs } from './features/rule-docs/index';
import { activateStatus } from './features/status/index';
import { type CreateClient, LazyLanguageClient } from './infrastructure/language-client';
import { startWhenNeeded } from './infrastructure/lazy-start';
import { createLog } from './infrastructure/logging';

/**
 * What both entries share. Activation itself costs next to nothing; the language server starts with the first
 * document that concerns it, or with the first command.
 */
export function activateExtension(context: ExtensionContext, createClient: CreateClient): void {
  const log = createLog();
  const client = new LazyLanguageClient(createClient, log);
  context.subscriptions.push(
    log,
    client,
    activateStatus(client),
    activateEdition(client, context.extension),
    activateProfile(client),
    activateLintWorkspace(client),
    activateRuleDocs(client),
    startWhenNeeded(client),
  );
}

import { commands, type Disposable } from 'vscode';

import { openRuleDocumentationCommand } from '../../../../server/src/protocol/index';
import type { LazyLanguageClient } from '../../infrastructure/language-client';
import { openRuleDocumentation } from './commands';

export function activateRuleDocs(client: LazyLanguageClient): Disposable {
  return commands.registerCommand(openRuleDocumentationCommand, (rule: unknown) =>
    openRuleDocumentation(client, rule),
  );
}

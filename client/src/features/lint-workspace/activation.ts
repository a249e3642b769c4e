import { commands, type Disposable } from 'vscode';

import type { LazyLanguageClient } from '../../infrastructure/language-client';
import { lintWorkspace } from './commands';

export function activateLintWorkspace(client: LazyLanguageClient): Disposable {
  return commands.registerCommand('aksCilium.lintWorkspace', () => lintWorkspace(client));
}

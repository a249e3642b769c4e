import { commands, type Disposable, type Extension } from 'vscode';

import type { LazyLanguageClient } from '../../infrastructure/language-client';
import { chooseEdition } from './commands';

export function activateEdition(
  client: LazyLanguageClient,
  extension: Extension<unknown>,
): Disposable {
  return commands.registerCommand('aksCilium.chooseEdition', () =>
    chooseEdition(client, extension.packageJSON),
  );
}

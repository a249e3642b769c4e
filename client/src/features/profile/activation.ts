import { commands, Disposable, EventEmitter, type Uri, workspace } from 'vscode';

import type { LazyLanguageClient } from '../../infrastructure/language-client';
import { profileScheme, provideProfile, showProfile } from './commands';

export function activateProfile(client: LazyLanguageClient): Disposable {
  const changed = new EventEmitter<Uri>();
  const refresh = () => {
    for (const { uri } of workspace.textDocuments) {
      if (uri.scheme === profileScheme) {
        changed.fire(uri);
      }
    }
  };
  return Disposable.from(
    changed,
    client.onDidChangeProfile(refresh),
    workspace.registerTextDocumentContentProvider(profileScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => provideProfile(client, uri),
    }),
    commands.registerCommand('aksCilium.showProfile', showProfile),
  );
}

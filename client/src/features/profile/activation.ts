import { commands, Disposable, EventEmitter, languages, type Uri, workspace } from 'vscode';

import type { LazyLanguageClient } from '../../infrastructure/language-client';
import { chooseCluster } from './choose-cluster';
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
      provideTextDocumentContent: async (uri) => (await provideProfile(client, uri)).text,
    }),
    languages.registerDocumentLinkProvider(
      { scheme: profileScheme },
      {
        provideDocumentLinks: async (document) => {
          // Asked anew: lines above a place may have come and gone.
          const { text, links } = await provideProfile(client, document.uri);
          return text === document.getText() ? [...links] : [];
        },
      },
    ),
    commands.registerCommand('aksCilium.showProfile', showProfile),
    commands.registerCommand('aksCilium.chooseCluster', () => chooseCluster(client)),
  );
}

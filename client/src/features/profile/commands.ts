import { l10n, Uri, window, workspace } from 'vscode';

import {
  type ProfileParams,
  type ProfileResult,
  profileRequest,
} from '../../../../server/src/protocol/index';
import type { LazyLanguageClient } from '../../infrastructure/language-client';
import { type ProfilePage, profilePage } from './page';

/** The scheme of the read-only documents of this extension. */
export const profileScheme = 'akscilium';

/** Opens the profile that the active document, else the first folder, is judged by. */
export async function showProfile(): Promise<void> {
  const active = window.activeTextEditor?.document.uri;
  const subject =
    active === undefined || active.scheme === profileScheme
      ? workspace.workspaceFolders?.[0]?.uri
      : active;
  const uri = Uri.from({
    scheme: profileScheme,
    path: `/${l10n.t('Cluster Profile')}.md`,
    query: subject?.toString() ?? '',
  });
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { preview: true });
}

/** Such a document: its text, and where its links lead. */
export async function provideProfile(client: LazyLanguageClient, uri: Uri): Promise<ProfilePage> {
  const params: ProfileParams = { uri: uri.query === '' ? 'untitled:none' : uri.query };
  const profile = await client.request<ProfileResult>(profileRequest, params);
  return profilePage(profile, uri.query);
}

import { ConfigurationTarget, l10n, Uri, window, workspace } from 'vscode';

import {
  type ProfileLine,
  type ProfileParams,
  type ProfileResult,
  profileRequest,
} from '../../../../server/src/protocol/index';
import type { LazyLanguageClient } from '../../infrastructure/language-client';
import { editionsIn } from './editions';

const setting = 'aksCilium.edition';

/** Lets the user choose the edition and writes the setting; says so when a project file overrules it. */
export async function chooseEdition(client: LazyLanguageClient, manifest: unknown): Promise<void> {
  const scope = window.activeTextEditor?.document.uri ?? workspace.workspaceFolders?.[0]?.uri;
  const current = workspace.getConfiguration(undefined, scope).get<string>(setting);
  const chosen = await window.showQuickPick(
    editionsIn(manifest).map(({ value, description }) => ({
      label: value,
      detail: description,
      ...(value === current ? { description: l10n.t('chosen') } : {}),
    })),
    { title: l10n.t('Which edition of the AKS documentation applies to your clusters?') },
  );
  if (chosen === undefined) {
    return;
  }
  const target =
    workspace.workspaceFolders === undefined
      ? ConfigurationTarget.Global
      : ConfigurationTarget.Workspace;
  await workspace.getConfiguration(undefined, scope).update(setting, chosen.label, target);
  if (scope !== undefined) {
    await tellIfOverruled(client, scope, chosen.label);
  }
}

async function tellIfOverruled(
  client: LazyLanguageClient,
  scope: Uri,
  chosen: string,
): Promise<void> {
  const params: ProfileParams = { uri: scope.toString() };
  const { edition, lines } = await client.request<ProfileResult>(profileRequest, params);
  const line = lines.find(({ property }) => property === 'edition');
  if (edition !== chosen && line?.source === 'project file') {
    await offerProjectFile(line, edition);
  }
}

async function offerProjectFile({ sourceUri }: ProfileLine, edition: string): Promise<void> {
  const open = l10n.t('Open Project File');
  const answer = await window.showInformationMessage(
    l10n.t('The project file sets the edition {0}, which overrides the setting.', edition),
    ...(sourceUri === undefined ? [] : [open]),
  );
  if (answer === open && sourceUri !== undefined) {
    await window.showTextDocument(Uri.parse(sourceUri, true));
  }
}

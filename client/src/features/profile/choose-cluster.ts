import { ConfigurationTarget, l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';

import {
  type ProfileCluster,
  type ProfileParams,
  type ProfileResult,
  profileRequest,
} from '../../../../server/src/protocol/index';
import type { LazyLanguageClient } from '../../infrastructure/language-client';
import { profileScheme } from './commands';

const setting = 'aksCilium.cluster';

interface ClusterItem extends QuickPickItem {
  /** The value of the setting; undefined takes it away. */
  readonly choice: string | undefined;
}

/** Lets the user choose the cluster that the files are for, and writes the setting. */
export async function chooseCluster(client: LazyLanguageClient): Promise<void> {
  const active = window.activeTextEditor?.document.uri;
  const subject =
    active === undefined || active.scheme === profileScheme
      ? workspace.workspaceFolders?.[0]?.uri
      : active;
  const params: ProfileParams = { uri: subject?.toString() ?? 'untitled:none' };
  const { clusters, projectFile } = await client.request<ProfileResult>(profileRequest, params);
  if (clusters.length === 0) {
    await window.showInformationMessage(
      l10n.t('No template or script in the workspace defines a cluster.'),
    );
    return;
  }
  const chosen = await window.showQuickPick<ClusterItem>(itemsFor(clusters), {
    title: l10n.t('Which cluster are the files for?'),
    matchOnDescription: true,
  });
  if (chosen === undefined) {
    return;
  }
  await workspace
    .getConfiguration(undefined, subject)
    .update(setting, chosen.choice, ConfigurationTarget.Workspace);
  if (subject !== undefined && projectFile !== undefined) {
    await tellIfOverruled(client, params, chosen.choice, projectFile);
  }
}

function itemsFor(clusters: readonly ProfileCluster[]): readonly ClusterItem[] {
  const possibleFirst = [...clusters].sort((a, b) => Number(b.isPossible) - Number(a.isPossible));
  const nearest: ClusterItem = {
    label: l10n.t('The nearest one'),
    detail: l10n.t('Each file is for the cluster whose definition is nearest to it.'),
    choice: undefined,
  };
  return [
    ...possibleFirst.map(
      ({ title, uri, position, choice }): ClusterItem => ({
        label: title,
        description: `${workspace.asRelativePath(Uri.parse(uri))}${position === undefined ? '' : `:${position.line + 1}`}`,
        choice,
      }),
    ),
    nearest,
  ];
}

/** A project file that names a cluster wins over the setting. */
async function tellIfOverruled(
  client: LazyLanguageClient,
  params: ProfileParams,
  choice: string | undefined,
  projectFile: string,
): Promise<void> {
  const { clusters } = await client.request<ProfileResult>(profileRequest, params);
  const isInForce = clusters.some((cluster) => cluster.isPossible && cluster.choice === choice);
  if (choice === undefined || isInForce) {
    return;
  }
  const open = l10n.t('Open Project File');
  const answer = await window.showInformationMessage(
    l10n.t('The project file names another cluster, which overrides the setting.'),
    open,
  );
  if (answer === open) {
    await window.showTextDocument(Uri.parse(projectFile, true));
  }
}

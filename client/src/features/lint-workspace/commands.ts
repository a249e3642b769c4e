import {
  CancellationError,
  type CancellationToken,
  commands,
  l10n,
  type Progress,
  ProgressLocation,
  window,
} from 'vscode';

import {
  type LintWorkspaceParams,
  type LintWorkspaceResult,
  lintWorkspaceRequest,
} from '../../../../server/src/protocol/index';
import type { LazyLanguageClient } from '../../infrastructure/language-client';

let runs = 0;

/** Checks every file of the workspace, then shows the counts and the Problems panel. */
export async function lintWorkspace(
  client: LazyLanguageClient,
): Promise<LintWorkspaceResult | undefined> {
  const result = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('AKS Cilium: checking the workspace'),
      cancellable: true,
    },
    (progress, token) => run(client, progress, token),
  );
  if (result !== undefined) {
    await commands.executeCommand('workbench.actions.view.problems');
    void window.showInformationMessage(describe(result));
  }
  return result;
}

async function run(
  client: LazyLanguageClient,
  progress: Progress<{ message?: string; increment?: number }>,
  token: CancellationToken,
): Promise<LintWorkspaceResult | undefined> {
  const workDoneToken = `aksCilium.lintWorkspace.${++runs}`;
  const connection = await client.start();
  let shown = 0;
  const listening = connection.onProgress(workDoneToken, ({ message, percentage = shown }) => {
    progress.report({ message: message ?? '', increment: percentage - shown });
    shown = percentage;
  });
  const params: LintWorkspaceParams = { workDoneToken };
  try {
    return await connection.request<LintWorkspaceResult>(lintWorkspaceRequest, params, token);
  } catch (error) {
    if (token.isCancellationRequested || error instanceof CancellationError) {
      return undefined;
    }
    throw error;
  } finally {
    listening.dispose();
  }
}

function describe(result: LintWorkspaceResult): string {
  const { files, errors, warnings, infos, hints, truncated } = result;
  const notes = infos + hints;
  // Short enough for one line of a notification.
  const counts =
    errors + warnings + notes === 0
      ? l10n.t('AKS Cilium, {0} files: nothing found.', files)
      : l10n.t(
          'AKS Cilium, {0} files: errors {1}, warnings {2}, notes {3}.',
          files,
          errors,
          warnings,
          notes,
        );
  return truncated ? `${counts} ${l10n.t('There are more files than can be checked.')}` : counts;
}

import {
  type CancellationToken,
  type ProgressToken,
  WorkDoneProgress,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver';

import type { Severity } from '../../core/index';
import type { LintWorkspaceParams, LintWorkspaceResult } from '../../protocol/index';
import { lintEverything } from '../lint-everything';
import type { Publisher } from '../publisher';
import type { Session } from '../session';

const millisecondsBetweenReports = 100;

/**
 * `aksCilium/lintWorkspace`. The findings of closed files reach the Problems panel through the workspace pull that
 * VS Code keeps open: pushed diagnostics would be a second collection beside the pulled one, and would show every
 * finding twice as soon as a file is opened. Clients that cannot pull get them pushed, of course.
 */
export async function lintWorkspace(
  session: Session,
  params: LintWorkspaceParams | undefined,
  token: CancellationToken,
  publisher: Publisher | undefined,
): Promise<LintWorkspaceResult> {
  const progress = progressReporter(session, params?.workDoneToken);
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  let files = 0;
  let filesWithFindings = 0;
  try {
    progress({ kind: 'begin', title: 'AKS Cilium', cancellable: true, percentage: 0 });
    let reportAt = 0;
    await lintEverything(session, token, ({ result }, done, total) => {
      files++;
      filesWithFindings += result.findings.length > 0 ? 1 : 0;
      for (const { severity } of result.findings) {
        counts[severity]++;
      }
      if (performance.now() >= reportAt) {
        reportAt = performance.now() + millisecondsBetweenReports;
        const percentage = Math.floor((100 * done) / total);
        progress({ kind: 'report', message: `${done}/${total}`, percentage });
      }
    });
  } finally {
    progress({ kind: 'end' });
  }
  session.reports.closedFiles = true;
  session.reports.changed();
  publisher?.publishAll();
  return {
    files,
    filesWithFindings,
    errors: counts.error,
    warnings: counts.warning,
    infos: counts.info,
    hints: counts.hint,
    truncated: session.workspace.truncated,
  };
}

type ProgressStep = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

function progressReporter({ connection }: Session, token: ProgressToken | undefined) {
  return (step: ProgressStep) => {
    if (token !== undefined) {
      // A client that does not listen any more is no reason to stop.
      connection.sendProgress(WorkDoneProgress.type, token, step).catch(() => undefined);
    }
  };
}

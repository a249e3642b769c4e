import { parentPort } from 'node:worker_threads';
import { isAtLeast, type LintResult, type Severity } from '../../core/index';
import { judge } from '../run';
import { FileWorkspace } from '../workspace';
import { countLinted } from './board';
import type { Job, SentResult, SentVerdict, SentVerdicts, Taken, Task } from './messages';
import { readShare, snapshotOf, takeTold } from './shares';

/** Does the work of a thread that `startCrew` has started. */
export function workAlong(job: Job): void {
  if (parentPort === null) {
    return;
  }
  const port = parentPort;
  const { files, board } = job;
  const roots = new Map(files.map(({ uri, root }) => [uri, root]));
  const workspace = new FileWorkspace(files, (uri) => roots.get(uri) ?? uri);
  const taken: Taken = readShare(board, files, workspace);
  port.once('message', (task: Task) => {
    port.postMessage(lintShare(job, workspace, taken, task));
    port.close();
  });
  port.postMessage(taken);
}

function lintShare(
  { files, board }: Job,
  workspace: FileWorkspace,
  { taken }: Taken,
  { facts, configurations, minSeverity }: Task,
): SentVerdicts {
  takeTold(facts, files, workspace);
  const verdicts = new Map<number, SentVerdict>();
  for (const index of taken) {
    const configuration = configurations.get(index);
    if (configuration === undefined) {
      continue;
    }
    const snapshot = snapshotOf(index, files, workspace);
    const verdict = judge({}, snapshot, configuration, workspace);
    verdicts.set(
      index,
      'crash' in verdict ? verdict : { result: withFixes(verdict.result, minSeverity) },
    );
    snapshot.release();
    countLinted(board);
  }
  return verdicts;
}

/** Fixes are made when somebody asks; nobody does for what is not reported. */
function withFixes(result: LintResult, minSeverity: Severity): SentResult {
  return {
    ...result,
    findings: result.findings.map((finding) => ({
      ...finding,
      fixes: isAtLeast(finding.severity, minSeverity) ? finding.fixes() : [],
    })),
  };
}

import type { CancellationToken } from 'vscode-languageserver';

import type { Snapshot } from '../core/index';
import { Cancelled, orCancelled } from './cancellation';
import type { Verdict } from './linter';
import type { Session } from './session';

/**
 * Lints every file of the workspace, open and closed, and keeps the closed ones that have findings at hand, so
 * that they can be reported.
 */
export async function lintEverything(
  session: Session,
  token: CancellationToken,
  onFile?: (verdict: Verdict, done: number, total: number) => void,
): Promise<void> {
  const { workspace, documents, host } = session;
  await orCancelled(workspace.loading, token);
  const uris = workspace.uris();
  let done = 0;
  for (const uri of uris) {
    const snapshot = workspace.get(uri) ?? (await orCancelled(workspace.read(uri), token));
    const verdict = snapshot === undefined ? undefined : await lintLatest(session, snapshot, token);
    done++;
    if (verdict === undefined) {
      continue;
    }
    if (verdict.result.findings.length > 0 && !documents.has(uri)) {
      workspace.keep(verdict.snapshot);
    }
    onFile?.(verdict, done, uris.length);
    if (done % 20 === 0) {
      await host.nextTurn();
    }
  }
}

/** The verdict on a version, also if it turns out meanwhile that what it holds is deployed elsewhere. Throws `Cancelled`. */
export async function lintVersion(
  { linter, workspace }: Session,
  snapshot: Snapshot,
  token: CancellationToken,
): Promise<Verdict> {
  for (let current = snapshot; ; ) {
    try {
      return await linter.lint(current, token);
    } catch (error) {
      const next = workspace.get(snapshot.uri);
      const isOnlyMoved = next !== undefined && next !== current && next.text === current.text;
      if (!(error instanceof Cancelled) || error.reason === 'cancelled' || !isOnlyMoved) {
        throw error;
      }
      current = next;
    }
  }
}

/** Follows the user who types while the workspace is checked; undefined when the file is gone by then. */
export async function lintLatest(
  { linter, workspace }: Session,
  snapshot: Snapshot,
  token: CancellationToken,
): Promise<Verdict | undefined> {
  let current: Snapshot | undefined = snapshot;
  while (current !== undefined) {
    try {
      return await linter.lint(current, token);
    } catch (error) {
      if (!(error instanceof Cancelled) || error.reason === 'cancelled') {
        throw error;
      }
      current = workspace.get(snapshot.uri);
    }
  }
  return undefined;
}

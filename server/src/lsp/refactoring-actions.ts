import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type Range,
} from 'vscode-languageserver';

import { refactorings, type Snapshot } from '../core/index';
import { workspaceEdit } from './actions';
import { Cancelled, orCancelled } from './cancellation';
import { fromRange } from './convert';
import { isTooLarge } from './limits';
import type { Session } from './session';

export const rewriteKind: CodeActionKind = CodeActionKind.RefactorRewrite;

/** What can be rewritten at the place. Those that cannot be done are shown, with the reason, to clients that know such. */
export async function refactoringActions(
  session: Session,
  snapshot: Snapshot,
  range: Range,
  isAsked: boolean,
  token: CancellationToken,
): Promise<CodeAction[]> {
  if (isTooLarge(snapshot)) {
    return [];
  }
  const configuration = await orCancelled(session.configurations.of(snapshot.uri), token);
  if (session.documents.get(snapshot.uri) !== snapshot) {
    throw new Cancelled('superseded');
  }
  const found = refactorings(snapshot, fromRange(snapshot, range), configuration, !isAsked);
  const shown = found.filter(
    // A menu that opens by itself is no place for what cannot be done.
    ({ disabledReason }) =>
      disabledReason === undefined || (session.client.disabledActions && isAsked),
  );
  return shown.map(({ title, edits, disabledReason }) => ({
    title,
    kind: rewriteKind,
    ...(disabledReason === undefined
      ? { edit: workspaceEdit(session, snapshot, edits) }
      : { disabled: { reason: disabledReason } }),
  }));
}

import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type Range,
} from 'vscode-languageserver';

import { refactorings } from '../core/index';
import { workspaceEdit } from './actions';
import { configuredDocument } from './asked-document';
import { fromRange } from './convert';
import type { Session } from './session';

export const rewriteKind: CodeActionKind = CodeActionKind.RefactorRewrite;

/** What can be rewritten at the place. Those that cannot be done are shown, with the reason, to clients that know such. */
export async function refactoringActions(
  session: Session,
  uri: string,
  range: Range,
  isAsked: boolean,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const document = await configuredDocument(session, uri, token);
  if (document === undefined) {
    return [];
  }
  const { snapshot, configuration } = document;
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

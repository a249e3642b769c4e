import {
  type CancellationToken,
  type CodeAction,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';

import { type ActionData, findEdits, workspaceEdit } from '../actions';
import { Cancelled } from '../cancellation';
import { invalidParams } from '../request';
import type { Session } from '../session';

/** `codeAction/resolve`: adds the edit. When the text has moved on, the edit is made for the text as it is now. */
export async function resolveCodeAction(
  session: Session,
  action: CodeAction,
  token: CancellationToken,
): Promise<CodeAction> {
  if (action?.edit !== undefined || action?.command !== undefined) {
    return action;
  }
  const data = dataOf(action);
  const snapshot = session.documents.get(data.uri);
  if (snapshot === undefined) {
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has been closed.');
  }
  const verdict = await session.linter.lint(snapshot, token);
  if (session.documents.get(data.uri) !== snapshot) {
    throw new Cancelled('superseded');
  }
  const edits = findEdits(verdict, data);
  if (edits === undefined || edits.length === 0) {
    throw new ResponseError(
      LSPErrorCodes.ContentModified,
      'The document has changed, and the fix does not apply to it any more.',
    );
  }
  return { ...action, edit: workspaceEdit(session, snapshot, edits) };
}

function dataOf(action: CodeAction | undefined): ActionData {
  const data = action?.data as Partial<ActionData> | undefined;
  if (
    typeof data?.uri !== 'string' ||
    typeof data.version !== 'number' ||
    typeof data.title !== 'string' ||
    (data.rule !== undefined && typeof data.start !== 'number')
  ) {
    throw invalidParams('This code action was not made by this server.');
  }
  return data as ActionData;
}

import type { CancellationToken, CodeLens, CodeLensParams } from 'vscode-languageserver';

import { codeLenses } from '../../core/index';
import { openRuleDocumentationCommand } from '../../protocol/index';
import { openDocument } from '../asked-document';
import { Cancelled, orCancelled } from '../cancellation';
import { toRange } from '../convert';
import { documentUriOf } from '../request';
import { runInSlices } from '../scheduler';
import type { Session } from '../session';

/** `textDocument/codeLens` */
export async function codeLens(
  session: Session,
  params: CodeLensParams,
  token: CancellationToken,
): Promise<CodeLens[]> {
  const uri = documentUriOf(params);
  const { configurations, documents, workspace, host } = session;
  const snapshot = openDocument(session, uri);
  if (snapshot === undefined) {
    return [];
  }
  const configuration = await orCancelled(configurations.of(uri), token);
  await orCancelled(workspace.settle(), token);
  const cancelled = () =>
    documents.get(uri) !== snapshot
      ? new Cancelled('superseded')
      : token.isCancellationRequested
        ? new Cancelled('cancelled')
        : undefined;
  const lenses = await runInSlices(
    codeLenses(snapshot, configuration, workspace.view()),
    host.nextTurn,
    cancelled,
  );
  return lenses.map(({ range, title, rule }) => ({
    range: toRange(snapshot, range),
    command:
      rule === undefined
        ? { title, command: '' }
        : { title, command: openRuleDocumentationCommand, arguments: [rule] },
  }));
}

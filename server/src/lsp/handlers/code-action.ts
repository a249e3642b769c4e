import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Command,
} from 'vscode-languageserver';

import type { Range, Snapshot } from '../../core/index';
import { actionsFor, fixAllAction, wants } from '../actions';
import { Cancelled } from '../cancellation';
import { fixAllKind } from '../capabilities';
import { fromRange } from '../convert';
import { rangeOf } from '../positions';
import { refactoringActions, rewriteKind } from '../refactoring-actions';
import { documentUriOf } from '../request';
import type { Session } from '../session';

/** `textDocument/codeAction`. Works on the verdict that the diagnostics came from; nothing is linted twice. */
export async function codeAction(
  session: Session,
  params: CodeActionParams,
  token: CancellationToken,
): Promise<(CodeAction | Command)[]> {
  const uri = documentUriOf(params);
  const range = rangeOf(params.range);
  const snapshot = session.documents.get(uri);
  if (snapshot === undefined || !session.client.codeActionLiterals) {
    return [];
  }
  const only = Array.isArray(params.context?.only) ? params.context.only : undefined;
  const fixes = await fixActions(session, snapshot, params, only, token);
  // A refactoring is asked for by its kind, or where there is nothing to fix; else it would stand among the fixes.
  const isInvoked = params.context?.triggerKind === CodeActionTriggerKind.Invoked;
  const isAsked =
    only !== undefined || (isInvoked && fixes.every(({ kind }) => kind === fixAllKind));
  const rewrites = wants(only, rewriteKind)
    ? await refactoringActions(session, uri, range, isAsked, token)
    : [];
  return [...fixes, ...rewrites];
}

/** The fixes of the findings at the place, and that of all of the file. */
async function fixActions(
  session: Session,
  snapshot: Snapshot,
  params: CodeActionParams,
  only: readonly string[] | undefined,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const [quickFixes, fixAll] = [wants(only, CodeActionKind.QuickFix), wants(only, fixAllKind)];
  if (!quickFixes && !fixAll) {
    return [];
  }
  const verdict = await session.linter.lint(snapshot, token);
  if (session.documents.get(snapshot.uri) !== snapshot) {
    throw new Cancelled('superseded');
  }
  const asked = fromRange(snapshot, rangeOf(params.range));
  const fixes = quickFixes
    ? verdict.result.findings
        .filter((finding) => touch(finding.range, asked))
        .flatMap((finding) => actionsFor(session, verdict, finding))
    : [];
  // Wherever the caret goes an editor asks for actions unasked; every fix of the file is too much work for that.
  const isUnasked =
    only === undefined && params.context?.triggerKind === CodeActionTriggerKind.Automatic;
  const all = fixAll && !isUnasked ? fixAllAction(session, verdict) : undefined;
  return all === undefined ? fixes : [...fixes, all];
}

function touch(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}

import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Command,
} from 'vscode-languageserver';

import type { Range } from '../../core/index';
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
  const [quickFixes, fixAll] = [wants(only, CodeActionKind.QuickFix), wants(only, fixAllKind)];
  // Wherever the caret goes an editor asks for actions unasked.
  const trigger = params.context?.triggerKind;
  const isUnasked = only === undefined && trigger === CodeActionTriggerKind.Automatic;
  const isAsked = only !== undefined || trigger === CodeActionTriggerKind.Invoked;
  const rewrites = wants(only, rewriteKind)
    ? await refactoringActions(session, snapshot, range, isAsked, token)
    : [];
  if (!quickFixes && !fixAll) {
    return rewrites;
  }
  const verdict = await session.linter.lint(snapshot, token);
  if (session.documents.get(uri) !== snapshot) {
    throw new Cancelled('superseded');
  }
  const asked = fromRange(snapshot, range);
  const fixes = quickFixes
    ? verdict.result.findings
        .filter((finding) => touch(finding.range, asked))
        .flatMap((finding) => actionsFor(session, verdict, finding))
    : [];
  // Every fix of the file is too much work when nobody asked.
  const all = fixAll && !isUnasked ? fixAllAction(session, verdict) : undefined;
  return [...fixes, ...rewrites, ...(all === undefined ? [] : [all])];
}

function touch(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}

import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';

import {
  type Finding,
  type Fix,
  fixAllEdits,
  type Snapshot,
  suppressionFixes,
  type TextEdit,
} from '../core/index';
import { openRuleDocumentationCommand } from '../protocol/index';
import { fixAllKind } from './capabilities';
import { toEdit } from './convert';
import { diagnosticOf } from './diagnostics';
import type { Verdict } from './linter';
import type { Session } from './session';

/** What `codeAction/resolve` needs to find the edits again. */
export interface ActionData {
  readonly uri: string;
  readonly version: number;
  /** Absent for "fix all". */
  readonly rule?: string;
  readonly start?: number;
  readonly title: string;
}

/** Whether a client that asked for `only` these kinds wants an action of this kind. */
export function wants(only: readonly string[] | undefined, kind: string): boolean {
  return (
    only === undefined ||
    only.some((asked) => asked === '' || asked === kind || kind.startsWith(`${asked}.`))
  );
}

/** The fixes of a finding, then the ways to suppress it, then its documentation. */
export function actionsFor(session: Session, verdict: Verdict, finding: Finding): CodeAction[] {
  const { snapshot } = verdict;
  const diagnostics = [diagnosticOf(session, verdict, finding)];
  const fixes = fixesOf(snapshot, finding).filter(
    (fix) => fix.disabledReason === undefined || session.client.disabledActions,
  );
  return [
    ...fixes.map((fix) => fixAction(session, snapshot, finding, fix, diagnostics)),
    documentationAction(finding.rule, diagnostics),
  ];
}

/** Every fix offered for a finding, in the order shown. */
function fixesOf(snapshot: Snapshot, finding: Finding): readonly Fix[] {
  return [...finding.fixes(), ...suppressionFixes(snapshot, finding)];
}

function fixAction(
  session: Session,
  snapshot: Snapshot,
  { rule, range }: Finding,
  fix: Fix,
  diagnostics: Diagnostic[],
): CodeAction {
  const { uri, version } = snapshot;
  const data: ActionData = { uri, version, rule, start: range.start, title: fix.title };
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...(fix.preferred === true ? { isPreferred: true } : {}),
    ...(fix.disabledReason === undefined
      ? editOrData(session, snapshot, fix.edits, data)
      : { disabled: { reason: fix.disabledReason } }),
  };
}

function documentationAction(rule: string, diagnostics: Diagnostic[]): CodeAction {
  const title = `Open documentation of ${rule}`;
  const command = { title, command: openRuleDocumentationCommand, arguments: [rule] };
  return { title, kind: CodeActionKind.QuickFix, diagnostics, command };
}

/** All safe fixes of the file at once; undefined when there are none. */
export function fixAllAction(
  session: Session,
  { snapshot, result }: Verdict,
): CodeAction | undefined {
  const edits = fixAllEdits(result.findings, 'safe');
  const title = 'Apply all safe fixes of AKS Cilium';
  const { uri, version } = snapshot;
  return edits.length === 0
    ? undefined
    : { title, kind: fixAllKind, ...editOrData(session, snapshot, edits, { uri, version, title }) };
}

/** The edits of the action that the data describes, in the verdict on the text as it is now. */
export function findEdits(verdict: Verdict, data: ActionData): readonly TextEdit[] | undefined {
  const { snapshot, result } = verdict;
  if (data.rule === undefined) {
    return fixAllEdits(result.findings, 'safe');
  }
  const candidates = result.findings
    .filter(({ rule }) => rule === data.rule)
    .filter(({ range }) => snapshot.version !== data.version || range.start === data.start);
  // After an edit the place is only a guess: the fix is applied if there is but one it can mean.
  const fixes = candidates.flatMap((finding) =>
    fixesOf(snapshot, finding).filter(({ title }) => title === data.title),
  );
  return fixes.length === 1 || snapshot.version === data.version ? fixes[0]?.edits : undefined;
}

function editOrData(
  session: Session,
  snapshot: Snapshot,
  edits: readonly TextEdit[],
  data: ActionData,
): Pick<CodeAction, 'edit' | 'data'> {
  return session.client.resolveActionEdits
    ? { data }
    : { edit: workspaceEdit(session, snapshot, edits) };
}

/** With the version of the text it was made for, so that the client refuses it on any other. */
export function workspaceEdit(
  { client }: Session,
  snapshot: Snapshot,
  edits: readonly TextEdit[],
): WorkspaceEdit {
  const { uri, version } = snapshot;
  const converted = edits.map((edit) => toEdit(snapshot, edit));
  return client.documentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits: converted }] }
    : { changes: { [uri]: converted } };
}

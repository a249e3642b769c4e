import * as vscode from 'vscode';
import { assert, waitFor } from './assert';

const diagnosticSource = 'aks-cilium';

/**
 * Writes a file of the test's own into the workspace and opens it. Whatever the test does to it,
 * nothing is left: policies of one workspace are judged together.
 */
export async function withEditor(
  name: string,
  content: string,
  use: (editor: vscode.TextEditor) => Promise<void>,
): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert(folder, 'no workspace folder is open');
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    await use(await vscode.window.showTextDocument(document, { preview: false }));
  } finally {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(uri);
  }
}

/** The extension's own diagnostics: other extensions may have some for the same file. */
export function ownDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === diagnosticSource);
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

export function waitForDiagnostic(uri: vscode.Uri, code: string): Promise<vscode.Diagnostic> {
  return waitFor(
    `the diagnostic ${code}`,
    () => ownDiagnostics(uri).find((diagnostic) => codeOf(diagnostic) === code),
    () => vscode.languages.getDiagnostics(uri),
  );
}

export async function waitForNoDiagnostic(uri: vscode.Uri, code: string): Promise<void> {
  await waitFor(
    `the diagnostic ${code} to go away`,
    () =>
      ownDiagnostics(uri).some((diagnostic) => codeOf(diagnostic) === code) ? undefined : true,
    () => ownDiagnostics(uri),
  );
}

/** Replaces a text that occurs once, as typing it would. */
export async function replaceText(
  editor: vscode.TextEditor,
  oldText: string,
  newText: string,
): Promise<void> {
  const range = rangeOf(editor.document, oldText);
  assert(await editor.edit((edit) => edit.replace(range, newText)), 'the editor refused the edit');
}

export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert(start >= 0, `"${text}" is not in the document:\n${document.getText()}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** The actions the light bulb offers at a range, with their edits. */
export async function codeActionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  const resolveAll = 100;
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind?.value,
    resolveAll,
  );
  return found ?? [];
}

export async function applyCodeAction(action: vscode.CodeAction): Promise<void> {
  if (action.edit) {
    assert(await vscode.workspace.applyEdit(action.edit), `"${action.title}" could not be applied`);
  }
  if (action.command) {
    const { command, arguments: values = [] } = action.command;
    await vscode.commands.executeCommand(command, ...values);
  }
}

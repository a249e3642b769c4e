import * as vscode from 'vscode';
import { assert, waitFor } from './assert';
import { takeScreenshot, tidyWindow } from './window';

const diagnosticSource = 'aks-cilium';

/** Id in the Marketplace: publisher and name of the manifest. */
const extensionId = 'aks-cilium.aks-cilium';

/** The extension under test, with what it tells others of itself. */
export function ownExtension(): vscode.Extension<{ readonly serverState: string }> {
  const extension = vscode.extensions.getExtension(extensionId);
  assert(extension, `${extensionId} is not there`);
  return extension;
}

export function workspaceFolder(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert(folder, 'no workspace folder is open');
  return folder.uri;
}

/**
 * Writes a file into the workspace and opens it as a person does. Whatever the test does to it, nothing is left:
 * policies of one workspace are judged together.
 */
export async function withEditor(
  name: string,
  content: string,
  use: (editor: vscode.TextEditor) => Promise<void>,
): Promise<void> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  try {
    // Not openTextDocument, which keeps the document open for minutes after its editor has been closed.
    await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
    await use(await waitForEditor(uri, content));
  } catch (error) {
    await takeScreenshot('failed-test');
    throw error;
  } finally {
    await tidyWindow();
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(uri);
  }
}

function waitForEditor(uri: vscode.Uri, content: string): Promise<vscode.TextEditor> {
  return waitFor(
    `the editor of ${uri.path}`,
    () => {
      const editor = vscode.window.activeTextEditor;
      const isIt = editor?.document.uri.toString() === uri.toString();
      return isIt && editor.document.getText() === content ? editor : undefined;
    },
    () => vscode.window.activeTextEditor?.document.uri.toString(),
  );
}

/** The extension's own diagnostics: other extensions may have some for the same file. */
export function ownDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === diagnosticSource);
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits for a diagnostic of a rule, of a severity if one is given. */
export function waitForDiagnostic(
  uri: vscode.Uri,
  code: string,
  severity?: vscode.DiagnosticSeverity,
): Promise<vscode.Diagnostic> {
  return waitFor(
    `the diagnostic ${code}`,
    () =>
      ownDiagnostics(uri).find(
        (diagnostic) =>
          codeOf(diagnostic) === code &&
          (severity === undefined || diagnostic.severity === severity),
      ),
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

/** Puts the cursor at the begin of a text. */
export function putCursorAt(editor: vscode.TextEditor, text: string): void {
  const { start } = rangeOf(editor.document, text);
  editor.selection = new vscode.Selection(start, start);
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

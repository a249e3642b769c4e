import * as vscode from 'vscode';
import { anyDestinationCode, anyDestinationPolicy } from './support/any-destination';
import { assert, assertEqual, assertIncludes, waitFor } from './support/assert';
import {
  ownDiagnostics,
  rangeOf,
  replaceText,
  waitForDiagnostic,
  waitForNoDiagnostic,
  withEditor,
} from './support/editor';
import { test } from './support/runner';
import { takeScreenshot } from './support/window';

test('an opened policy shows the finding at its cidr', async () => {
  await withEditor('diagnostics.yaml', anyDestinationPolicy, async ({ document }) => {
    const diagnostic = await waitForDiagnostic(document.uri, anyDestinationCode);

    assertEqual(diagnostic.severity, vscode.DiagnosticSeverity.Warning, 'severity');
    assertEqual(diagnostic.range, rangeOf(document, '0.0.0.0/0'), 'range');
    const { code } = diagnostic;
    assert(typeof code === 'object', `the code has no link: ${JSON.stringify(code)}`);
    assertEqual(code.value, anyDestinationCode, 'code');
    assertIncludes(code.target.toString(), anyDestinationCode, 'the page that the code links to');

    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await takeScreenshot('diagnostics');
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });
});

test('the finding follows edits', async () => {
  await withEditor('edits.yaml', anyDestinationPolicy, async (editor) => {
    const { uri } = editor.document;
    await waitForDiagnostic(uri, anyDestinationCode);

    await replaceText(editor, '0.0.0.0/0', '203.0.113.0/24');
    await waitForNoDiagnostic(uri, anyDestinationCode);

    await replaceText(editor, '203.0.113.0/24', '0.0.0.0/0');
    await waitForFindingAtCidr(editor.document);

    await replaceText(editor, 'metadata:', '# one line more\nmetadata:');
    await waitForFindingAtCidr(editor.document);
    await takeScreenshot('diagnostics-after-edits');
  });
});

async function waitForFindingAtCidr(document: vscode.TextDocument): Promise<void> {
  const expected = rangeOf(document, '0.0.0.0/0');
  await waitFor(
    'the finding at the cidr',
    () =>
      ownDiagnostics(document.uri).some(({ range }) => range.isEqual(expected)) ? true : undefined,
    () => ownDiagnostics(document.uri),
  );
}

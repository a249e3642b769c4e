import * as vscode from 'vscode';
import {
  anyDestinationCode,
  anyDestinationFile,
  anyDestinationPolicy,
} from './support/any-destination';
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
import { showProblems, takeScreenshot } from './support/window';

const { DiagnosticSeverity } = vscode;

test('an opened policy shows the finding at its cidr', async () => {
  await withEditor(anyDestinationFile, anyDestinationPolicy, async ({ document }) => {
    const diagnostic = await waitForDiagnostic(document.uri, anyDestinationCode);

    assertEqual(ownDiagnostics(document.uri).length, 1, 'number of findings');
    assertEqual(diagnostic.severity, DiagnosticSeverity.Warning, 'severity');
    assertEqual(diagnostic.range, rangeOf(document, '0.0.0.0/0'), 'range');
    assertEqual(
      diagnostic.message,
      'On Cilium, ipBlock 0.0.0.0/0 matches only addresses outside the cluster: traffic to pods, nodes and cluster DNS stays blocked.',
      'message',
    );
    const { code } = diagnostic;
    assert(typeof code === 'object', `the code has no link: ${JSON.stringify(code)}`);
    assertEqual(code.value, anyDestinationCode, 'code');
    assertIncludes(code.target.toString(), anyDestinationCode, 'the page that the code links to');

    await showProblems();
    await takeScreenshot('diagnostics');
  });
});

test('the finding follows edits', async () => {
  await withEditor(anyDestinationFile, anyDestinationPolicy, async (editor) => {
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

test('closing a file takes its findings away', async () => {
  let uri: vscode.Uri | undefined;
  await withEditor(anyDestinationFile, anyDestinationPolicy, async ({ document }) => {
    uri = document.uri;
    await waitForDiagnostic(document.uri, anyDestinationCode);
  });
  assert(uri, 'no file was open');
  await waitForNoDiagnostic(uri, anyDestinationCode);
});

test('settings take effect at once', async () => {
  await withEditor(anyDestinationFile, anyDestinationPolicy, async ({ document: { uri } }) => {
    await waitForDiagnostic(uri, anyDestinationCode, DiagnosticSeverity.Warning);
    try {
      await set('rules', { [anyDestinationCode]: 'error' });
      await waitForDiagnostic(uri, anyDestinationCode, DiagnosticSeverity.Error);

      await set('rules', { [anyDestinationCode]: 'off' });
      await waitForNoDiagnostic(uri, anyDestinationCode);

      await set('rules', undefined);
      await waitForDiagnostic(uri, anyDestinationCode, DiagnosticSeverity.Warning);

      await set('enable', false);
      await waitForNoDiagnostic(uri, anyDestinationCode);
    } finally {
      await set('rules', undefined);
      await set('enable', undefined);
    }
    await waitForDiagnostic(uri, anyDestinationCode, DiagnosticSeverity.Warning);
  });
});

async function set(setting: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('aksCilium');
  await configuration.update(setting, value, vscode.ConfigurationTarget.Workspace);
}

async function waitForFindingAtCidr(document: vscode.TextDocument): Promise<void> {
  const expected = rangeOf(document, '0.0.0.0/0');
  await waitFor(
    'the finding at the cidr',
    () =>
      ownDiagnostics(document.uri).some(({ range }) => range.isEqual(expected)) ? true : undefined,
    () => ownDiagnostics(document.uri),
  );
}

import * as vscode from 'vscode';
import {
  anyDestinationCode,
  anyDestinationFile,
  anyDestinationFixes,
  anyDestinationPolicy,
  fixedPolicies,
} from './support/any-destination';
import { assert, assertEqual, waitFor } from './support/assert';
import {
  applyCodeAction,
  codeActionsAt,
  ownDiagnostics,
  putCursorAt,
  waitForDiagnostic,
  waitForNoDiagnostic,
  withEditor,
} from './support/editor';
import { test } from './support/runner';
import { hasWindowControl, pressKeys, readText, takeScreenshot } from './support/window';

for (const [title, expected] of Object.entries(fixedPolicies)) {
  test(`quick fix: ${title}`, async () => {
    await withEditor(anyDestinationFile, anyDestinationPolicy, async ({ document }) => {
      await applyCodeAction(await findAction(document, title));
      assertEqual(document.getText(), expected, `the file after "${title}"`);
      await waitFor(
        'no warning',
        () => (hasWarning(document.uri) ? undefined : true),
        () => ownDiagnostics(document.uri),
      );
      await takeScreenshot(`fix-${title}`);
    });
  });
}

const suppressions = {
  line: anyDestinationPolicy.replace(
    '            cidr:',
    `            # aks-cilium-disable-next-line ${anyDestinationCode}\n            cidr:`,
  ),
  file: `# aks-cilium-disable-file ${anyDestinationCode}\n${anyDestinationPolicy}`,
};

for (const [scope, expected] of Object.entries(suppressions)) {
  test(`quick fix: disable the rule for this ${scope}`, async () => {
    await withEditor(anyDestinationFile, anyDestinationPolicy, async ({ document }) => {
      const title = `Disable ${anyDestinationCode} for this ${scope}`;
      await applyCodeAction(await findAction(document, title));
      assertEqual(document.getText(), expected, `the file after "${title}"`);
      await waitForNoDiagnostic(document.uri, anyDestinationCode);
      await takeScreenshot(`disable-${scope}`);
    });
  });
}

test('the light bulb offers the fixes, the suppressions and the documentation', async () => {
  await withEditor(anyDestinationFile, anyDestinationPolicy, async (editor) => {
    const { document } = editor;
    const { range } = await waitForDiagnostic(document.uri, anyDestinationCode);
    const titles = (await codeActionsAt(document, range)).map(({ title }) => title);
    const expected = [
      ...anyDestinationFixes,
      `Disable ${anyDestinationCode} for this line`,
      `Disable ${anyDestinationCode} for this file`,
      `Open documentation of ${anyDestinationCode}`,
    ];
    assertEqual(titles, expected, 'the actions');

    if (hasWindowControl) {
      putCursorAt(editor, '0.0.0.0/0');
      await vscode.commands.executeCommand('editor.action.quickFix');
      const menu = await readText('.action-widget');
      const missing = expected.filter((title) => !menu.includes(title));
      assertEqual(missing, [], 'missing in the menu');
      await takeScreenshot('light-bulb');
      // The first one is selected already.
      await pressKeys('Enter');
      const fixed = fixedPolicies[anyDestinationFixes[0] ?? ''];
      await waitFor(
        'the fix chosen in the menu',
        () => (document.getText() === fixed ? true : undefined),
        () => document.getText(),
      );
    }
  });
});

test('fix all applies none of the fixes that need a decision', async () => {
  await withEditor(anyDestinationFile, anyDestinationPolicy, async ({ document }) => {
    await waitForDiagnostic(document.uri, anyDestinationCode);
    await vscode.commands.executeCommand('editor.action.fixAll');
    const wholeDocument = new vscode.Range(0, 0, document.lineCount, 0);
    const kind = vscode.CodeActionKind.SourceFixAll.append('aksCilium');
    for (const action of await codeActionsAt(document, wholeDocument, kind)) {
      assert(kind.contains(action.kind ?? kind), `unasked action: ${action.title}`);
      await applyCodeAction(action);
    }
    assertEqual(document.getText(), anyDestinationPolicy, 'the file after fix all');
  });
});

function hasWarning(uri: vscode.Uri): boolean {
  return ownDiagnostics(uri).some(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
}

async function findAction(
  document: vscode.TextDocument,
  title: string,
): Promise<vscode.CodeAction> {
  const { range } = await waitForDiagnostic(document.uri, anyDestinationCode);
  const actions = await codeActionsAt(document, range);
  const action = actions.find((candidate) => candidate.title === title);
  assert(action, `no "${title}" among:\n${actions.map((each) => each.title).join('\n')}`);
  return action;
}

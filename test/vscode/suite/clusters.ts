import * as vscode from 'vscode';
import { assert, assertEqual, waitFor } from './support/assert';
import {
  conflictCode,
  conflictFile,
  conflictFix,
  conflictingCluster,
  fixedCluster,
  fixedGuide,
  guide,
  guideCode,
  guideFile,
  guideFix,
} from './support/conflicting-clusters';
import {
  applyCodeAction,
  codeActionsAt,
  codeOf,
  ownDiagnostics,
  putCursorAt,
  rangeOf,
  waitForDiagnostic,
  waitForNoDiagnostic,
  withEditor,
} from './support/editor';
import { test } from './support/runner';
import { hasWindowControl, pressKeys, readText, takeScreenshot } from './support/window';

test('a cluster in Bicep that Azure refuses is fixed from the light bulb', async () => {
  await withEditor(conflictFile, conflictingCluster, async (editor) => {
    const { document } = editor;
    const diagnostic = await waitForDiagnostic(document.uri, conflictCode);
    assertEqual(ownDiagnostics(document.uri).map(codeOf), [conflictCode], 'the findings');
    assertEqual(diagnostic.severity, vscode.DiagnosticSeverity.Error, 'severity');
    assertEqual(diagnostic.range, rangeOf(document, "'calico'"), 'range');
    const [related] = diagnostic.relatedInformation ?? [];
    assertEqual(related?.location.range, rangeOf(document, "'cilium'"), 'the other setting');

    if (hasWindowControl) {
      putCursorAt(editor, "'calico'");
      await vscode.commands.executeCommand('editor.action.quickFix');
      await readText(`.action-widget :text("${conflictFix}")`);
      await takeScreenshot('cluster-light-bulb');
      // The first one is selected already.
      await pressKeys('Enter');
    } else {
      await applyFix(document, diagnostic.range, conflictFix);
    }
    await waitForText(document, fixedCluster);
    await waitForNoDiagnostic(document.uri, conflictCode);
    assertEqual(ownDiagnostics(document.uri).map(codeOf), [], 'the findings after the fix');
    await takeScreenshot('cluster-fixed');
  });
});

test('a command in a guide that the CLI refuses is found and fixed, and prose is left alone', async () => {
  await withEditor(guideFile, guide, async ({ document }) => {
    const diagnostic = await waitForDiagnostic(document.uri, guideCode);
    const { line } = rangeOf(document, '    --pod-cidr').start;
    assertEqual(diagnostic.range.start, new vscode.Position(line, 4), 'where the flag begins');
    await takeScreenshot('guide-finding');

    await applyFix(document, diagnostic.range, guideFix);
    await waitForText(document, fixedGuide);
    await waitForNoDiagnostic(document.uri, guideCode);
    await takeScreenshot('guide-fixed');
  });
});

async function applyFix(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: string,
): Promise<void> {
  const actions = await codeActionsAt(document, range);
  const action = actions.find((candidate) => candidate.title === title);
  assert(action, `no "${title}" among:\n${actions.map((each) => each.title).join('\n')}`);
  await applyCodeAction(action);
}

async function waitForText(document: vscode.TextDocument, expected: string): Promise<void> {
  await waitFor(
    'the text after the fix',
    () => (document.getText() === expected ? true : undefined),
    () => document.getText(),
  );
}

import * as vscode from 'vscode';
import {
  anyDestinationCode,
  anyDestinationFile,
  anyDestinationFixes,
  anyDestinationPolicy,
  fixedPolicies,
} from './any-destination';
import { assert, assertEqual, waitFor } from './assert';
import {
  applyCodeAction,
  codeActionsAt,
  ownDiagnostics,
  ownExtension,
  waitForDiagnostic,
  withEditor,
} from './editor';
import { test } from './runner';
import { showProblems, takeScreenshot } from './window';

/** The extension is active, reports, offers fixes and applies them: what must work however it was started. */
export function registerSmokeTest(situation: string): void {
  test(`${situation}: the extension is active, reports a finding and fixes it`, async () => {
    await withEditor(anyDestinationFile, anyDestinationPolicy, async ({ document }) => {
      const { range } = await waitForDiagnostic(document.uri, anyDestinationCode);
      assert(ownExtension().isActive, 'the extension is not active');
      await showProblems();
      await takeScreenshot(situation);

      const actions = await codeActionsAt(document, range);
      const titles = actions.map(({ title }) => title);
      const missing = anyDestinationFixes.filter((title) => !titles.includes(title));
      assert(missing.length === 0, `missing fixes: ${missing.join(', ')}`);

      const title = 'Make Internet-only explicit';
      const fix = actions.find((action) => action.title === title);
      assert(fix, `no "${title}"`);
      await applyCodeAction(fix);
      assertEqual(document.getText(), fixedPolicies[title], 'the file after the fix');
      await waitFor(
        'no finding',
        () => (ownDiagnostics(document.uri).length === 0 ? true : undefined),
        () => ownDiagnostics(document.uri),
      );
    });
  });

  test(`${situation}: hovering explains a field`, async () => {
    await withEditor(anyDestinationFile, anyDestinationPolicy, async ({ document }) => {
      await waitForDiagnostic(document.uri, anyDestinationCode);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        document.positionAt(document.getText().indexOf('ipBlock')),
      );
      assert(hovers.length > 0, 'no hover');
    });
  });
}

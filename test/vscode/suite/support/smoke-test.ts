import * as vscode from 'vscode';
import { anyDestinationCode, anyDestinationFixes, anyDestinationPolicy } from './any-destination';
import { assert } from './assert';
import { codeActionsAt, waitForDiagnostic, withEditor } from './editor';
import { test } from './runner';
import { takeScreenshot } from './window';

/** Id in the Marketplace: publisher and name of the manifest. */
const extensionId = 'aks-cilium.aks-cilium';

/** The extension is active, reports and offers fixes: what must work however it was started. */
export function registerSmokeTest(situation: string): void {
  test(`${situation}: the extension is active and reports with fixes`, async () => {
    await withEditor(`smoke.yaml`, anyDestinationPolicy, async ({ document }) => {
      const { range } = await waitForDiagnostic(document.uri, anyDestinationCode);
      const extension = vscode.extensions.getExtension(extensionId);
      assert(extension?.isActive, 'the extension is not active');
      const titles = (await codeActionsAt(document, range)).map(({ title }) => title);
      const missing = anyDestinationFixes.filter((title) => !titles.includes(title));
      assert(missing.length === 0, `missing fixes: ${missing.join(', ')}`);
      await vscode.commands.executeCommand('workbench.actions.view.problems');
      await takeScreenshot(situation);
    });
  });
}

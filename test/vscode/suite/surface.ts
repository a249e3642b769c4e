import * as vscode from 'vscode';
import { anyDestinationCode, anyDestinationPolicy } from './support/any-destination';
import { assert, assertIncludes } from './support/assert';
import { waitForDiagnostic, withEditor } from './support/editor';
import { test } from './support/runner';
import { clickOn, hasWindowControl, readText, takeScreenshot } from './support/window';

const commands = [
  'aksCilium.chooseEdition',
  'aksCilium.showProfile',
  'aksCilium.lintWorkspace',
  'aksCilium.openRuleDocumentation',
];

test('the commands are registered', async () => {
  const registered = await vscode.commands.getCommands(true);
  const missing = commands.filter((command) => !registered.includes(command));
  assert(missing.length === 0, `not registered: ${missing.join(', ')}`);
});

test('the language status names the extension', async () => {
  await withEditor('status.yaml', anyDestinationPolicy, async ({ document }) => {
    await waitForDiagnostic(document.uri, anyDestinationCode);
    if (hasWindowControl) {
      await clickOn('[id="status.languageStatus"]');
      assertIncludes(await readText('.hover-language-status'), 'AKS Cilium', 'language status');
      await takeScreenshot('language-status');
    }
  });
});

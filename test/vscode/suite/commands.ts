import * as vscode from 'vscode';
import {
  anyDestinationCode,
  anyDestinationFile,
  anyDestinationPolicy,
} from './support/any-destination';
import { assert, assertEqual, assertIncludes, waitFor } from './support/assert';
import {
  ownDiagnostics,
  waitForDiagnostic,
  waitForNoDiagnostic,
  withEditor,
  workspaceFolder,
} from './support/editor';
import { test } from './support/runner';
import {
  clickOn,
  hasWindowControl,
  pressKeys,
  readText,
  takeScreenshot,
  tidyWindow,
  typeText,
  visitedAddresses,
  waitUntilGone,
} from './support/window';

const commands = [
  'aksCilium.chooseCluster',
  'aksCilium.chooseEdition',
  'aksCilium.showProfile',
  'aksCilium.lintWorkspace',
  'aksCilium.openRuleDocumentation',
];

const quickInput = '.quick-input-widget:visible';

test('the commands are registered', async () => {
  const registered = await vscode.commands.getCommands(true);
  const missing = commands.filter((command) => !registered.includes(command));
  assert(missing.length === 0, `not registered: ${missing.join(', ')}`);
});

test('the language status tells the cluster and the edition', async () => {
  await withEditor(anyDestinationFile, anyDestinationPolicy, async ({ document }) => {
    await waitForDiagnostic(document.uri, anyDestinationCode);
    if (hasWindowControl) {
      await clickOn('[id="status.languageStatus"]');
      const text = await readText('.hover-language-status:visible');
      assertIncludes(text, 'AKS 1.33, Cilium 1.17', 'language status');
      assertIncludes(text, 'Edition: latest', 'language status');
      assertIncludes(text, 'Show Cluster Profile', 'language status');
      await takeScreenshot('language-status');
      await pressKeys('Escape');
    }
  });
});

test('show profile: a page with every property and where it is from', async () => {
  await withEditor(anyDestinationFile, anyDestinationPolicy, async ({ document }) => {
    await waitForDiagnostic(document.uri, anyDestinationCode);
    await vscode.commands.executeCommand('aksCilium.showProfile');
    const page = await waitFor('the page', () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.uri.scheme === 'akscilium' ? active : undefined;
    });
    const text = page.getText();
    assertEqual(page.languageId, 'markdown', 'language of the page');
    assertIncludes(text, `What \`${anyDestinationFile}\` is checked against.`, 'the page');
    const rows = text.split('\n').map((line) => line.replace(/\s+/g, ' '));
    for (const row of [
      '| Property | Value | From |',
      '| Edition of the AKS documentation | `latest` | default |',
      '| Kubernetes version | `1.33` | project file `aks-cilium.yaml:2` |',
      '| Pod address ranges | `10.244.0.0/16` | project file `aks-cilium.yaml:4` |',
    ]) {
      assert(rows.includes(row), `no row ${row} in\n${text}`);
    }
    await takeScreenshot('show-profile');
  });
});

test('choose edition: the setting is written and taken up', async () => {
  await withEditor(anyDestinationFile, anyDestinationPolicy, async ({ document }) => {
    await waitForDiagnostic(document.uri, anyDestinationCode);
    if (!hasWindowControl) {
      return;
    }
    const setting = () => vscode.workspace.getConfiguration('aksCilium').inspect('edition');
    const chosen = vscode.commands.executeCommand('aksCilium.chooseEdition');
    try {
      assertIncludes(await readText(quickInput), 'latest', 'the list');
      await takeScreenshot('choose-edition');
      await typeText('2025-05-22');
      await pressKeys('Enter');
      await chosen;
      await waitUntilGone(quickInput);
      assertEqual(setting()?.workspaceValue, '2025-05-22', 'the setting');
      await clickOn('[id="status.languageStatus"]');
      await readText('.hover-language-status:visible :text("Edition: 2025-05-22")');
      await takeScreenshot('edition-chosen');
      await pressKeys('Escape');
    } finally {
      const configuration = vscode.workspace.getConfiguration('aksCilium');
      await configuration.update('edition', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

test('open rule documentation: lists the rules, and opens the page of the one chosen', async () => {
  if (!hasWindowControl) {
    return;
  }
  const opened = vscode.commands.executeCommand('aksCilium.openRuleDocumentation');
  await readText(`${quickInput} .monaco-list-row`);
  await takeScreenshot('choose-rule');
  await typeText(anyDestinationCode);
  await readText(`${quickInput} :text("${anyDestinationCode}")`);
  await pressKeys('Enter');
  await opened;
  const addresses = await waitFor('a page outside', async () => {
    const visited = await visitedAddresses();
    return visited.length > 0 ? visited : undefined;
  });
  assertIncludes(String(addresses[0]), `docs/rules/${anyDestinationCode}.md`, 'the page');
});

test('lint workspace: reports files that are not open, and says how many', async () => {
  const closed = vscode.Uri.joinPath(workspaceFolder(), 'legacy', 'allow-all.yaml');
  assertEqual(ownDiagnostics(closed), [], 'findings of a closed file beforehand');
  await vscode.commands.executeCommand('aksCilium.lintWorkspace');
  await waitForDiagnostic(closed, anyDestinationCode);
  if (hasWindowControl) {
    // VS Code shows no notification by itself while tests run.
    await vscode.commands.executeCommand('notifications.showList');
    const text = await readText('.notifications-center .notification-list-item-message');
    assertIncludes(text, 'errors 0, warnings 1, notes 0.', 'the notification');
    await takeScreenshot('lint-workspace');
  }
  await tidyWindow();

  // From now on closed files are reported without being asked for.
  const added = vscode.Uri.joinPath(workspaceFolder(), 'legacy', 'added.yaml');
  const policy = anyDestinationPolicy.replaceAll('shop', 'added');
  await vscode.workspace.fs.writeFile(added, new TextEncoder().encode(policy));
  try {
    await waitForDiagnostic(added, anyDestinationCode);
  } finally {
    await vscode.workspace.fs.delete(added);
  }
  await waitForNoDiagnostic(added, anyDestinationCode);
});

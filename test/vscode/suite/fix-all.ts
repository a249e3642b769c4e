import * as vscode from 'vscode';
import { assertEqual, waitFor } from './support/assert';
import { ownDiagnostics, waitForDiagnostic, withEditor } from './support/editor';
import { test } from './support/runner';
import { takeScreenshot } from './support/window';

const before = `# A namespace that is to come first.
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    owner: shop-team
    cilium.io/ces-namespace: priority
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy # nobody gets in unasked
metadata:
  name: closed
  namespace: shop
spec:
  policyTypes:
    - Ingress
`;

const after = `${before.replace('    cilium.io/ces-namespace: priority\n', '')}  podSelector: {}
`;

test('fix all applies the safe fixes of a file, and undo takes them back at once', async () => {
  await withEditor('safe-fixes.yaml', before, async ({ document }) => {
    await waitForDiagnostic(document.uri, 'ces-namespace-unsupported');
    await waitForDiagnostic(document.uri, 'invalid-network-policy');
    await takeScreenshot('fix-all-before');
    await vscode.commands.executeCommand('editor.action.fixAll');
    await becomes(document, after);
    await waitFor(
      'a file without findings',
      () => (ownDiagnostics(document.uri).length === 0 ? true : undefined),
      () => ownDiagnostics(document.uri),
    );
    await takeScreenshot('fix-all');
    await vscode.commands.executeCommand('undo');
    await becomes(document, before);
  });
});

test('fix all runs on save where the settings ask for it', async () => {
  const configuration = vscode.workspace.getConfiguration('editor');
  const target = vscode.ConfigurationTarget.Workspace;
  await configuration.update(
    'codeActionsOnSave',
    { 'source.fixAll.aksCilium': 'explicit' },
    target,
  );
  try {
    await withEditor('safe-fixes.yaml', before, async (editor) => {
      const { document } = editor;
      await waitForDiagnostic(document.uri, 'invalid-network-policy');
      // What has not been changed is not saved.
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# Saved.\n'));
      await waitForDiagnostic(document.uri, 'invalid-network-policy');
      await vscode.commands.executeCommand('workbench.action.files.save');
      await becomes(document, `# Saved.\n${after}`);
      const saved = await vscode.workspace.fs.readFile(document.uri);
      assertEqual(new TextDecoder().decode(saved), `# Saved.\n${after}`, 'the file on disk');
    });
  } finally {
    await configuration.update('codeActionsOnSave', undefined, target);
  }
});

async function becomes(document: vscode.TextDocument, text: string): Promise<void> {
  await waitFor(
    'the text',
    () => (document.getText() === text ? true : undefined),
    () => document.getText(),
  );
}

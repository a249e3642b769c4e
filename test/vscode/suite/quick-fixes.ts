import * as vscode from 'vscode';
import {
  anyDestinationCode,
  anyDestinationFixes,
  anyDestinationPolicy,
} from './support/any-destination';
import { assert, assertEqual, assertIncludes } from './support/assert';
import {
  applyCodeAction,
  codeActionsAt,
  rangeOf,
  waitForDiagnostic,
  waitForNoDiagnostic,
  withEditor,
} from './support/editor';
import { test } from './support/runner';
import { hasWindowControl, pressKeys, readText, takeScreenshot } from './support/window';

type Fix = (typeof anyDestinationFixes)[number];

/** What each fix must leave in the file; the finding itself must be gone as well. */
const expectedParts: Record<Fix, readonly string[]> = {
  'Allow pods in all namespaces too': ['cidr: 0.0.0.0/0 # everything', 'namespaceSelector: {}'],
  'Allow cluster DNS only': [
    'cidr: 0.0.0.0/0 # everything',
    'kubernetes.io/metadata.name: kube-system',
    'k8s-app: kube-dns',
    'port: 53',
  ],
  'Allow every destination, nodes included': ['egress:'],
  'Keep Internet-only and say so': ['cidr: 0.0.0.0/0', 'aks-cilium-disable-'],
  'Add a CiliumNetworkPolicy for nodes': ['kind: CiliumNetworkPolicy', 'remote-node'],
};

for (const title of anyDestinationFixes) {
  test(`quick fix: ${title}`, async () => {
    await withEditor(`fix-${title}.yaml`, anyDestinationPolicy, async ({ document }) => {
      await applyCodeAction(await findAction(document, title));
      const text = document.getText();
      for (const part of expectedParts[title]) {
        assertIncludes(text, part, `the file after "${title}"`);
      }
      await takeScreenshot(`fix-${title}`);
    });
  });
}

for (const scope of ['line', 'file']) {
  test(`quick fix: disable the rule for this ${scope}`, async () => {
    await withEditor(`disable-${scope}.yaml`, anyDestinationPolicy, async ({ document }) => {
      await applyCodeAction(
        await findAction(document, `Disable ${anyDestinationCode} for this ${scope}`),
      );
      await waitForNoDiagnostic(document.uri, anyDestinationCode);
      assertIncludes(document.getText(), 'aks-cilium-disable', 'the file');
      await takeScreenshot(`disable-${scope}`);
    });
  });
}

test('the light bulb offers the fixes, the suppressions and the documentation', async () => {
  await withEditor('light-bulb.yaml', anyDestinationPolicy, async (editor) => {
    const { document } = editor;
    await findAction(document, `Open documentation of ${anyDestinationCode}`);
    if (hasWindowControl) {
      const { start } = rangeOf(document, '0.0.0.0/0');
      editor.selection = new vscode.Selection(start, start);
      await vscode.commands.executeCommand('editor.action.quickFix');
      assertIncludes(await readText('.action-widget'), anyDestinationFixes[0], 'the menu');
      await takeScreenshot('light-bulb');
      await pressKeys('Escape');
    }
  });
});

test('fix all applies none of the fixes that need a decision', async () => {
  await withEditor('fix-all.yaml', anyDestinationPolicy, async ({ document }) => {
    await waitForDiagnostic(document.uri, anyDestinationCode);
    const wholeDocument = new vscode.Range(0, 0, document.lineCount, 0);
    const kind = vscode.CodeActionKind.SourceFixAll.append('aksCilium');
    for (const action of await codeActionsAt(document, wholeDocument, kind)) {
      assert(kind.contains(action.kind ?? kind), `unasked action: ${action.title}`);
      await applyCodeAction(action);
    }
    assertEqual(document.getText(), anyDestinationPolicy, 'the file after fix all');
  });
});

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

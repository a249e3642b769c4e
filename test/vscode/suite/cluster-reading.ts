import * as vscode from 'vscode';
import { assert, assertEqual, assertIncludes, waitFor } from './support/assert';
import { rangeOf, withEditor } from './support/editor';
import { test } from './support/runner';
import { hasWindowControl, hoverOver, readText, takeScreenshot } from './support/window';

const file = 'reading.bicep';
const cluster = `resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'shop'
  location: 'westeurope'
  properties: {
    kubernetesVersion: '1.34'
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
      networkPolicy: ''
    }
  }
}
`;

test('hovering over a setting of a cluster says what it means on Cilium', async () => {
  await withEditor(file, cluster, async ({ document }) => {
    const place = rangeOf(document, 'networkDataplane').start.translate(0, 2);
    const text = await waitFor('the hover of networkDataplane', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        place,
      );
      return hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (typeof content === 'string' ? content : content.value))
        .find((value) => value.includes('networkDataplane:'));
    });
    assertIncludes(text, 'Azure CNI Powered by Cilium', 'hover');
    if (hasWindowControl) {
      await hoverOver('.view-line span span:text("networkDataplane")');
      assertIncludes(await readText('.monaco-hover:visible'), 'networkDataplane:', 'on screen');
      await takeScreenshot('cluster-hover');
    }
  });
});

test('values of a setting are offered, the one that goes with Cilium first', async () => {
  await withEditor(file, cluster, async ({ document }) => {
    const place = rangeOf(document, "networkPolicy: ''").end.translate(0, -1);
    const items = await waitFor('the values of networkPolicy', async () => {
      const { items: found } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        place,
      );
      const own = found.filter(({ detail }) => detail?.startsWith('AKS Cilium: '));
      return own.length > 0 ? own : undefined;
    });
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assertEqual(labels, ['cilium', 'calico', 'none'], 'values');
  });
});

test('the Cilium version stands behind the Kubernetes version of a cluster', async () => {
  await withEditor(file, cluster, async ({ document }) => {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [hint] = await waitFor('the inlay hint', async () => {
      const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        whole,
      );
      return found.length > 0 ? found : undefined;
    });
    assertEqual(hint?.label, 'Cilium 1.18', 'label');
    assertEqual(hint?.position, rangeOf(document, "'1.34'").end, 'position');
    if (hasWindowControl) {
      assertIncludes(await readText('.view-lines'), 'Cilium 1.18', 'the hint on screen');
      await takeScreenshot('cluster-inlay-hint');
    }
  });
});

test('the outline has the cluster and its network', async () => {
  await withEditor(file, cluster, async ({ document }) => {
    const symbols = await waitFor('the outline', async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      return found?.find(({ name }) => name === 'AKS cluster shop');
    });
    assertEqual(
      symbols.children.map(({ name }) => name),
      ['network profile'],
      'children',
    );
    assert(symbols.detail.includes('azure overlay, cilium'), `details: ${symbols.detail}`);
  });
});

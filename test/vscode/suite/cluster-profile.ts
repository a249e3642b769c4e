import * as vscode from 'vscode';
import { assert, assertEqual, assertIncludes, waitFor } from './support/assert';
import { rangeOf, waitForDiagnostic, withEditor, workspaceFolder } from './support/editor';
import { test } from './support/runner';
import {
  clickOn,
  hasWindowControl,
  pressKeys,
  readText,
  takeScreenshot,
  typeText,
} from './support/window';

const policy = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: shop
  namespace: shop
spec:
  endpointSelector:
    matchLabels:
      app: shop
  egress:
    - toEndpoints:
        - matchLabels:
            k8s:io.kubernetes.pod.namespace: kube-system
            k8s-app: kube-dns
      toPorts:
        - ports:
            - port: "53"
              protocol: ANY
          rules:
            dns:
              - matchPattern: "*"
    - toFQDNs:
        - matchName: example.com
`;

const cluster = (
  name: string,
  acns: boolean,
) => `resource aks 'Microsoft.ContainerService/managedClusters@2025-09-01' = {
  name: '${name}'
  location: resourceGroup().location
  properties: {
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
      advancedNetworking: { enabled: ${acns} }
    }
  }
}
`;

/** Two clusters that are equally near, in files that nobody opens. */
async function withClusters(use: () => Promise<void>): Promise<void> {
  const folder = vscode.Uri.joinPath(workspaceFolder(), 'clusters');
  const write = (name: string, text: string) =>
    vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder, name),
      new TextEncoder().encode(text),
    );
  await write('dev.bicep', cluster('shop-dev', true));
  await write('prod.bicep', cluster('shop-prod', false));
  try {
    await use();
  } finally {
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await vscode.workspace
      .getConfiguration('aksCilium')
      .update('cluster', undefined, vscode.ConfigurationTarget.Workspace);
  }
}

test('of several clusters one can be chosen, and the page of the profile leads to its places', async () => {
  await withClusters(async () => {
    await withEditor('names.yaml', policy, async ({ document }) => {
      const code = 'fqdn-needs-acns';
      await waitForDiagnostic(document.uri, code, vscode.DiagnosticSeverity.Information);
      await choose();
      await waitForDiagnostic(document.uri, code, vscode.DiagnosticSeverity.Error);
      await vscode.commands.executeCommand('aksCilium.showProfile');
      const page = await waitFor('the page', () => {
        const active = vscode.window.activeTextEditor?.document;
        const isIt = active?.uri.scheme === 'akscilium' && active.getText().includes('shop-prod');
        return isIt ? active : undefined;
      });
      assertIncludes(page.getText(), '`clusters/prod.bicep:9`', 'the page');
      await takeScreenshot('profile-of-a-cluster');
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        page.uri,
      );
      const place = rangeOf(page, '`clusters/prod.bicep:9`');
      const link = links.find(({ range }) => range.isEqual(place));
      assertEqual(link?.target?.fragment, 'L9,38', 'the line that the link leads to');
    });
  });
});

/** From the status bar, as people do; without a window by its setting. */
async function choose(): Promise<void> {
  if (!hasWindowControl) {
    await vscode.workspace
      .getConfiguration('aksCilium')
      .update('cluster', 'shop-prod', vscode.ConfigurationTarget.Workspace);
    return;
  }
  await clickOn('[id="status.languageStatus"]');
  await readText('.hover-language-status:visible :text("2 clusters may be meant")');
  await takeScreenshot('several-clusters');
  await pressKeys('Escape');
  const chosen = vscode.commands.executeCommand('aksCilium.chooseCluster');
  const list = '.quick-input-widget';
  assertIncludes(await readText(`${list} .monaco-list-row`), 'shop-dev', 'the list');
  await takeScreenshot('choose-cluster');
  await typeText('shop-prod');
  await pressKeys('Enter');
  await chosen;
  const setting = vscode.workspace.getConfiguration('aksCilium').inspect('cluster');
  assert(setting?.workspaceValue === 'shop-prod', `the setting is ${setting?.workspaceValue}`);
}

import * as vscode from 'vscode';
import { assert, assertEqual, assertIncludes, waitFor } from './support/assert';
import { rangeOf, withEditor } from './support/editor';
import { test } from './support/runner';
import { hasWindowControl, hoverOver, readText, takeScreenshot } from './support/window';

const file = 'words.yaml';

const content = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ftp
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: ftp
  policyTypes:
    - Ingress
  ingress:
    - from:
        - podSelector: {}
      ports:
        - port: 32000
          endPort: 32768
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  selector:
    app: web
  ports:
    - port: 443
---
apiVersion: v1
kind: Pod
metadata:
  name: agent
  namespace: monitoring
spec:
  hostNetwork: true
  containers:
    - name: agent
      image: registry.example.com/agent:1.0
`;

/** A word, and what its hover must say, for the cluster of the project file (Kubernetes 1.33). */
const words: readonly (readonly [string, readonly string[]])[] = [
  ['hostNetwork', ['identity of its node', 'remote-node']],
  ['externalTrafficPolicy', ['remote-node', 'loadBalancerSourceRanges']],
  ['endPort', ['since 1.16', '1.17']],
];

for (const [word, parts] of words) {
  test(`hovering over ${word} tells what it means on AKS`, async () => {
    await withEditor(file, content, async ({ document }) => {
      const at = rangeOf(document, `${word}:`).start.translate(0, 1);
      const text = await waitFor('the hover', async () => {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          at,
        );
        const shown = hovers.flatMap(({ contents }) => contents.map(textOf)).join('\n');
        return shown === '' ? undefined : shown;
      });
      for (const part of parts) {
        assertIncludes(text, part, 'the hover');
      }
      assert(/\]\(https:\/\//.test(text), `no link to a source:\n${text}`);
      if (hasWindowControl) {
        await hoverOver(`.view-line span span:text("${word}")`);
        assertIncludes(await readText('.monaco-hover:visible'), `${word}:`, 'the hover on screen');
        await takeScreenshot(`hover-${word}`);
      }
    });
  });
}

test('the outline has every policy with its rules and peers, and the other objects of the file', async () => {
  await withEditor(file, content, async ({ document }) => {
    const symbols = await waitFor('the outline', async () =>
      vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      ),
    );
    const [policy] = symbols.filter(({ name }) => name === 'NetworkPolicy ftp');
    assert(policy, `no policy among: ${symbols.map(({ name }) => name).join(', ')}`);
    const names = namesBelow(policy);
    assert(names.includes('ingress'), `no section among: ${names.join(', ')}`);
    assert(
      names.some((name) => name.startsWith('ingress rule 1: from ')),
      `no rule among: ${names.join(', ')}`,
    );
    const { start } = policy.selectionRange;
    assertEqual(document.lineAt(start.line).text, '  name: ftp', 'where the policy leads');
    if (hasWindowControl) {
      await vscode.commands.executeCommand('outline.focus');
      await readText('.outline-pane .monaco-list-row :text("NetworkPolicy ftp")');
      await takeScreenshot('outline');
      await vscode.commands.executeCommand('workbench.action.closeSidebar');
    }
  });
});

function namesBelow(symbol: vscode.DocumentSymbol): readonly string[] {
  return symbol.children.flatMap((child) => [child.name, ...namesBelow(child)]);
}

function textOf(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === 'string' ? content : content.value;
}

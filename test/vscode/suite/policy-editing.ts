import * as vscode from 'vscode';
import { assert, assertEqual, assertIncludes, waitFor } from './support/assert';
import {
  applyCodeAction,
  codeActionsAt,
  putCursorAt,
  rangeOf,
  waitForDiagnostic,
  waitForNoDiagnostic,
  withEditor,
} from './support/editor';
import { test } from './support/runner';
import { hasWindowControl, hoverOver, pressKeys, readText, takeScreenshot } from './support/window';

const file = 'editing.yaml';
const policy = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: shop
spec:
  endpointSelector: {}
  egress:
    - toFQDNs:
        - matchName: api.example.com
      toPorts:
        - ports:
            - port: "443"
              protocol: TCP
    - to
`;

test('fields that fit are offered inside the egress of a Cilium policy', async () => {
  await withEditor(file, policy, async (editor) => {
    const place = rangeOf(editor.document, '    - to\n').end.translate(-1, 8);
    const items = await waitFor('the fields of a rule', async () => {
      const { items: found } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        editor.document.uri,
        place,
      );
      const own = found.filter(
        ({ label }) => typeof label === 'object' && label.description === 'AKS Cilium',
      );
      return own.some((item) => labelOf(item) === 'toEndpoints') ? own : undefined;
    });
    const labels = items.map(labelOf);
    assert(labels.includes('toEntities') && labels.includes('toFQDNs'), `fields: ${labels}`);
    assert(!labels.includes('fromEndpoints'), `fields of the other direction: ${labels}`);
    editor.selection = new vscode.Selection(place, place);
    if (hasWindowControl) {
      await vscode.commands.executeCommand('editor.action.triggerSuggest');
      assertIncludes(await readText('.suggest-widget.visible'), 'toEndpoints', 'on screen');
      await takeScreenshot('policy-completion');
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      const written = '    - toEndpoints:\n        - matchLabels:\n            app: web\n';
      await waitFor('the field to be written', () =>
        editor.document.getText().endsWith(written) ? true : undefined,
      );
      await vscode.commands.executeCommand('leaveSnippet');
    }
  });
});

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

const says = {
  unknown: 'is not known',
  off: 'has ACNS off',
  on: 'Your cluster has it enabled',
} as const;

test('hovering over toFQDNs says what holds for the cluster', async () => {
  const settings = vscode.workspace.getConfiguration('aksCilium');
  const setAcns = (value: boolean | undefined) =>
    settings.update('profile.acns', value, vscode.ConfigurationTarget.Workspace);
  await withEditor(file, policy, async ({ document }) => {
    const place = rangeOf(document, 'toFQDNs').start.translate(0, 2);
    const waitForHover = (text: string) =>
      waitFor(`a hover that says "${text}"`, async () => {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          place,
        );
        return hovers
          .flatMap(({ contents }) => contents)
          .map((content) => (typeof content === 'string' ? content : content.value))
          .find((value) => value.includes(text));
      });
    try {
      await waitForHover(says.unknown);
      await setAcns(false);
      await waitForHover(says.off);
      if (hasWindowControl) {
        await hoverOver('.view-line span span:text("toFQDNs")');
        assertIncludes(await readText('.monaco-hover:visible'), says.off, 'on screen');
        await takeScreenshot('policy-hover-without-acns');
      }
      await setAcns(true);
      await waitForHover(says.on);
    } finally {
      await setAcns(undefined);
    }
  });
});

const networkPolicy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy # for now
metadata:
  name: shop
spec:
  podSelector:
    matchLabels:
      app: shop
  policyTypes: [Ingress]
  ingress:
    # The gateway.
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: gateway
      ports:
        - port: 8080
`;

test('a NetworkPolicy becomes the CiliumNetworkPolicy that means the same', async () => {
  await withEditor(file, networkPolicy, async (editor) => {
    const { document } = editor;
    const place = rangeOf(document, 'NetworkPolicy');
    const action = await waitFor('the refactoring', async () => {
      const found = await codeActionsAt(document, place, vscode.CodeActionKind.RefactorRewrite);
      return found.find(({ title }) => title === 'Rewrite as CiliumNetworkPolicy');
    });
    await applyCodeAction(action);
    assertEqual(
      document.getText(),
      `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy # for now
metadata:
  name: shop
spec:
  endpointSelector:
    matchLabels:
      app: shop
  ingress:
    # The gateway.
    - fromEndpoints:
        - matchLabels:
            k8s:io.kubernetes.pod.namespace: gateway
      toPorts:
        - ports:
            - port: "8080"
              protocol: TCP
`,
      'text',
    );
    await takeScreenshot('policy-rewritten');
  });
});

test('a code lens says whom a policy is for, once a setting asks for it', async () => {
  const settings = vscode.workspace.getConfiguration('aksCilium');
  await withEditor(file, networkPolicy, async ({ document }) => {
    const lensesOf = async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return (found ?? []).flatMap(({ command }) => command?.title ?? []);
    };
    assertEqual(await lensesOf(), [], 'lenses');
    try {
      await settings.update('codeLens', 'policies', vscode.ConfigurationTarget.Workspace);
      const titles = await waitFor('the lenses', async () => {
        const found = await lensesOf();
        return found.length > 0 ? found : undefined;
      });
      assertEqual(
        titles.slice(0, 2),
        [
          'For pods with app=shop in its namespace: none in these files',
          'Closes ingress except for what is allowed',
        ],
        'lenses',
      );
      if (hasWindowControl) {
        assertIncludes(await readText('.codelens-decoration'), 'app=shop', 'on screen');
        await takeScreenshot('policy-code-lens');
      }
    } finally {
      await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

const byName = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: to-api
  namespace: shop
spec:
  endpointSelector:
    matchLabels:
      app: web
  egress:
    - toFQDNs:
        - matchName: api.example.com
      toPorts:
        - ports:
            - port: "443"
              protocol: TCP
`;
const dnsRule = `    - toEndpoints:
        - matchLabels:
            k8s:io.kubernetes.pod.namespace: kube-system
            k8s:k8s-app: kube-dns
      toPorts:
        - ports:
            - port: "53"
              protocol: ANY
          rules:
            dns:
              - matchName: api.example.com
`;

test('names whose addresses are never learnt get their DNS rule from the light bulb', async () => {
  await withEditor('by-name.yaml', byName, async (editor) => {
    const { document } = editor;
    const { range } = await waitForDiagnostic(document.uri, 'fqdn-without-dns-rule');
    assertEqual(range, rangeOf(document, 'toFQDNs'), 'range');
    putCursorAt(editor, 'toFQDNs');
    const title = 'Add a DNS rule for these names';
    if (hasWindowControl) {
      await vscode.commands.executeCommand('editor.action.quickFix');
      await readText(`.action-widget :text("${title}")`);
      await takeScreenshot('policy-dns-rule-light-bulb');
      await pressKeys('Escape');
    }
    const actions = await codeActionsAt(document, range);
    const action = actions.find((candidate) => candidate.title === title);
    assert(action, `no "${title}" among:\n${actions.map((each) => each.title).join('\n')}`);
    await applyCodeAction(action);
    assertEqual(document.getText(), byName + dnsRule, 'the policy');
    await waitForNoDiagnostic(document.uri, 'fqdn-without-dns-rule');
    await takeScreenshot('policy-dns-rule');
  });
});

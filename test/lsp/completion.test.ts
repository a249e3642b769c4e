import { describe, expect, it } from 'vitest';
import {
  type CompletionClientCapabilities,
  type CompletionContext,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  CompletionRequest,
  CompletionResolveRequest,
  CompletionTriggerKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver/node';

import { errorOf, fullCapabilities, type TestClient } from './support/client';
import { connect, start } from './support/in-process';
import { crlf } from './support/texts';

const uri = 'file:///w/a.yaml';
const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
spec:
  podSelector: {}
  egress:
    - dn
`;
const line = 5;

const vscode = {
  insertTextMode: InsertTextMode.adjustIndentation,
  completionItem: {
    snippetSupport: true,
    documentationFormat: [MarkupKind.Markdown, MarkupKind.PlainText],
    insertTextModeSupport: { valueSet: [InsertTextMode.asIs, InsertTextMode.adjustIndentation] },
  },
} satisfies CompletionClientCapabilities;

function withCompletion(completion: CompletionClientCapabilities | undefined) {
  const textDocument = { ...fullCapabilities.textDocument, ...(completion && { completion }) };
  return { capabilities: { ...fullCapabilities, textDocument } };
}

async function complete(
  client: TestClient,
  character: number,
  context?: CompletionContext,
  at = line,
): Promise<CompletionItem[]> {
  const items = await client.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri },
    position: { line: at, character },
    ...(context === undefined ? {} : { context }),
  });
  return items as CompletionItem[];
}

describe('textDocument/completion', () => {
  it('is announced', async () => {
    const { client } = connect();
    const { capabilities } = await client.initialize({});
    expect(capabilities.completionProvider).toEqual({
      triggerCharacters: ['-', ' ', ',', "'", '"', '='],
      resolveProvider: true,
    });
  });

  it('offers rules in place of the word at the caret', async () => {
    const { client } = await start(withCompletion(vscode));
    await client.open(uri, crlf(policy));
    const [dns, ...others] = await complete(client, 8);
    expect(dns).toMatchObject({
      label: 'akscilium-rule-dns',
      insertTextFormat: InsertTextFormat.Snippet,
      insertTextMode: InsertTextMode.asIs,
      textEdit: {
        range: { start: { line, character: 6 }, end: { line, character: 8 } },
        newText: expect.stringMatching(/^to:\r\n {8}- namespaceSelector:\r\n/),
      },
    });
    expect(dns).not.toHaveProperty('documentation');
    const sorted = [dns, ...others].map((item) => item?.sortText);
    expect(sorted).toEqual([...sorted].sort());
  });

  it('leaves the indentation to a client that adds it', async () => {
    const { client } = await start(
      withCompletion({ insertTextMode: InsertTextMode.adjustIndentation }),
    );
    await client.open(uri, policy);
    const [dns] = await complete(client, 8);
    expect(dns).not.toHaveProperty('insertTextMode');
    expect(dns?.textEdit?.newText).toMatch(/^to:\n {4}- namespaceSelector:\n/);
  });

  it.each([[undefined], [{}]] as const)('writes plain text for a client with %j', async (can) => {
    const { client } = await start(withCompletion(can));
    await client.open(uri, policy);
    for (const item of await complete(client, 8)) {
      expect(item.insertTextFormat).toBe(InsertTextFormat.PlainText);
      expect(item.textEdit?.newText).not.toContain('$');
    }
  });

  it('takes a typed blank for a wish only behind a dash', async () => {
    const { client } = await start();
    const typed = (triggerCharacter: string) => ({
      triggerKind: CompletionTriggerKind.TriggerCharacter,
      triggerCharacter,
    });
    await client.open(uri, policy.replace('    - dn', '    '));
    expect(await complete(client, 4, typed(' '))).toEqual([]);
    expect(await complete(client, 4)).not.toEqual([]);
    await client.change(uri, policy.replace('- dn', '- '));
    expect(await complete(client, 6, typed(' '))).not.toEqual([]);
  });

  it('offers the names of rules in suppression comments', async () => {
    const { client } = await start();
    await client.open(uri, '# aks-cilium-disable-file use\n');
    const items = await complete(client, 29, undefined, 0);
    expect(items.find(({ label }) => label === 'useless-except')).toMatchObject({
      insertTextFormat: InsertTextFormat.PlainText,
      textEdit: {
        newText: 'useless-except',
        range: { start: { line: 0, character: 26 }, end: { line: 0, character: 29 } },
      },
    });
  });

  it('offers nothing elsewhere, nor in documents that are not open', async () => {
    const { client } = await start();
    expect(await complete(client, 8)).toEqual([]);
    await client.open(uri, policy);
    expect(await complete(client, 2, undefined, 3)).toEqual([]);
    expect(await complete(client, 0, undefined, 900)).toEqual([]);
  });

  const cilium = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
spec:
  endpointSelector: {}
  egress:
    - to
`;

  it('marks what it offers, and what is of no use, for clients that show it', async () => {
    const { client } = await start(
      withCompletion({
        ...vscode,
        completionItem: {
          ...vscode.completionItem,
          labelDetailsSupport: true,
          tagSupport: { valueSet: [CompletionItemTag.Deprecated] },
        },
      }),
    );
    await client.open(uri, cilium);
    const items = await complete(client, 8);
    const of = (label: string) => items.find((item) => item.label === label);
    expect(of('toEndpoints')).toMatchObject({
      kind: CompletionItemKind.Field,
      labelDetails: { description: 'AKS Cilium' },
    });
    expect(of('toEndpoints')).not.toHaveProperty('tags');
    expect(of('toNodes')).toMatchObject({
      tags: [CompletionItemTag.Deprecated],
      labelDetails: { detail: ' does not work on AKS' },
      detail: expect.stringMatching(/^does not work on AKS · /),
    });
    const { client: other } = await start(withCompletion(vscode));
    await other.open(uri, cilium);
    const nodes = (await complete(other, 8)).find(({ label }) => label === 'toNodes');
    expect(nodes).not.toHaveProperty('tags');
    expect(nodes).not.toHaveProperty('labelDetails');
  });

  it('knows labels and ports of other open files', async () => {
    const { client } = await start();
    await client.open(
      'file:///w/b.yaml',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec:\n  template:\n    metadata: {labels: {app: shop}}\n    spec: {containers: [{name: c}]}\n',
    );
    await client.open(uri, policy.replace('podSelector: {}', 'podSelector: {matchLabels: {a}}'));
    const labels = (await complete(client, 31, undefined, 3)).map(({ label }) => label);
    expect(labels).toEqual(['app']);
  });

  it('takes a blank behind a colon for a wish', async () => {
    const { client } = await start();
    await client.open(uri, cilium.replace('- to', '- toPorts: [{ports: [{protocol: }]}]'));
    const typed = { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: ' ' };
    const labels = (await complete(client, 36, typed)).map(({ label }) => label);
    expect(labels.slice(0, 3)).toEqual(['TCP', 'UDP', 'ANY']);
  });

  it('follows the settings', async () => {
    const { client } = await start({ settings: () => ({ profile: { dataplane: 'azure' } }) });
    await client.open(uri, policy);
    expect(await complete(client, 8)).toEqual([]);
  });

  it('for a text that has changed meanwhile is worth nothing', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { client } = await start({
      settings: () => new Promise((resolve) => (answer = resolve)),
    });
    await client.open(uri, policy);
    const request = errorOf(complete(client, 8));
    await client.change(uri, 'a: 1\n');
    await client.connection.sendRequest('aksCilium/rules');
    answer({});
    expect((await request).code).toBe(-32801);
  });

  it('refuses a request without a position', async () => {
    const { client } = await start();
    const request = client.connection.sendRequest('textDocument/completion', {
      textDocument: { uri },
    });
    expect((await errorOf(request)).code).toBe(-32602);
  });
});

describe('completionItem/resolve', () => {
  it.each([
    [vscode, MarkupKind.Markdown],
    [undefined, MarkupKind.PlainText],
  ])('adds the documentation in a format that the client shows (%#)', async (can, kind) => {
    const { client } = await start(withCompletion(can));
    await client.open(uri, policy);
    const [dns = { label: '' }] = await complete(client, 8);
    const resolved = await client.connection.sendRequest(CompletionResolveRequest.type, dns);
    expect(resolved).toMatchObject({ ...dns, documentation: { kind } });
    const { value } = resolved.documentation as { value: string };
    expect(value).toContain('CoreDNS');
    expect(value.includes('`')).toBe(kind === MarkupKind.Markdown);
  });

  it('leaves an item alone that it does not know', async () => {
    const { client } = await start();
    const item = { label: 'x', data: { uri, id: 'nonsense' } };
    expect(await client.connection.sendRequest(CompletionResolveRequest.type, item)).toEqual(item);
  });

  it('refuses items of others', async () => {
    const { client } = await start();
    const request = client.connection.sendRequest(CompletionResolveRequest.type, { label: 'x' });
    expect((await errorOf(request)).code).toBe(-32602);
  });
});

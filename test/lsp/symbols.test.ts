import { describe, expect, it } from 'vitest';
import { type DocumentSymbol, DocumentSymbolRequest, SymbolKind } from 'vscode-languageserver/node';

import { fullCapabilities } from './support/client';
import { connect, start } from './support/in-process';
import { anyDestination, crlf } from './support/texts';

const uri = 'file:///w/a.yaml';
const hierarchical = {
  capabilities: {
    ...fullCapabilities,
    textDocument: {
      ...fullCapabilities.textDocument,
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    },
  },
};

describe('textDocument/documentSymbol', () => {
  it('is announced', async () => {
    const { client } = connect();
    const { capabilities } = await client.initialize({});
    expect(capabilities.documentSymbolProvider).toBe(true);
  });

  it('gives an outline with levels', async () => {
    const { client } = await start(hierarchical);
    await client.open(uri, crlf(anyDestination));
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri },
    });
    const [policy] = symbols as DocumentSymbol[];
    expect(policy).toMatchObject({
      name: 'NetworkPolicy web',
      kind: SymbolKind.Class,
      range: { start: { line: 0, character: 0 }, end: { line: 10, character: 0 } },
      selectionRange: { start: { line: 3, character: 8 }, end: { line: 3, character: 11 } },
    });
    const egress = policy?.children?.[1];
    expect(egress).toMatchObject({ name: 'egress', detail: '1 rule', kind: SymbolKind.Module });
    expect(egress?.children).toMatchObject([
      {
        name: 'egress rule 1: to ipBlock 0.0.0.0/0',
        detail: 'every port',
        kind: SymbolKind.Method,
        children: [{ name: 'ipBlock 0.0.0.0/0', kind: SymbolKind.Field }],
      },
    ]);
  });

  it('gives a list to a client that knows no levels', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri },
    });
    expect(symbols).toMatchObject([
      { name: 'NetworkPolicy web', location: { uri } },
      { name: 'all pods of the namespace', containerName: 'NetworkPolicy web' },
      { name: 'egress', containerName: 'NetworkPolicy web' },
      { name: 'egress rule 1: to ipBlock 0.0.0.0/0', containerName: 'egress' },
      { name: 'ipBlock 0.0.0.0/0', containerName: 'egress rule 1: to ipBlock 0.0.0.0/0' },
    ]);
  });

  it('follows the text', async () => {
    const { client } = await start(hierarchical);
    await client.open(uri, anyDestination);
    await client.change(uri, anyDestination.replace('name: web', 'name: api'));
    const ask = () =>
      client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
    expect(await ask()).toMatchObject([{ name: 'NetworkPolicy api' }]);
    await client.change(uri, 'a: 1\n');
    expect(await ask()).toEqual([]);
    await client.close(uri);
    expect(await ask()).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { type CodeLens, CodeLensRefreshRequest } from 'vscode-languageserver/node';

import { openRuleDocumentationCommand } from '../../server/src/protocol/index';
import { errorOf, fullCapabilities, type TestClient } from './support/client';
import { start } from './support/in-process';

const uri = 'file:///w/a.yaml';
const policy = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: x}
spec:
  endpointSelector: {}
  egress: [{toEntities: [nobody]}]
`;

const lenses = (client: TestClient): Promise<CodeLens[] | null> =>
  client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });

describe('textDocument/codeLens', () => {
  it('is empty unless the setting asks for it', async () => {
    const { client } = await start();
    expect(await lenses(client)).toEqual([]);
    await client.open(uri, policy);
    expect(await lenses(client)).toEqual([]);
  });

  it('stands at the beginning of the policy, and leads to the page of a rule', async () => {
    const { client } = await start({ settings: () => ({ codeLens: 'policies' }) });
    await client.open(uri, policy);
    const found = (await lenses(client)) ?? [];
    expect(found.map(({ command }) => command?.title)).toEqual([
      'For all pods in its namespace: none in these files',
      'Closes egress except for what is allowed',
      expect.stringMatching(/^Errors on Cilium .*: unknown-entity$/),
    ]);
    expect(found[2]).toMatchObject({
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 10 } },
      command: { command: openRuleDocumentationCommand, arguments: ['unknown-entity'] },
    });
    expect(found[0]?.command?.command).toBe('');
  });

  it('is asked for again when settings have changed, by clients that can', async () => {
    let codeLens = 'off';
    const capabilities = {
      ...fullCapabilities,
      workspace: { ...fullCapabilities.workspace, codeLens: { refreshSupport: true } },
    };
    const { client } = await start({ capabilities, settings: () => ({ codeLens }) });
    const refreshed = new Promise<void>((resolve) => {
      client.connection.onRequest(CodeLensRefreshRequest.type, () => resolve());
    });
    await client.open(uri, policy);
    codeLens = 'policies';
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: null,
    });
    await refreshed;
    expect(await lenses(client)).toHaveLength(3);
  });

  it('refuses a request without a document', async () => {
    const { client } = await start();
    const request = client.connection.sendRequest('textDocument/codeLens', {});
    expect((await errorOf(request)).code).toBe(-32602);
  });
});

import { describe, expect, it } from 'vitest';
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionTriggerKind,
  type TextDocumentEdit,
} from 'vscode-languageserver/node';

import { fullCapabilities, type TestClient } from './support/client';
import { start } from './support/in-process';

const uri = 'file:///w/a.yaml';
const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: x}
spec:
  podSelector: {}
`;

async function asked(
  client: TestClient,
  line: number,
  context: Partial<CodeActionContext> = { only: ['refactor'] },
): Promise<CodeAction[]> {
  const at = { line, character: 2 };
  return client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: at, end: at },
    context: { diagnostics: [], ...context },
  });
}

describe('refactorings', () => {
  it('are offered anywhere in a policy, with the edit, bound to the version', async () => {
    const { client } = await start();
    await client.open(uri, policy, 'yaml', 3);
    const [action, ...others] = await asked(client, 4);
    expect(others).toEqual([]);
    expect(action).toMatchObject({
      title: 'Rewrite as CiliumNetworkPolicy',
      kind: 'refactor.rewrite',
    });
    const [change] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(change?.textDocument).toEqual({ uri, version: 3 });
    expect(change?.edits.map((edit) => 'newText' in edit && edit.newText)).toEqual([
      'cilium.io/v2',
      'CiliumNetworkPolicy',
      'endpointSelector: {}\n  ingress:\n    - {}',
    ]);
  });

  it('are shown at the head only when nobody asked', async () => {
    const { client } = await start();
    await client.open(uri, policy);
    const titlesAt = async (line: number, triggerKind: CodeActionTriggerKind) =>
      (await asked(client, line, { triggerKind }))
        .filter(({ kind }) => kind === 'refactor.rewrite')
        .map(({ title }) => title);
    expect(await titlesAt(4, CodeActionTriggerKind.Automatic)).toEqual([]);
    expect(await titlesAt(1, CodeActionTriggerKind.Automatic)).toHaveLength(1);
    expect(await titlesAt(4, CodeActionTriggerKind.Invoked)).toHaveLength(1);
    expect(await asked(client, 4, { only: ['quickfix'] })).toEqual([]);
  });

  it('say why they cannot be done, to clients that show it', async () => {
    const broken = `${policy}  ingres: []\n`;
    const { client } = await start();
    await client.open(uri, broken);
    const [action] = await asked(client, 4);
    expect(action?.disabled?.reason).toContain('API server refuses');
    expect(action).not.toHaveProperty('edit');
    const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } };
    const textDocument = { ...fullCapabilities.textDocument, codeAction };
    const { client: plain } = await start({ capabilities: { ...fullCapabilities, textDocument } });
    await plain.open(uri, broken);
    expect(await asked(plain, 4)).toEqual([]);
  });
});

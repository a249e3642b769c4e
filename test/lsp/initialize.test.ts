import { describe, expect, it } from 'vitest';
import { type ClientCapabilities, ErrorCodes, LSPErrorCodes } from 'vscode-languageserver/node';

import { lintableEndings } from '../../server/src/core/index';
import { errorOf, eventually, fullCapabilities, pushCapabilities } from './support/client';
import { connect, start } from './support/in-process';
import { anyDestination, anyRule } from './support/texts';

const uri = 'file:///w/a.yaml';

describe('initialize', () => {
  it('announces pull diagnostics to a client that pulls', async () => {
    const { client } = connect();
    const { capabilities, serverInfo } = await client.initialize({});
    expect(serverInfo?.name).toBe('aks-cilium');
    expect(capabilities.positionEncoding).toBe('utf-16');
    expect(capabilities.textDocumentSync).toMatchObject({ openClose: true, change: 2 });
    expect(capabilities.hoverProvider).toBe(true);
    expect(capabilities.diagnosticProvider).toMatchObject({
      identifier: 'aks-cilium',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    expect(capabilities.codeActionProvider).toMatchObject({
      codeActionKinds: ['quickfix', 'refactor.rewrite', 'source.fixAll.aksCilium'],
      resolveProvider: true,
    });
    expect(capabilities.executeCommandProvider).toEqual({
      commands: ['aksCilium.openRuleDocumentation'],
    });
  });

  it('does not announce pulling to a client that cannot', async () => {
    const { client } = connect();
    const { capabilities } = await client.initialize({ capabilities: pushCapabilities });
    expect(capabilities.diagnosticProvider).toBeUndefined();
  });

  it('offers no resolving to a client that cannot resolve edits', async () => {
    const { client } = connect();
    const { capabilities } = await client.initialize({ capabilities: {} });
    expect(capabilities.codeActionProvider).toMatchObject({ resolveProvider: false });
  });

  it('leaves the documentation command to a client that runs it', async () => {
    const { client } = connect();
    const { capabilities } = await client.initialize({
      params: { initializationOptions: { opensDocumentation: true } },
    });
    expect(capabilities.executeCommandProvider).toBeUndefined();
  });

  it('documents its fixes to a client that shows such documentation', async () => {
    const { client } = connect();
    const capabilities: ClientCapabilities = {
      textDocument: { codeAction: { documentationSupport: true } },
    };
    const result = await client.initialize({ capabilities });
    expect(result.capabilities.codeActionProvider).toMatchObject({
      documentation: [
        { kind: 'quickfix', command: { command: 'aksCilium.openRuleDocumentation' } },
      ],
    });
  });

  it.each([
    ['nothing', null],
    ['a text', 'x'],
    ['a list', [1]],
    ['other types', { settings: 3, readsFiles: 'yes', standingWorkspacePull: 1 }],
  ])('takes %s as options', async (_what, initializationOptions) => {
    const { client } = await start({ params: { initializationOptions } });
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({ kind: 'full', items: [{ code: anyRule }] });
  });

  it('serves a client without any capability', async () => {
    const { client } = await start({ capabilities: {} });
    await client.open(uri, anyDestination);
    const { diagnostics, version } = await eventually(() => client.published[0]);
    expect(version).toBe(1);
    expect(diagnostics).toEqual([
      {
        range: { start: { line: 9, character: 26 }, end: { line: 9, character: 35 } },
        severity: 2,
        code: anyRule,
        source: 'aks-cilium',
        message: expect.stringContaining('0.0.0.0/0'),
      },
    ]);
    expect(await client.actions(uri, diagnostics[0]?.range ?? never())).toEqual([]);
    expect(client.registrations).toEqual([]);
    expect(client.settingsAsked).toEqual([]);
  });

  it('registers only for what the client registers dynamically', async () => {
    const { client } = await start();
    await eventually(() => client.registrations.length === 2);
    const endings = lintableEndings.map((ending) => ending.slice(1)).join(',');
    expect(endings).toContain('yaml,yml');
    expect(
      client.registrations.map(({ method, registerOptions }) => [method, registerOptions]),
    ).toEqual([
      ['workspace/didChangeConfiguration', { section: 'aksCilium' }],
      [
        'workspace/didChangeWatchedFiles',
        {
          watchers: [
            { globPattern: `**/*.{${endings}}` },
            { globPattern: '**/.gitignore' },
            { globPattern: '**/*', kind: 4 },
          ],
        },
      ],
    ]);
  });

  it('asks for nothing before the client is ready', async () => {
    const { client } = connect({ 'file:///w/b.yaml': anyDestination });
    await client.initialize({ folders: ['file:///w'] });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(client.registrations).toEqual([]);
    expect(client.settingsAsked).toEqual([]);
  });

  it('goes on when the client refuses to register', async () => {
    const { client } = connect();
    client.connection.onRequest('client/registerCapability', () => {
      throw new Error('No.');
    });
    await client.start();
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({ items: [{ code: anyRule }] });
    await eventually(() => client.logged(2).length === 2);
    expect(client.logged(2)[0]).toContain('workspace/didChangeConfiguration');
    expect(client.logged(2)[1]).toContain('workspace/didChangeWatchedFiles');
  });

  it('takes rootUri for the folder of a client without workspace folders', async () => {
    const { client } = await start({
      capabilities: { ...fullCapabilities, workspace: { configuration: true } },
      params: { rootUri: 'file:///w', workspaceFolders: undefined } as never,
      files: { 'file:///w/aks-cilium.yaml': `rules: {${anyRule}: error}\n` },
    });
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({ items: [{ severity: 1 }] });
    expect(client.settingsAsked).toEqual(['file:///w']);
  });

  it('passes over folders that are none', async () => {
    const { client } = await start({
      params: { workspaceFolders: [null, { name: 'x' }, { uri: 'file:///w', name: 'w' }] as never },
      files: { 'file:///w/aks-cilium.yaml': `rules: {${anyRule}: error}\n` },
    });
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({ items: [{ severity: 1 }] });
  });

  it('works without any folder', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({ items: [{ severity: 2 }] });
    expect(client.settingsAsked).toEqual([undefined]);
  });

  it('refuses to be initialized twice, and goes on', async () => {
    const { client } = await start();
    expect(await errorOf(client.initialize({}))).toMatchObject({
      code: ErrorCodes.InvalidRequest,
    });
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({ items: [{ code: anyRule }] });
  });

  it('refuses to be initialized without capabilities, and can be initialized then', async () => {
    const { client } = connect();
    expect((await errorOf(client.connection.sendRequest('initialize', {}))).code).toBe(
      ErrorCodes.InternalError,
    );
    await client.start();
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({ items: [{ code: anyRule }] });
  });
});

describe('before and after', () => {
  const requests = [
    'textDocument/hover',
    'textDocument/diagnostic',
    'textDocument/codeAction',
    'workspace/executeCommand',
    'aksCilium/profile',
    'aksCilium/rules',
    'shutdown',
    'no/suchMethod',
  ];

  it.each(requests)('%s before initialize is refused', async (method) => {
    const { client } = connect();
    expect(await errorOf(client.connection.sendRequest(method, {}))).toMatchObject({
      code: ErrorCodes.ServerNotInitialized,
    });
  });

  it.each([...requests, 'initialize'])('%s after shutdown is refused', async (method) => {
    const { client } = await start();
    await client.shutdown();
    const params = { capabilities: {}, textDocument: { uri } };
    expect(await errorOf(client.connection.sendRequest(method, params))).toMatchObject({
      code: ErrorCodes.InvalidRequest,
    });
  });

  it('documents opened before initialize are not known', async () => {
    const { client } = connect();
    await client.open(uri, anyDestination);
    await client.start();
    expect(await client.pull(uri)).toEqual({ kind: 'full', items: [] });
  });

  it('says nothing about documents that change after shutdown', async () => {
    const { client } = await start({ capabilities: pushCapabilities });
    await client.open(uri, anyDestination);
    await eventually(() => client.published[0]);
    await client.shutdown();
    await client.change(uri, anyDestination);
    await client.close(uri);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(client.published).toHaveLength(1);
  });

  it('a request that waits for news ends with the server', async () => {
    const { client } = await start({
      params: { initializationOptions: { standingWorkspacePull: true } },
    });
    const waiting = errorOf(
      client.connection.sendRequest('workspace/diagnostic', {
        previousResultIds: [],
        partialResultToken: 'p',
      }),
    );
    await client.shutdown();
    expect((await waiting).code).toBe(LSPErrorCodes.RequestCancelled);
  });

  it('refuses methods that do not exist', async () => {
    const { client } = await start();
    expect(await errorOf(client.connection.sendRequest('no/suchMethod'))).toMatchObject({
      code: ErrorCodes.MethodNotFound,
      message: 'There is no method no/suchMethod.',
    });
  });
});

function never(): never {
  throw new Error('There is no diagnostic.');
}

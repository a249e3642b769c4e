import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';

import {
  type Configuration,
  lint as lintWith,
  type Snapshot,
  type Workspace,
} from '../../server/src/core/index';
import { errorOf, eventually } from './support/client';
import { fewRules, lint } from './support/few-rules';
import { start } from './support/in-process';
import { slowHost } from './support/slow-host';
import { anyDestination, anyRule, nothingWrong } from './support/texts';

const uri = 'file:///w/a.yaml';

describe('a newer version', () => {
  it('makes the answer for the older one a cancellation that is worth asking again', async () => {
    const { host, release } = slowHost();
    const { client } = await start({ host });
    await client.open(uri, nothingWrong);
    const first = errorOf(client.pull(uri));
    await client.change(uri, anyDestination);
    const second = client.pull(uri);
    await client.connection.sendRequest('aksCilium/rules');
    release();
    expect(await first).toMatchObject({
      code: LSPErrorCodes.ServerCancelled,
      data: { retriggerRequest: true },
    });
    expect(await second).toMatchObject({ kind: 'full', items: [{ code: anyRule }] });
  });

  it('makes code actions and hovers for the older one worthless', async () => {
    const { host, release } = slowHost();
    const { client } = await start({ host });
    await client.open(uri, anyDestination);
    const place = { line: 9, character: 28 };
    const actions = errorOf(client.actions(uri, { start: place, end: place }));
    await client.change(uri, nothingWrong);
    await client.connection.sendRequest('aksCilium/rules');
    release();
    expect((await actions).code).toBe(LSPErrorCodes.ContentModified);
  });

  it('stops the work on the older one', async () => {
    const steps: number[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { client } = await start({
      host: {
        nextTurn: () => (steps.length > 0 ? held : setImmediate()),
        *lint(snapshot, ...more) {
          for (let step = 0; step < 10; step++) {
            steps.push(snapshot.version);
            const end = performance.now() + 11;
            while (performance.now() < end);
            yield;
          }
          return yield* lint(snapshot, ...more);
        },
      },
    });
    await client.open(uri, anyDestination);
    const first = errorOf(client.pull(uri));
    await eventually(() => steps.length === 1);
    await client.change(uri, nothingWrong);
    await client.connection.sendRequest('aksCilium/rules');
    release();
    await first;
    await client.pull(uri);
    expect(steps.filter((version) => version === 1)).toEqual([1]);
    expect(steps.filter((version) => version === 2)).toHaveLength(10);
  });

  it('closing the document does as well', async () => {
    const { host, release } = slowHost();
    const { client } = await start({ host });
    await client.open(uri, anyDestination);
    const report = errorOf(client.pull(uri));
    await client.close(uri);
    await client.connection.sendRequest('aksCilium/rules');
    release();
    expect((await report).code).toBe(LSPErrorCodes.ServerCancelled);
  });

  it('is what a document is that was closed while settings were being asked for', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { client } = await start({
      settings: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    await client.open(uri, anyDestination);
    const place = { line: 9, character: 28 };
    const requests = [
      client.pull(uri),
      client.actions(uri, { start: place, end: place }),
      client.hover(uri, 9, 21),
    ].map(errorOf);
    await client.close(uri);
    await client.connection.sendRequest('aksCilium/rules');
    answer({});
    expect((await Promise.all(requests)).map(({ code }) => code)).toEqual([
      LSPErrorCodes.ServerCancelled,
      LSPErrorCodes.ContentModified,
      LSPErrorCodes.ContentModified,
    ]);
  });

  it('is found while settings are still being asked for', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { client } = await start({
      settings: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    await client.open(uri, nothingWrong);
    const first = errorOf(client.pull(uri));
    await eventually(() => client.settingsAsked.length === 1);
    await client.change(uri, anyDestination);
    const second = client.pull(uri);
    answer({});
    expect((await first).code).toBe(LSPErrorCodes.ServerCancelled);
    expect(await second).toMatchObject({ items: [{ code: anyRule }] });
  });
});

describe('cancellation', () => {
  it('by the client is answered as such, and leaves the others their answer', async () => {
    const { host, release, runs } = slowHost();
    const { client } = await start({ host });
    await client.open(uri, anyDestination);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri } };
    const cancelled = errorOf(
      client.connection.sendRequest('textDocument/diagnostic', params, source.token),
    );
    const answered = client.pull(uri);
    await eventually(() => runs() === 1);
    source.cancel();
    expect((await cancelled).code).toBe(LSPErrorCodes.RequestCancelled);
    release();
    expect(await answered).toMatchObject({ items: [{ code: anyRule }] });
    expect(runs()).toBe(1);
  });

  it('by everybody who waits stops the work; who asks later gets an answer', async () => {
    const { host, release, runs } = slowHost();
    const { client } = await start({ host });
    await client.open(uri, anyDestination);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri } };
    const cancelled = errorOf(
      client.connection.sendRequest('textDocument/diagnostic', params, source.token),
    );
    await eventually(() => runs() === 1);
    source.cancel();
    expect((await cancelled).code).toBe(LSPErrorCodes.RequestCancelled);
    const later = client.pull(uri);
    release();
    expect(await later).toMatchObject({ items: [{ code: anyRule }] });
    expect(runs()).toBe(2);
  });

  it.each([
    ['textDocument/hover', { position: { line: 0, character: 0 } }],
    [
      'textDocument/codeAction',
      {
        range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
        context: { diagnostics: [] },
      },
    ],
    ['textDocument/diagnostic', {}],
    ['workspace/diagnostic', { previousResultIds: [] }],
    ['workspace/executeCommand', { command: 'aksCilium.openRuleDocumentation' }],
    ['aksCilium/profile', { uri }],
    ['aksCilium/lintWorkspace', {}],
    ['aksCilium/rules', {}],
  ])('of %s before it was begun costs nothing', async (method, params) => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    const source = new CancellationTokenSource();
    const request = errorOf(
      client.connection.sendRequest(method, { textDocument: { uri }, ...params }, source.token),
    );
    source.cancel();
    expect((await request).code).toBe(LSPErrorCodes.RequestCancelled);
  });
});

describe('a rule that throws', () => {
  const failing = fewRules.map((rule) =>
    rule.meta.name === 'redundant-pod-selector-peer'
      ? {
          ...rule,
          check() {
            throw new Error('Something is wrong with this rule.');
          },
        }
      : rule,
  );
  const host = {
    lint: (snapshot: Snapshot, configuration: Configuration, workspace?: Workspace) =>
      lintWith(snapshot, configuration, workspace, failing),
  };

  it('costs its own findings only and is logged once', async () => {
    const { client } = await start({ host, settings: () => ({ extends: 'strict' }) });
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({ items: [{ code: anyRule }] });
    await client.change(uri, `${anyDestination}# more\n`);
    expect(await client.pull(uri)).toMatchObject({ items: [{ code: anyRule }] });
    await eventually(() => client.logged().length > 0);
    expect(client.logged()).toHaveLength(1);
    expect(client.logged()[0]).toContain('redundant-pod-selector-peer');
    expect(client.logged()[0]).toContain(uri);
    expect(client.logged()[0]).toContain('Something is wrong with this rule.');
  });
});

describe('a server that fails', () => {
  it('loses one answer in a way that editors recover from', async () => {
    let fails = true;
    const { client } = await start({
      host: {
        lint: (...of) => {
          if (fails) {
            throw new Error('Out of order.');
          }
          return lint(...of);
        },
      },
    });
    await client.open(uri, anyDestination);
    expect(await errorOf(client.pull(uri))).toMatchObject({
      code: LSPErrorCodes.ServerCancelled,
      data: { retriggerRequest: false },
    });
    await eventually(() => client.logged().some((message) => message.includes('Out of order.')));
    fails = false;
    expect(await client.pull(uri)).toMatchObject({ items: [{ code: anyRule }] });
  });
});

describe('wrong params', () => {
  it.each([
    ['textDocument/diagnostic', {}],
    ['textDocument/diagnostic', { textDocument: { uri: 7 } }],
    ['textDocument/hover', { textDocument: { uri } }],
    ['textDocument/hover', { textDocument: { uri }, position: { line: '1', character: 0 } }],
    ['textDocument/hover', { textDocument: { uri }, position: { line: 0.5, character: 0 } }],
    ['textDocument/codeAction', { textDocument: { uri }, context: {} }],
    ['textDocument/codeAction', { textDocument: { uri }, range: { start: 1 }, context: {} }],
    ['codeAction/resolve', { title: 'x' }],
    ['codeAction/resolve', { title: 'x', data: { uri, version: '1', title: 'x' } }],
    ['codeAction/resolve', { title: 'x', data: { uri, version: 1, title: 'x', rule: 'y' } }],
    ['workspace/diagnostic', {}],
    ['workspace/executeCommand', { command: 'rm' }],
    ['aksCilium/profile', {}],
  ])('%s with %j are refused', async (method, params) => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    expect((await errorOf(client.connection.sendRequest(method, params))).code).toBe(-32602);
    expect(await client.pull(uri)).toMatchObject({ items: [{ code: anyRule }] });
  });
});

describe('a document that is too large', () => {
  it.each([
    ['20 MB', `${anyDestination}# ${'x'.repeat(20_000_000)}\n`],
    ['200,000 documents', `${anyDestination}${'---\na: 1\n'.repeat(200_001)}`],
  ])('(%s) is not looked at, which is said once; others are', async (limit, text) => {
    const { client } = await start();
    await client.open(uri, text);
    expect(await client.pull(uri)).toMatchObject({ kind: 'full', items: [] });
    expect(await client.hover(uri, 9, 21)).toBeNull();
    const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    expect(await client.actions(uri, everywhere)).toEqual([]);
    const asked = { textDocument: { uri }, position: everywhere.start, range: everywhere };
    for (const method of [
      'completion',
      'inlayHint',
      'documentSymbol',
      'documentLink',
      'codeLens',
    ]) {
      expect(await client.connection.sendRequest(`textDocument/${method}`, asked)).toEqual([]);
    }
    await client.open('file:///w/b.yaml', anyDestination);
    expect(await client.pull('file:///w/b.yaml')).toMatchObject({ items: [{ code: anyRule }] });
    await eventually(() => client.logged(3).length > 0);
    expect(client.logged(3)).toEqual([
      `${uri} is not checked: A file of more than ${limit} is not read.`,
    ]);
    await client.change(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({ items: [{ code: anyRule }] });
  });
});

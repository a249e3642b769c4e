import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';

import {
  type Configuration,
  documentationUrl,
  lint,
  type Snapshot,
  type Workspace,
} from '../../server/src/core/index';
import { rules } from '../../server/src/core/rules/index';
import { errorOf, eventually } from './support/client';
import { start } from './support/in-process';
import { anyDestination, anyRule, everyDestination, nothingWrong } from './support/texts';

const uri = 'file:///w/a.yaml';
const other = 'file:///w/b.yaml';

/** A host that does not go on once it has begun to lint, until the test lets it. */
function slowHost() {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let steps = 0;
  function* slowly(snapshot: Snapshot, configuration: Configuration, workspace?: Workspace) {
    steps++;
    const end = performance.now() + 15;
    while (performance.now() < end) {
      // Longer than a slice, so that the scheduler gives the event loop back.
    }
    yield;
    return yield* lint(snapshot, configuration, workspace);
  }
  return {
    host: { lint: slowly, nextTurn: () => (steps > 0 ? held : setImmediate()) },
    release,
    runs: () => steps,
  };
}

describe('textDocument/diagnostic', () => {
  it('reports a finding with a link to its rule', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toEqual({
      kind: 'full',
      resultId: expect.any(String),
      items: [
        {
          range: { start: { line: 9, character: 26 }, end: { line: 9, character: 35 } },
          severity: 2,
          code: anyRule,
          codeDescription: { href: documentationUrl(anyRule) },
          source: 'aks-cilium',
          message: expect.stringContaining('0.0.0.0/0'),
        },
      ],
    });
  });

  it('leaves out what the client cannot show', async () => {
    const { client } = await start({
      capabilities: { textDocument: { diagnostic: {} } },
      host: { lint: lintWithRelated },
    });
    await client.open(uri, anyDestination);
    const report = await client.pull(uri);
    const [item] = report.kind === 'full' ? report.items : [];
    expect(Object.keys(item ?? {}).sort()).toEqual([
      'code',
      'message',
      'range',
      'severity',
      'source',
    ]);
  });

  it('reports tags and places in other files', async () => {
    const { client } = await start({ host: { lint: lintWithRelated } });
    await client.open(other, nothingWrong);
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({
      items: [
        {
          tags: [1, 2],
          relatedInformation: [
            {
              location: {
                uri: other,
                range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } },
              },
              message: 'Over there.',
            },
          ],
        },
      ],
    });
  });

  it('is unchanged while nothing has changed', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    const { resultId } = await client.pull(uri);
    expect(await client.pull(uri, resultId)).toEqual({ kind: 'unchanged', resultId });
    expect(await client.pull(uri, 'of another life')).toMatchObject({ kind: 'full' });
  });

  it('is unchanged when another document changes that has no say', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    await client.open(other, nothingWrong);
    const { resultId } = await client.pull(uri);
    await client.change(other, `${nothingWrong}# more\n`);
    expect(await client.pull(uri, resultId)).toEqual({ kind: 'unchanged', resultId });
  });

  it('is unchanged when another document says something that makes no difference', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    await client.open(other, nothingWrong);
    const { resultId } = await client.pull(uri);
    await client.change(other, nothingWrong.replace('app: api', 'app: other'));
    expect(await client.pull(uri, resultId)).toEqual({ kind: 'unchanged', resultId });
  });

  it('changes with what another document says', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    await client.open(other, nothingWrong);
    const { resultId } = await client.pull(uri);
    await client.change(other, everyDestination);
    expect(await client.pull(uri, resultId)).toMatchObject({ kind: 'full', items: [] });
    await client.close(other);
    expect(await client.pull(uri, resultId)).toMatchObject({ items: [{ code: anyRule }] });
  });

  it('is asked for again when another open document says something new', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    await client.open(other, nothingWrong);
    await client.pull(uri);
    // After the folders were read, and for what the two documents say.
    await eventually(() => client.refreshes > 0);
    await sleep(300);
    const { refreshes, profileChanges } = client;
    await client.change(other, `# nothing new\n${nothingWrong}`);
    await client.pull(other);
    await sleep(300);
    expect(client.refreshes).toBe(refreshes);
    await client.change(other, everyDestination);
    await client.pull(other);
    await eventually(() => client.refreshes === refreshes + 1);
    // Profiles have nothing to do with it.
    expect(client.profileChanges).toBe(profileChanges);
  });

  it('changes with what a closed file says', async () => {
    const { client, files } = await start({
      folders: ['file:///w'],
      files: { [other]: everyDestination },
    });
    await client.open(uri, anyDestination);
    await eventually(() => client.refreshes === 1);
    expect(await client.pull(uri)).toMatchObject({ items: [] });
    files.texts.delete(other);
    await client.filesChanged({ [other]: 'deleted' });
    expect(await client.pull(uri)).toMatchObject({ items: [{ code: anyRule }] });
  });

  it('runs the rules once for one text, whoever asks', async () => {
    let runs = 0;
    const { client } = await start({
      host: {
        lint: (...of) => {
          runs++;
          return lint(...of);
        },
      },
    });
    await client.open(uri, anyDestination);
    const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    await Promise.all([client.pull(uri), client.pull(uri), client.actions(uri, everywhere)]);
    await client.pull(uri);
    expect(runs).toBe(1);
    await client.change(uri, nothingWrong);
    await client.pull(uri);
    expect(runs).toBe(2);
  });
});

describe('related documents', () => {
  it('come along when this one decides about them', async () => {
    const { client } = await start({ host: { lint: lintWithRelated } });
    await client.open(other, nothingWrong);
    await client.open(uri, anyDestination);
    await client.pull(uri);
    // The place that the finding in `uri` names moves down by a line.
    await client.change(other, `# moved\n${nothingWrong}`);
    const report = await client.pull(other);
    const related = report.kind === 'full' ? report.relatedDocuments?.[uri] : undefined;
    expect(related).toMatchObject({
      kind: 'full',
      resultId: expect.any(String),
      items: [{ relatedInformation: [{ location: { range: { start: { line: 2 } } } }] }],
    });
    expect(await client.pull(uri, related?.resultId)).toMatchObject({ kind: 'unchanged' });
  });

  it('come along when the place they name is on another line, as far from the start as before', async () => {
    const { client } = await start({ host: { lint: lintWithRelated } });
    await client.open(other, `# ab\n${nothingWrong}`);
    await client.open(uri, anyDestination);
    const { resultId } = await client.pull(uri);
    await client.change(other, `#\n#b\n${nothingWrong}`);
    expect(await client.pull(other)).toHaveProperty(['relatedDocuments', uri]);
    expect(await client.pull(uri, resultId)).toMatchObject({
      kind: 'full',
      items: [{ relatedInformation: [{ location: { range: { start: { line: 3 } } } }] }],
    });
  });

  it('do not come along when the client knows them, or cannot take them', async () => {
    const { client } = await start({ host: { lint: lintWithRelated } });
    await client.open(other, nothingWrong);
    await client.open(uri, anyDestination);
    await client.pull(uri);
    expect(await client.pull(other)).not.toHaveProperty('relatedDocuments');

    const { client: simple } = await start({
      capabilities: { textDocument: { diagnostic: {} } },
      host: { lint: lintWithRelated },
    });
    await simple.open(other, nothingWrong);
    await simple.open(uri, anyDestination);
    await simple.pull(uri);
    await simple.change(other, `# moved\n${nothingWrong}`);
    expect(await simple.pull(other)).not.toHaveProperty('relatedDocuments');
  });
});

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
  const failing = rules.map((rule) =>
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
      lint(snapshot, configuration, workspace, failing),
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

describe('the severity', () => {
  it.each([
    ['error', 1],
    ['warning', 2],
    ['info', 3],
    ['hint', 4],
  ])('%s is %i', async (severity, number) => {
    const { client } = await start({ settings: () => ({ rules: { [anyRule]: severity } }) });
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({ items: [{ severity: number }] });
  });
});

/** Adds tags, and a place in `other`, to every finding: the line of `kind`. */
function* lintWithRelated(
  snapshot: Snapshot,
  configuration: Configuration,
  workspace?: Workspace,
): ReturnType<typeof lint> {
  const result = yield* lint(snapshot, configuration, workspace);
  const kindAt = workspace?.get(other)?.text.indexOf('kind:') ?? 0;
  return {
    ...result,
    findings: result.findings.map((finding) => ({
      ...finding,
      tags: ['unnecessary', 'deprecated'] as const,
      related: [{ uri: other, range: { start: kindAt, end: kindAt + 4 }, message: 'Over there.' }],
    })),
  };
}

import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import { eventually, pushCapabilities } from './support/client';
import { lint } from './support/few-rules';
import { start } from './support/in-process';
import { anyDestination, anyRule, everyDestination, nothingWrong } from './support/texts';

const uri = 'file:///w/a.yaml';
const other = 'file:///w/b.yaml';
const push = { capabilities: pushCapabilities };

describe('pushed diagnostics', () => {
  it('come when a document is opened, with its version', async () => {
    const { client } = await start(push);
    await client.open(uri, anyDestination, 'yaml', 4);
    const published = await eventually(() => client.published[0]);
    expect(published).toMatchObject({ uri, version: 4, diagnostics: [{ code: anyRule }] });
  });

  it('come once typing pauses, for the last version only', async () => {
    const { client } = await start(push);
    await client.open(uri, nothingWrong);
    await eventually(() => client.published.length === 1);
    await client.change(uri, 'a: 1\n');
    await client.change(uri, anyDestination);
    await eventually(() => client.published.length === 2);
    expect(client.published[1]).toMatchObject({ version: 3, diagnostics: [{ code: anyRule }] });
    await sleep(250);
    expect(client.published).toHaveLength(2);
  });

  it('never come for a version that is no more', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let runs = 0;
    const { client } = await start({
      ...push,
      host: {
        nextTurn: () => (runs > 0 ? held : setImmediate()),
        lint: function* (...of) {
          runs++;
          const end = performance.now() + 15;
          while (performance.now() < end);
          yield;
          return yield* lint(...of);
        },
      },
    });
    await client.open(uri, anyDestination);
    await eventually(() => runs === 1);
    await client.change(uri, nothingWrong);
    await client.connection.sendRequest('aksCilium/rules');
    release();
    await eventually(() => client.published.length > 0);
    expect(client.published).toEqual([{ uri, version: 2, diagnostics: [] }]);
  });

  it('come for other documents when what this one says decides about them', async () => {
    const { client } = await start(push);
    await client.open(uri, anyDestination);
    await client.open(other, nothingWrong);
    await eventually(() => client.published.length === 2);
    await client.change(other, everyDestination);
    await eventually(() => client.published.length === 4);
    expect(client.published.slice(2)).toEqual(
      expect.arrayContaining([
        { uri: other, version: 2, diagnostics: [] },
        { uri, version: 1, diagnostics: [] },
      ]),
    );
  });

  it('are not repeated for documents that nothing changes for', async () => {
    const { client } = await start(push);
    await client.open(uri, anyDestination);
    await client.open(other, nothingWrong);
    await eventually(() => client.published.length === 2);
    await client.change(other, nothingWrong.replace('app: api', 'app: else'));
    await eventually(() => client.published.length === 3);
    await sleep(300);
    expect(client.published).toHaveLength(3);
  });

  it('are cleared when the document is closed', async () => {
    const { client } = await start(push);
    await client.open(uri, anyDestination);
    await eventually(() => client.published.length === 1);
    await client.close(uri);
    expect(await eventually(() => client.published[1])).toEqual({ uri, diagnostics: [] });
  });

  it('do not come for a document that was closed before they were found', async () => {
    const { client } = await start(push);
    await client.open(uri, anyDestination);
    await client.close(uri);
    await sleep(50);
    expect(client.published).toEqual([]);
  });

  it('come again when settings change', async () => {
    const { client } = await start(push);
    await client.open(uri, anyDestination);
    await eventually(() => client.published.length === 1);
    client.settings = () => ({ rules: { [anyRule]: 'off' } });
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: null,
    });
    expect(await eventually(() => client.published[1])).toEqual({
      uri,
      version: 1,
      diagnostics: [],
    });
  });

  it('of closed files are reported once somebody has asked for the workspace', async () => {
    const { client, files } = await start({
      ...push,
      folders: ['file:///w'],
      files: { [uri]: anyDestination },
    });
    await client.connection.sendRequest('aksCilium/lintWorkspace', {});
    await eventually(() => client.published.length === 1);
    await client.open(uri, nothingWrong);
    await eventually(() => client.published.length === 2);
    expect(client.published[1]).toEqual({ uri, version: 1, diagnostics: [] });
    await client.close(uri);
    await eventually(() => client.published.length === 3);
    expect(client.published[2]).toMatchObject({ uri, diagnostics: [{ code: anyRule }] });
    expect(client.published[2]).not.toHaveProperty('version');
    files.texts.delete(uri);
    await client.filesChanged({ [uri]: 'deleted' });
    await sleep(150);
    // Deleted files are no part of the workspace any more, so what is shown of them is taken away.
    expect(client.published.at(-1)).toEqual({ uri, diagnostics: [] });
  });

  it('go on when one of them fails, which is logged', async () => {
    let fails = true;
    const { client } = await start({
      ...push,
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
    await eventually(() => client.logged().some((message) => message.includes('Out of order.')));
    fails = false;
    await client.change(uri, anyDestination);
    expect(await eventually(() => client.published[0])).toMatchObject({
      diagnostics: [{ code: anyRule }],
    });
  });

  it('are the only ones: such a client cannot pull', async () => {
    const { client } = await start(push);
    await client.open(uri, anyDestination);
    await expect(client.pull(uri)).rejects.toMatchObject({ code: -32601 });
  });

  it('and a client that pulls gets none', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    await client.pull(uri);
    await client.change(uri, nothingWrong);
    await sleep(300);
    expect(client.published).toEqual([]);
  });
});

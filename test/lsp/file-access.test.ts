import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { fileIdentity } from '../../server/src/core/index';
import { diskFiles } from '../../server/src/platform/node/disk-files';
import { fileUri } from '../../server/src/platform/node/file-uri';
import { eventually, type TestClient } from './support/client';
import { connect } from './support/in-process';
import { anyDestination, anyRule } from './support/texts';

describe('files on the disk', () => {
  let folder = '';
  const endings = ['.yaml', '.yml', '.json'];
  const at = (name: string) => pathToFileURL(join(folder, name)).href;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aks-cilium-'));
    await mkdir(join(folder, 'b', 'node_modules'), { recursive: true });
    for (const [name, content] of [
      ['z.yaml', 'ü: 🐝\r\n'],
      ['a.YML', ''],
      ['b/c.json', '{}'],
      ['b/node_modules/d.yaml', 'no: 1'],
      ['notes.md', '# no'],
      ['binary.yaml', 'a\0b'],
    ] as const) {
      await writeFile(join(folder, name), content);
    }
    await writeFile(join(folder, 'latin.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xfc]));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are found from the top down, by ending, in the order of their names', async () => {
    const found = await diskFiles.findFiles({ folder: at('.'), endings, limit: 100 });
    expect(found.truncated).toBe(false);
    expect(found.uris.map((uri) => uri.slice(fileUri(folder).length + 1))).toEqual([
      'a.YML',
      'binary.yaml',
      'latin.yaml',
      'z.yaml',
      'b/c.json',
    ]);
  });

  it('are cut off at the limit, the deepest ones', async () => {
    const found = await diskFiles.findFiles({ folder: at('.'), endings, limit: 4 });
    expect(found.truncated).toBe(true);
    expect(found.uris).toHaveLength(4);
    expect(found.uris.some((uri) => uri.endsWith('c.json'))).toBe(false);
  });

  it.each(['file:///no/such/folder', 'vscode-vfs://github/o/r', 'nonsense', 'file://host/%00'])(
    'are none in %s',
    async (odd) => {
      expect(await diskFiles.findFiles({ folder: odd, endings, limit: 9 })).toEqual({
        uris: [],
        truncated: false,
      });
      expect(await diskFiles.readFile({ uri: odd, maxBytes: 9 })).toBeUndefined();
    },
  );

  it('are read as UTF-8, whatever they hold', async () => {
    const read = (name: string, maxBytes = 100) => diskFiles.readFile({ uri: at(name), maxBytes });
    expect(await read('z.yaml')).toBe('ü: 🐝\r\n');
    expect(await read('a.YML')).toBe('');
    expect(await read('latin.yaml')).toBe('a: \uFFFD');
    expect(await read('binary.yaml')).toBeUndefined();
    expect(await read('z.yaml', 5)).toBeUndefined();
    expect(await read('missing.yaml')).toBeUndefined();
    expect(await read('b')).toBeUndefined();
  });
});

describe('uris of files', () => {
  it.each([
    ['/w/a b.yaml', 'file:///w/a%20b.yaml'],
    ['/w/ö(1)!.yaml', 'file:///w/%C3%B6%281%29%21.yaml'],
    ["/w/it's*.yaml", 'file:///w/it%27s%2A.yaml'],
    ['/w/a+b&c=d,e;f@g.yaml', 'file:///w/a%2Bb%26c%3Dd%2Ce%3Bf%40g.yaml'],
  ])('of %s are spelled as VS Code does', (path, uri) => {
    expect(fileUri(path)).toBe(uri);
    expect(fileIdentity(uri)).toBe(fileIdentity(pathToFileURL(path).href));
  });
});

describe('files through the client', () => {
  const folder = 'vscode-vfs://github/o/r';

  async function started(
    answers: { readonly find?: unknown; readonly read?: unknown },
    initializationOptions: unknown = { readsFiles: true },
  ): Promise<TestClient> {
    const { client } = connect();
    const answer = (value: unknown) => () => {
      if (value instanceof Error) {
        throw value;
      }
      return value;
    };
    client.connection.onRequest('aksCilium/findFiles', answer(answers.find));
    client.connection.onRequest('aksCilium/readFile', answer(answers.read));
    await client.start({ folders: [folder], params: { initializationOptions } });
    return client;
  }

  const lintAll = (client: TestClient) =>
    client.connection.sendRequest<{ files: number; truncated: boolean }>(
      'aksCilium/lintWorkspace',
      {},
    );

  it('are linted', async () => {
    const client = await started({
      find: { uris: [`${folder}/a.yaml`], truncated: true },
      read: { text: anyDestination },
    });
    expect(await lintAll(client)).toMatchObject({ files: 1, warnings: 1, truncated: true });
  });

  it.each([
    ['fails', new Error('No.'), new Error('No.')],
    ['answers with null', null, null],
    ['answers with nonsense', { uris: 'x' }, { text: 7 }],
    ['names no uris', { uris: [null, 3], truncated: 'maybe' }, {}],
    ['has lost its files', { uris: [`${folder}/a.yaml`], truncated: false }, {}],
  ])('do no harm when the client %s', async (_what, find, read) => {
    const client = await started({ find, read });
    expect(await lintAll(client)).toMatchObject({ files: 0 });
    await client.open(`${folder}/b.yaml`, anyDestination);
    expect(await client.pull(`${folder}/b.yaml`)).toMatchObject({ items: [{ code: anyRule }] });
  });

  it('that fails is logged', async () => {
    const client = await started({ find: new Error('No.'), read: new Error('No.') });
    await eventually(() =>
      client.logged(2).some((message) => message.includes('could not search')),
    );
  });

  it('are not asked for from a client that does not offer them', async () => {
    const client = await started(
      { find: { uris: [`${folder}/a.yaml`], truncated: false }, read: { text: anyDestination } },
      {},
    );
    expect(await lintAll(client)).toMatchObject({ files: 0 });
  });
});

import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

import { bundled } from './support/bundle';
import { eventually, TestClient } from './support/client';
import { anyDestination, anyRule, everyDestination, nothingWrong } from './support/texts';

const server = bundled('server.node');
const children: ChildProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
  }
  for (const folder of folders.splice(0)) {
    await rm(folder, { recursive: true, force: true });
  }
});

function launch() {
  const child = spawn(process.execPath, [server(), '--stdio'], { stdio: 'pipe' });
  children.push(child);
  let complaints = '';
  child.stderr.on('data', (data) => {
    complaints += String(data);
  });
  const client = new TestClient(
    createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    ),
  );
  return {
    child,
    client,
    complaints: () => complaints,
    exited: once(child, 'exit').then(([code]) => code as number),
  };
}

/** A workspace on the disk; gives its uri. */
async function workspace(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'aks cilium ü-')));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return pathToFileURL(folder).href;
}

describe('the bundled server', () => {
  it('does its work over stdio and leaves in peace', async () => {
    const { client, exited, complaints } = launch();
    await client.start();
    const uri = 'file:///w/a.yaml';
    await client.open(uri, anyDestination);
    const report = await client.pull(uri);
    expect(report).toMatchObject({
      kind: 'full',
      items: expect.arrayContaining([expect.objectContaining({ code: anyRule })]),
    });
    expect(await client.hover(uri, 9, 21)).toMatchObject({ contents: { kind: 'markdown' } });
    const place = { line: 9, character: 28 };
    const [action] = await client.actions(uri, { start: place, end: place });
    expect((await client.resolve(action ?? { title: '' })).edit).toMatchObject({
      documentChanges: [{ textDocument: { uri, version: 1 } }],
    });
    await client.shutdown();
    await client.connection.sendNotification('exit');
    expect(await exited).toBe(0);
    expect(complaints()).toBe('');
  });

  it('says with its exit code that it was not shut down', async () => {
    const { client, exited } = launch();
    await client.start();
    await client.connection.sendNotification('exit');
    expect(await exited).toBe(1);
  });

  it('ends when the client is gone', async () => {
    const { child, client, exited } = launch();
    await client.start();
    child.stdin.end();
    expect(await exited).toBe(1);
  });

  it('speaks over IPC, as in VS Code', async () => {
    const child = fork(server(), ['--node-ipc'], { silent: true, execArgv: [] });
    children.push(child);
    const client = new TestClient(
      createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child)),
    );
    await client.start();
    await client.open('file:///w/a.yaml', anyDestination);
    expect(await client.pull('file:///w/a.yaml')).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ code: anyRule })]),
    });
  });

  it('reads the workspace from the disk, but not what is not its own', async () => {
    const folder = await workspace({
      'aks-cilium.yaml': `rules: {${anyRule}: error}\n`,
      'apps/ö 1.yml': anyDestination,
      'apps/fine.yaml': nothingWrong,
      'node_modules/x/a.yaml': anyDestination,
      '.git/a.yaml': anyDestination,
      'binary.yaml': `${anyDestination}\0`,
      'notes.md': anyDestination,
    });
    const { client } = launch();
    await client.start({ folders: [folder] });
    const { items } = await client.connection.sendRequest<{
      items: { uri: string; items: { code: string; severity: number }[] }[];
    }>('workspace/diagnostic', { previousResultIds: [] });
    const found = items.flatMap((report) =>
      report.items
        .filter(({ code }) => code === anyRule)
        .map(({ severity }) => [report.uri, severity]),
    );
    // The uri as VS Code spells it.
    expect(found).toEqual([[`${folder.replaceAll('+', '%2B')}/apps/%C3%B6%201.yml`, 1]]);
  });

  it.skipIf(process.platform === 'win32')('does not follow links in circles', async () => {
    const folder = await workspace({ 'apps/a.yaml': anyDestination });
    const path = folders[0] ?? '';
    await symlink(path, join(path, 'apps', 'again'), 'dir');
    const { client } = launch();
    await client.start({ folders: [folder] });
    expect(await client.connection.sendRequest('aksCilium/lintWorkspace', {})).toMatchObject({
      files: 1,
      truncated: false,
    });
  });

  it('sees what changes on the disk', async () => {
    const folder = await workspace({ 'a.yaml': anyDestination });
    const { client } = launch();
    await client.start({ folders: [folder] });
    const uri = `${folder}/a.yaml`;
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ code: anyRule })]),
    });
    await writeFile(join(folders[0] ?? '', 'b.yaml'), everyDestination);
    await client.filesChanged({ [`${folder}/b.yaml`]: 'created' });
    await eventually(() => client.refreshes > 0);
    // That refresh may be the one after the folders were read, with the file still to come.
    const isFound = async () => {
      const report = await client.pull(uri);
      return report.kind === 'full' && report.items.some(({ code }) => code === anyRule);
    };
    const end = Date.now() + 5000;
    while ((await isFound()) && Date.now() < end);
    expect(await isFound()).toBe(false);
  });
});

describe('broken frames', () => {
  it.each([
    ['a header that is none', 'hello\r\n\r\n'],
    ['no length', 'X-Foo: 1\r\n\r\n'],
    ['a length that is no number', 'Content-Length: abc\r\n\r\n'],
    ['a body that is no JSON', frame('{"a":')],
    ['an empty list', frame('[]')],
    ['null', frame('null')],
    ['a number', frame('123')],
    ['a method that is none', frame('{"jsonrpc":"2.0","id":99,"method":12345}')],
    [
      'params by position',
      frame('{"jsonrpc":"2.0","method":"textDocument/didOpen","params":[1,2]}'),
    ],
    ['an answer to nothing', frame('{"jsonrpc":"2.0","id":4711,"result":{}}')],
    [
      'a cancellation of nothing',
      frame('{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":4711}}'),
    ],
  ])('%s does not stop the server', async (_what, frame) => {
    const { child, client } = launch();
    await client.start();
    await client.open('file:///w/a.yaml', anyDestination);
    child.stdin.write(frame);
    expect(await client.pull('file:///w/a.yaml')).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ code: anyRule })]),
    });
    expect(child.exitCode).toBeNull();
  });
});

function frame(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

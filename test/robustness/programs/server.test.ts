import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  type Diagnostic,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { folderWith } from '../../cli/support/folder';
import { bundled } from '../../lsp/support/bundle';
import { TestClient } from '../../lsp/support/client';
import { anyDestination, anyRule } from '../../lsp/support/texts';
import { hostileTexts, isForPeople } from '../support/hostile-files';

const server = bundled('server.node');
const children: ChildProcess[] = [];
const timeout = 240_000;

afterEach(() => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
  }
});

/** Far more memory than is needed, so that only what grows without bounds is stopped. */
function launch() {
  const child = spawn(process.execPath, ['--max-old-space-size=1500', server(), '--stdio']);
  children.push(child);
  const client = new TestClient(
    createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    ),
  );
  return { child, client };
}

const languages: Readonly<Record<string, string>> = {
  yaml: 'yaml',
  json: 'json',
  bicep: 'bicep',
  bicepparam: 'bicep-params',
  sh: 'shellscript',
  ps1: 'powershell',
};

/** Places where there is nothing, and one where there is. */
const places = [
  { line: 0, character: 0 },
  { line: 4, character: 20 },
  { line: 0, character: 4_000_000_000 },
  { line: 2_000_000_000, character: 7 },
];

/** All that an editor asks at a place, and of a whole document. */
async function askEverything(client: TestClient, uri: string): Promise<void> {
  const textDocument = { uri };
  const ask = (method: string, params: object) =>
    client.connection.sendRequest(`textDocument/${method}`, { textDocument, ...params });
  for (const position of places) {
    await ask('hover', { position });
    await ask('completion', { position });
  }
  const range = { start: places[0], end: places[3] };
  await ask('codeAction', { range, context: { diagnostics: [] } });
  await ask('inlayHint', { range });
  for (const method of ['documentSymbol', 'codeLens', 'documentLink']) {
    await ask(method, {});
  }
}

async function diagnosticsOf(client: TestClient, uri: string): Promise<readonly Diagnostic[]> {
  const report = await client.pull(uri);
  return report.kind === 'full' ? report.items : [];
}

describe('the server', () => {
  it('answers whatever is asked of documents that are meant to break it', { timeout }, async () => {
    const { child, client } = launch();
    await client.start();
    const messages = new Set<string>();
    for (const [name, text] of Object.entries(hostileTexts)) {
      const uri = `file:///w/${name}`;
      await client.open(uri, text, languages[name.slice(name.lastIndexOf('.') + 1)] ?? 'yaml');
      for (const { message } of await diagnosticsOf(client, uri)) {
        messages.add(typeof message === 'string' ? message : message.value);
      }
      await askEverything(client, uri);
      const start = { line: 1, character: 0 };
      await client.change(uri, { range: { start, end: start }, text: '# 🐝\n' });
      await diagnosticsOf(client, uri);
      await client.close(uri);
    }
    expect([...messages].filter((message) => !isForPeople(message))).toEqual([]);
    expect(messages.size).toBeGreaterThan(20);
    expect(client.logged()).toEqual([]);
    await client.open('file:///w/last.yaml', anyDestination);
    const last = await diagnosticsOf(client, 'file:///w/last.yaml');
    expect(last.map(({ code }) => code)).toContain(anyRule);
    expect(child.exitCode).toBeNull();
  });

  it('finds its files among 50,000 that are not its business', { timeout }, async () => {
    const folder = folderWith({ 'policy.yaml': anyDestination });
    for (let index = 0; index < 50_000; index++) {
      const below = join(folder, `src${Math.floor(index / 500)}`);
      if (index % 500 === 0) {
        mkdirSync(below);
      }
      writeFileSync(join(below, `f${index}.${index % 20 === 0 ? 'yaml' : 'ts'}`), 'a: 1\n');
    }
    const { client } = launch();
    await client.start({ folders: [pathToFileURL(folder).href] });
    expect(await client.connection.sendRequest('aksCilium/lintWorkspace', {})).toMatchObject({
      files: 2_501,
      filesWithFindings: 1,
      truncated: false,
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { Range } from 'vscode-languageserver/node';

import { eventually } from './support/client';
import { type InProcess, start } from './support/in-process';
import { anyDestination, anyRule, crlf, nothingWrong } from './support/texts';

const uri = 'file:///w/a.yaml';

async function rangesIn(text: string, languageId = 'yaml'): Promise<readonly Range[]> {
  const { client } = await start();
  await client.open(uri, text, languageId);
  return rangesOf(client);
}

async function rangesOf(client: InProcess['client']): Promise<readonly Range[]> {
  const report = await client.pull(uri);
  return report.kind === 'full' ? report.items.map(({ range }) => range) : [];
}

function at(line: number, start: number, end: number): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}

describe('places', () => {
  it('count from 0', async () => {
    expect(await rangesIn(anyDestination)).toEqual([at(9, 26, 35)]);
  });

  it('are the same with CRLF', async () => {
    expect(await rangesIn(crlf(anyDestination))).toEqual([at(9, 26, 35)]);
  });

  it('count UTF-16 units, so an emoji counts two', async () => {
    const text = anyDestination.replace('- ipBlock: {', '- ipBlock: {"🐝é": x, ');
    const column = '        - ipBlock: {"🐝é": x, cidr: '.length;
    expect(await rangesIn(text)).toContainEqual(at(9, column, column + 9));
  });

  it('are right behind a byte order mark', async () => {
    expect(await rangesIn(`\uFEFF${anyDestination}`)).toEqual([at(9, 26, 35)]);
  });

  it('are those of the file in a stream of several documents', async () => {
    const text = `${nothingWrong}---\n${anyDestination}---\n${anyDestination}`;
    const before = nothingWrong.split('\n').length - 1;
    const length = anyDestination.split('\n').length;
    expect(await rangesIn(text)).toEqual([
      at(before + 1 + 9, 26, 35),
      at(before + 1 + length + 9, 26, 35),
    ]);
  });
});

describe('open, change, close', () => {
  it('applies a whole text', async () => {
    const { client } = await start();
    await client.open(uri, nothingWrong);
    expect(await rangesOf(client)).toEqual([]);
    await client.change(uri, anyDestination);
    expect(await rangesOf(client)).toEqual([at(9, 26, 35)]);
  });

  it('applies several changes of one notification one after the other', async () => {
    const { client } = await start();
    await client.open(uri, crlf(nothingWrong));
    await client.change(
      uri,
      { range: at(0, 0, 0), text: '# 🐝\r\n' },
      { range: at(0, 0, 4), text: '#' },
      {
        range: { start: { line: 1, character: 0 }, end: { line: 99, character: 0 } },
        text: crlf(anyDestination),
      },
    );
    expect(await rangesOf(client)).toEqual([at(10, 26, 35)]);
  });

  it('takes positions behind the end of a line or of the text for that end', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    await client.change(uri, { range: at(9, 26, 9999), text: '203.0.113.7/32}' });
    expect(await rangesOf(client)).toEqual([]);
    await client.change(uri, { range: at(500, 3, 7), text: `---\n${anyDestination}` });
    expect(await rangesOf(client)).toEqual([at(11 + 9, 26, 35)]);
  });

  it('forgets a closed document', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    expect(await rangesOf(client)).toHaveLength(1);
    await client.close(uri);
    expect(await client.pull(uri)).toEqual({ kind: 'full', items: [] });
  });

  it('starts anew with a document that is opened again', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination, 'yaml', 7);
    const first = await client.pull(uri);
    await client.close(uri);
    await client.open(uri, nothingWrong, 'yaml', 7);
    const second = await client.pull(uri, first.resultId);
    expect(second).toMatchObject({ kind: 'full', items: [] });
  });

  it('knows a document by every spelling of its uri', async () => {
    const { client } = await start();
    await client.open('file:///c%3A/w/a%20b.yaml', anyDestination);
    for (const spelling of ['file:///C:/w/a b.yaml', 'file:///c:/w/a%20b.yaml']) {
      expect(await client.pull(spelling)).toMatchObject({ items: [{ code: anyRule }] });
    }
  });

  it('answers for a document it does not know', async () => {
    const { client } = await start();
    const position = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    expect(await client.pull('file:///w/unknown.yaml')).toEqual({ kind: 'full', items: [] });
    expect(await client.hover('file:///w/unknown.yaml', 0, 0)).toBeNull();
    expect(await client.actions('file:///w/unknown.yaml', position)).toEqual([]);
    await client.change('file:///w/unknown.yaml', anyDestination);
    expect(await client.pull('file:///w/unknown.yaml')).toEqual({ kind: 'full', items: [] });
  });

  it('leaves alone what is no YAML', async () => {
    const { client } = await start();
    await client.open('file:///w/notes.txt', anyDestination, 'plaintext');
    await client.open('file:///w/compose.yaml', anyDestination, 'dockercompose');
    expect(await client.pull('file:///w/notes.txt')).toMatchObject({ items: [] });
    expect(await client.pull('file:///w/compose.yaml')).toMatchObject({ items: [] });
  });

  it.each(['untitled:Untitled-1', 'vscode-vfs://github/o/r/a.yaml', 'git:/w/a.yaml?ref=HEAD'])(
    'checks %s',
    async (virtual) => {
      const { client, files } = await start({ folders: ['file:///w'] });
      await client.open(virtual, anyDestination);
      expect(await client.pull(virtual)).toMatchObject({ items: [{ code: anyRule }] });
      expect(await client.hover(virtual, 9, 28)).not.toBeNull();
      // There is no disk where such a document could lie.
      expect(files.reads.filter((read) => !read.startsWith('file:'))).toEqual([]);
    },
  );
});

describe('a client that sends nonsense', () => {
  it.each([
    ['no params', undefined],
    ['no document', {}],
    ['no text', { textDocument: { uri, languageId: 'yaml', version: 1 } }],
    ['a number for the text', { textDocument: { uri, languageId: 'yaml', version: 1, text: 3 } }],
    [
      'a text for the version',
      { textDocument: { uri, languageId: 'yaml', version: '1', text: '' } },
    ],
    [
      'a number for the uri',
      { textDocument: { uri: 7, languageId: 'yaml', version: 1, text: '' } },
    ],
  ])('opening with %s is passed over', async (_what, params) => {
    const { client } = await start();
    await client.connection.sendNotification('textDocument/didOpen', params);
    expect(await client.pull(uri)).toEqual({ kind: 'full', items: [] });
    expect(client.logged(2)).toHaveLength(1);
  });

  it.each([
    ['no params', undefined],
    ['no changes', { textDocument: { uri, version: 2 } }],
    ['no version', { textDocument: { uri }, contentChanges: [{ text: nothingWrong }] }],
  ])('changing with %s is passed over', async (_what, params) => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    await client.connection.sendNotification('textDocument/didChange', params);
    expect(await rangesOf(client)).toHaveLength(1);
    expect(client.logged(2)).toHaveLength(1);
  });

  it('a change that cannot be applied takes the document out until it is opened again', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: 'here' }, text: 'x' }],
    });
    expect(await client.pull(uri)).toEqual({ kind: 'full', items: [] });
    expect((await eventually(() => client.logged()[0])).split('\n')[0]).toContain(uri);
    await client.open(uri, anyDestination);
    expect(await rangesOf(client)).toHaveLength(1);
  });
});

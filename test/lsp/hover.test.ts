import { describe, expect, it } from 'vitest';

import { withoutMarkup } from '../../server/src/lsp/handlers/hover';
import { errorOf, fullCapabilities } from './support/client';
import { start } from './support/in-process';
import { anyDestination, crlf } from './support/texts';

const uri = 'file:///w/a.yaml';

function withFormats(contentFormat: ('markdown' | 'plaintext')[] | undefined) {
  const hover = contentFormat === undefined ? {} : { contentFormat };
  return {
    capabilities: {
      ...fullCapabilities,
      textDocument: { ...fullCapabilities.textDocument, hover },
    },
  };
}

describe('textDocument/hover', () => {
  it('explains the word at the place', async () => {
    const { client } = await start();
    await client.open(uri, crlf(anyDestination));
    expect(await client.hover(uri, 9, 21)).toEqual({
      contents: { kind: 'markdown', value: expect.stringMatching(/^\*\*cidr/) },
      range: { start: { line: 9, character: 20 }, end: { line: 9, character: 24 } },
    });
  });

  it.each([
    [['markdown', 'plaintext'], 'markdown'],
    [['plaintext', 'markdown'], 'plaintext'],
    [['plaintext'], 'plaintext'],
    [[], 'plaintext'],
    [undefined, 'plaintext'],
  ] as const)('in the format that the client names first of %j', async (formats, kind) => {
    const { client } = await start(withFormats(formats && [...formats]));
    await client.open(uri, anyDestination);
    expect(await client.hover(uri, 9, 21)).toMatchObject({ contents: { kind } });
  });

  it('without marks reads as plain text', async () => {
    const { client } = await start(withFormats(['plaintext']));
    await client.open(uri, anyDestination);
    for (const [line, character] of [
      [5, 4],
      [6, 4],
      [9, 12],
      [9, 21],
    ] as const) {
      const found = await client.hover(uri, line, character);
      const { value } = (found?.contents ?? { value: '' }) as { value: string };
      expect(value.length).toBeGreaterThan(20);
      expect(value).not.toMatch(/\*\*|`|\]\(|&lt;|\\[*_`]/);
      expect(value).toContain('(https://');
    }
  });

  it.each([
    ['behind the end of a line', 9, 5000],
    ['behind the end of the text', 900, 0],
    ['before the start', -1, -5],
    ['on a word that is nothing special', 3, 4],
  ])('has nothing to say %s', async (_where, line, character) => {
    const { client } = await start();
    await client.open(uri, `${anyDestination}\n\n`);
    expect(await client.hover(uri, line, character)).toBeNull();
  });

  it('of a text that has changed meanwhile is worth nothing', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { client } = await start({
      settings: () => new Promise((resolve) => (answer = resolve)),
    });
    await client.open(uri, anyDestination);
    const request = errorOf(client.hover(uri, 9, 21));
    await client.change(uri, 'a: 1\n');
    await client.connection.sendRequest('aksCilium/rules');
    answer({});
    expect((await request).code).toBe(-32801);
  });
});

describe('withoutMarkup', () => {
  it.each([
    ['**bold** and `code`', 'bold and code'],
    ['[a page](https://example.com/x)', 'a page (https://example.com/x)'],
    ['## Title\n\ntext', 'Title\n\ntext'],
    ['a \\*literal\\* star and \\`tick\\`', 'a *literal* star and `tick`'],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
    ['- `0.0.0.0/0` is the world', '- 0.0.0.0/0 is the world'],
    ['a_b_c and 2*3*4', 'a_b_c and 2*3*4'],
    ['write `\\.` or `[a](b)`, **not `**`**', 'write \\. or [a](b), not **'],
  ])('%j reads %j', (markdown, plain) => {
    expect(withoutMarkup(markdown)).toBe(plain);
  });
});

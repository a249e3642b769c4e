import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../server/src/cli/markdown';
import { styleFor } from '../../server/src/cli/terminal';

function render(text: string, width = 60): readonly string[] {
  return renderMarkdown(text, { style: styleFor(false), width });
}

describe('renderMarkdown', () => {
  it('sets paragraphs, lists, code and headings for a terminal', async () => {
    const page = [
      '## What it does',
      '',
      'A paragraph with **strong words**, `code_with_*marks*`, and a',
      '[link](https://example.com/page) that is long enough to need a second line.',
      '',
      '- one point that is so long that it needs a second line below its first word',
      '- another',
      '  with a continuation',
      '',
      '1. first',
      '',
      '### Bad',
      '',
      '```yaml',
      'spec:',
      '  podSelector: {} # a comment that is longer than the terminal is wide, and stays whole',
      '',
      '```',
      '',
      '',
      '| a | b |',
      '| --- | --- |',
      '| `x` | y |',
      '',
    ].join('\n');
    await expect(`${render(page).join('\n')}\n`).toMatchFileSnapshot('./golden/markdown.txt');
  });

  it('keeps what only looks like a mark', () => {
    expect(render('snake_case_name and 2 * 3 * 4, "*" or "*" and \\<range\\>')).toEqual([
      '  snake_case_name and 2 * 3 * 4, "*" or "*" and <range>',
    ]);
  });

  it('names other pages without their files, and takes emphasis for what it is', () => {
    expect(
      render('see [`all-pods-peer`](all-pods-peer.md), [settings](../settings.md) and *both*'),
    ).toEqual(['  see all-pods-peer, settings and both']);
    expect(render('`[a](b.md)` of [c](https://example.com)')).toEqual([
      '  [a](b.md) of c (https://example.com)',
    ]);
  });

  it('has headings in bold where there is colour', () => {
    const lines = renderMarkdown('# A', { style: styleFor(true), width: 60 });
    expect(lines).toEqual(['\u001b[1mA\u001b[0m']);
  });

  it('neutralises what would steer the terminal', () => {
    expect(render('a \u001b[31m b')).toEqual(['  a \\x1b[31m b']);
    expect(render('```\n\u001b\n```')).toEqual(['    \\x1b']);
  });

  it('takes nothing for nothing, and an open fence to the end', () => {
    expect(render('')).toEqual([]);
    expect(render('~~~\na\n```\nb')).toEqual(['    a', '    ```', '    b']);
  });
});

import * as vscode from 'vscode';
import {
  anyDestinationCode,
  anyDestinationFile,
  anyDestinationPolicy,
} from './support/any-destination';
import { assert, assertIncludes } from './support/assert';
import { rangeOf, waitForDiagnostic, withEditor } from './support/editor';
import { test } from './support/runner';
import { hasWindowControl, hoverOver, readText, takeScreenshot } from './support/window';

for (const word of ['ipBlock', 'cidr']) {
  test(`hovering over ${word} explains that pods and nodes are left out`, async () => {
    await withEditor(anyDestinationFile, anyDestinationPolicy, async ({ document }) => {
      await waitForDiagnostic(document.uri, anyDestinationCode);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        rangeOf(document, word).start.translate(0, 1),
      );
      const contents = hovers.flatMap((hover) => hover.contents);
      assert(
        contents.some((content) => content instanceof vscode.MarkdownString),
        `no markdown in ${JSON.stringify(contents)}`,
      );
      const text = contents
        .map((content) => (typeof content === 'string' ? content : content.value))
        .join('\n');
      assertIncludes(text.toLowerCase(), 'pods', 'hover');
      assertIncludes(text.toLowerCase(), 'node', 'hover');
      if (hasWindowControl) {
        await hoverOver(`.view-line span span:text("${word}")`);
        assertIncludes(await readText('.monaco-hover:visible'), `${word}:`, 'the hover on screen');
        await takeScreenshot(`hover-${word}`);
      }
    });
  });
}

test('hovering over a finding shows its message and its rule', async () => {
  await withEditor(anyDestinationFile, anyDestinationPolicy, async ({ document }) => {
    const { message } = await waitForDiagnostic(document.uri, anyDestinationCode);
    if (hasWindowControl) {
      await hoverOver('.view-line span span:text("0.0.0.0/0")');
      const text = await readText('.monaco-hover:visible');
      assertIncludes(text, message, 'the hover on screen');
      assertIncludes(text, anyDestinationCode, 'the hover on screen');
      await takeScreenshot('hover-finding');
    }
  });
});

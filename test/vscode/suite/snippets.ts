import * as vscode from 'vscode';
import { assert, waitFor } from './support/assert';
import { withEditor } from './support/editor';
import { test } from './support/runner';
import { hasWindowControl, pressKeys, readText, takeScreenshot, typeText } from './support/window';

const prefix = 'akscilium-';
const tabStop = /\$\{?\d/;

test('an empty YAML file offers snippets with tab stops', async () => {
  await withEditor('snippets.yaml', '', async ({ document }) => {
    const snippets = await waitFor('snippets', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(0, 0),
      );
      const items = list.items.filter((item) => labelOf(item).startsWith(prefix));
      return items.length > 0 ? items : undefined;
    });
    for (const item of snippets) {
      const { insertText } = item;
      const text = insertText instanceof vscode.SnippetString ? insertText.value : '';
      assert(tabStop.test(text), `${labelOf(item)} has no tab stop: ${text}`);
    }
  });
});

test('a snippet chosen from the list is inserted with its first tab stop selected', async () => {
  await withEditor('snippet-chosen.yaml', '', async (editor) => {
    if (hasWindowControl) {
      await typeText(prefix);
      await waitFor('the typed text', () =>
        editor.document.getText() === prefix ? true : undefined,
      );
      await vscode.commands.executeCommand('editor.action.triggerSuggest');
      await readText(`.suggest-widget.visible .monaco-list-row :text("${prefix}default-deny")`);
      await takeScreenshot('snippet-list');
      await pressKeys('Enter');
      await waitFor(
        'the inserted snippet',
        () => (editor.document.lineCount > 3 ? true : undefined),
        () => editor.document.getText(),
      );
      const text = editor.document.getText();
      assert(!text.includes(prefix), `the typed prefix is still there:\n${text}`);
      assert(!tabStop.test(text), `a tab stop was inserted as text:\n${text}`);
      assert(!editor.selection.isEmpty, 'the first tab stop is not selected');
      await takeScreenshot('snippet-inserted');
    }
  });
});

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

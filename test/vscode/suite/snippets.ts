import * as vscode from 'vscode';
import { assert, assertEqual, assertIncludes, waitFor } from './support/assert';
import { ownExtension, withEditor } from './support/editor';
import { test } from './support/runner';
import { hasWindowControl, pressKeys, readText, takeScreenshot, typeText } from './support/window';

const prefix = 'akscilium-';
const tabStop = /\$\{?\d/;

/** A file name for each language that has snippets, and what VS Code calls the language. */
const languages: readonly (readonly [string, string])[] = [
  ['yaml', 'empty.yaml'],
  ['bicep', 'empty.bicep'],
  ['json', 'empty.json'],
  ['shellscript', 'empty.sh'],
  ['powershell', 'empty.ps1'],
];

for (const [language, file] of languages) {
  test(`an empty file of ${language} offers snippets and inserts each with its tab stops`, async () => {
    const expected = await contributedPrefixes(language);
    assert(expected.length > 0, `nothing is contributed for ${language}`);
    await withEditor(file, '', async (editor) => {
      const { document } = editor;
      assertEqual(document.languageId, language, 'the language of the file');
      const snippets = await waitFor('snippets', async () => {
        const list = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          new vscode.Position(0, 0),
        );
        const items = list.items.filter((item) => labelOf(item).startsWith(prefix));
        return items.length > 0 ? items : undefined;
      });
      assertEqual(snippets.map(labelOf).sort(), expected, 'the snippets on offer');
      for (const item of snippets) {
        const { insertText } = item;
        const text = insertText instanceof vscode.SnippetString ? insertText.value : '';
        assert(tabStop.test(text), `${labelOf(item)} has no tab stop: ${text}`);
        await insertAlone(editor, new vscode.SnippetString(text));
        assertTabStops(editor);
      }
    });
  });
}

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
      await checkInserted(editor);
      await takeScreenshot('snippet-inserted');
    }
  });
});

/** Each creation mode once, and each syntax of it. */
const creations: readonly (readonly [string, string, string, string])[] = [
  ['overlay', 'cluster.bicep', 'my-cluster', "networkPluginMode: 'overlay'"],
  ['pod-subnet', 'cluster.json', 'my-cluster', `"podSubnetID": "[variables('podSubnetId')]"`],
  ['node-subnet', 'cluster.sh', 'my-group', '--vnet-subnet-id "$nodeSubnetId"'],
  ['overlay', 'cluster.ps1', 'my-group', '--vnet-subnet-id $nodeSubnetId'],
];

for (const [mode, file, first, part] of creations) {
  test(`a cluster of the mode ${mode} begins with a snippet in ${file}`, async () => {
    await withEditor(file, '', async (editor) => {
      if (hasWindowControl) {
        const chosen = `${prefix}cluster-${mode}`;
        await typeText(chosen);
        await waitFor('the typed text', () =>
          editor.document.getText() === chosen ? true : undefined,
        );
        await vscode.commands.executeCommand('editor.action.triggerSuggest');
        await readText(`.suggest-widget.visible .monaco-list-row.focused :text("${chosen}")`);
        await pressKeys('Enter');
        await checkInserted(editor);
        assertEqual(editor.document.getText(editor.selection), first, 'the first tab stop');
        assertIncludes(editor.document.getText(), part, 'the inserted text');
        await takeScreenshot(`cluster-${mode}-${file.split('.')[1]}`);
      }
    });
  });
}

async function checkInserted(editor: vscode.TextEditor): Promise<void> {
  await waitFor(
    'the inserted snippet',
    () => (editor.document.lineCount > 3 ? true : undefined),
    () => editor.document.getText(),
  );
  const text = editor.document.getText();
  assert(!text.includes(prefix), `the typed prefix is still there:\n${text}`);
  assertTabStops(editor);
}

/** Puts a snippet in place of all there is, as choosing it from the list does. */
async function insertAlone(
  editor: vscode.TextEditor,
  snippet: vscode.SnippetString,
): Promise<void> {
  const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
  assert(await editor.insertSnippet(snippet, all), 'the editor refused the snippet');
}

function assertTabStops(editor: vscode.TextEditor): void {
  const text = editor.document.getText();
  assert(text.split('\n').length > 3, `too little was inserted:\n${text}`);
  assert(!tabStop.test(text), `a tab stop was inserted as text:\n${text}`);
  assert(!editor.selection.isEmpty, 'the first tab stop is not selected');
}

/** The prefixes in the files that the manifest names for a language, sorted. */
async function contributedPrefixes(language: string): Promise<readonly string[]> {
  const { extensionUri, packageJSON } = ownExtension();
  const { snippets } = packageJSON.contributes as {
    snippets: readonly { readonly language: string; readonly path: string }[];
  };
  const files = snippets.filter((each) => each.language === language);
  const texts = await Promise.all(
    files.map(({ path }) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, path))),
  );
  return texts
    .flatMap((text) => {
      const found = JSON.parse(new TextDecoder().decode(text)) as Record<
        string,
        { prefix: string }
      >;
      return Object.values(found).map((snippet) => snippet.prefix);
    })
    .sort();
}

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

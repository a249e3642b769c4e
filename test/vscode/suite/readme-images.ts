import * as vscode from 'vscode';
import {
  anyDestinationCode,
  anyDestinationFile,
  anyDestinationPolicy,
} from './support/any-destination';
import { putCursorAt, waitForDiagnostic, withEditor } from './support/editor';
import { test } from './support/runner';
import {
  hasWindowControl,
  hoverOver,
  pressKeys,
  readText,
  resizeWindow,
  showProblems,
  takeImage,
  tidyWindow,
} from './support/window';

/** Not wider than needed: the narrower a picture, the larger its text on a page. */
const imageWindow = { width: 1080, height: 560 };

test('the images of the README can be taken', async () => {
  if (!hasWindowControl) {
    return;
  }
  await resizeWindow(imageWindow);
  await vscode.commands.executeCommand('workbench.action.closeSidebar');
  try {
    await withEditor(anyDestinationFile, anyDestinationPolicy, async (editor) => {
      await waitForDiagnostic(editor.document.uri, anyDestinationCode);
      putCursorAt(editor, '0.0.0.0/0');
      await showProblems();
      editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
      await takeImage('finding');
      await tidyWindow();

      await vscode.commands.executeCommand('editor.action.quickFix');
      await readText('.action-widget');
      await takeImage('quick-fixes');
      await pressKeys('Escape');

      await hoverOver('.view-line span span:text("ipBlock")');
      await readText('.monaco-hover:visible');
      await takeImage('hover');
    });
  } finally {
    await vscode.commands.executeCommand('workbench.view.explorer');
    await resizeWindow();
  }
});

import * as vscode from 'vscode';
import {
  anyDestinationCode,
  anyDestinationFile,
  anyDestinationPolicy,
} from './support/any-destination';
import {
  conflictCode,
  conflictFile,
  conflictFix,
  conflictingCluster,
} from './support/conflicting-clusters';
import { putCursorAt, waitForDiagnostic, withEditor } from './support/editor';
import { test } from './support/runner';
import {
  dragEdge,
  hasWindowControl,
  hoverOver,
  moveMouseAway,
  pressKeys,
  readText,
  resizeWindow,
  showProblems,
  takeImage,
  tidyWindow,
} from './support/window';

/** Wide enough for the Problems panel to say what is wrong. */
const wideWindow = { width: 1100, height: 580 };

/** Not larger than needed: the smaller a picture, the larger its text on a page. */
const smallWindow = { width: 860, height: 760 };

/** How much less than at first the panel needs for one finding. */
const panelDistance = 130;

/** Where the menu and the hover have ended. */
const upperPart = 610;

test('the images of the README can be taken', async () => {
  if (!hasWindowControl) {
    return;
  }
  await resizeWindow(wideWindow);
  await vscode.commands.executeCommand('workbench.action.closeSidebar');
  try {
    await withEditor(anyDestinationFile, anyDestinationPolicy, async (editor) => {
      await waitForDiagnostic(editor.document.uri, anyDestinationCode);
      await showProblems();
      await dragEdge('top', '.part.panel', panelDistance);
      await moveMouseAway();
      await takeImage('finding');
      await tidyWindow();

      await resizeWindow(smallWindow);
      await hoverOver('.view-line span span:text("ipBlock")');
      await readText('.monaco-hover:visible');
      await takeImage('hover', upperPart);
      await moveMouseAway();

      putCursorAt(editor, '0.0.0.0/0');
      await vscode.commands.executeCommand('editor.action.quickFix');
      await readText('.action-widget');
      await takeImage('fixes', upperPart);
      await pressKeys('Escape');
    });

    await withEditor(conflictFile, conflictingCluster, async (editor) => {
      await waitForDiagnostic(editor.document.uri, conflictCode);
      putCursorAt(editor, "'calico'");
      await vscode.commands.executeCommand('editor.action.quickFix');
      await readText(`.action-widget :text("${conflictFix}")`);
      await moveMouseAway();
      await takeImage('cluster', upperPart);
      await pressKeys('Escape');
    });
  } finally {
    await vscode.commands.executeCommand('workbench.view.explorer');
    await resizeWindow();
  }
});

import * as vscode from 'vscode';

/**
 * The window around the extension host, as a person sees and uses it. The launcher serves these
 * requests; in a desktop VS Code nobody does, and `hasWindowControl` is false.
 */
const controlUrl = vscode.workspace.getConfiguration('aksCiliumTest').get<string>('control');

export const hasWindowControl = controlUrl !== undefined;

/** Takes a picture for people to look at; without window control it does nothing. */
export async function takeScreenshot(name: string): Promise<void> {
  if (hasWindowControl) {
    await request('screenshot', { name });
  }
}

/**
 * Takes a picture for the documentation, of the upper part of the window if a height is given. It replaces the one
 * there when images are to be updated.
 */
export async function takeImage(name: string, height?: number): Promise<void> {
  await request('image', { name, ...(height !== undefined && { height }) });
}

/** Makes the window as large as said, or as large as it was at first. */
export async function resizeWindow(size?: { width: number; height: number }): Promise<void> {
  await request('resize', size ?? {});
}

/** Opens the Problems panel, as a person does who wants to read the findings, and returns to the text. */
export async function showProblems(): Promise<void> {
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  if (hasWindowControl) {
    await readText('.markers-panel .monaco-list-row .marker-source');
  }
}

/** Closes what tests open beside the editors. */
export async function tidyWindow(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closePanel');
  await vscode.commands.executeCommand('notifications.clearAll');
  await vscode.commands.executeCommand('notifications.hideList');
  if (hasWindowControl) {
    await moveMouseAway();
  }
}

export async function pressKeys(keys: string): Promise<void> {
  await request('press', { keys });
}

export async function typeText(text: string): Promise<void> {
  await request('type', { text });
}

export async function clickOn(selector: string): Promise<void> {
  await request('click', { selector });
}

export async function hoverOver(selector: string): Promise<void> {
  await request('hover', { selector });
}

/** Drags an edge of a part of the window downwards, or with a negative distance upwards. */
export async function dragEdge(
  edge: 'top' | 'bottom',
  selector: string,
  distance: number,
): Promise<void> {
  await request('drag', { edge, selector, distance });
}

export async function moveMouseAway(): Promise<void> {
  await request('moveAway', {});
}

/** The text of the first element that the selector finds, as soon as it is there and visible. */
export async function readText(selector: string): Promise<string> {
  const { text } = await request('text', { selector });
  return typeof text === 'string' ? text : '';
}

/** The addresses that have been opened outside of the editor. */
export async function visitedAddresses(): Promise<readonly unknown[]> {
  const { addresses } = await request('visited', {});
  return Array.isArray(addresses) ? addresses : [];
}

/** Waits until nothing that the selector finds is visible any more. */
export async function waitUntilGone(selector: string): Promise<void> {
  await request('gone', { selector });
}

async function request(
  action: string,
  body: Readonly<Record<string, string | number>>,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${controlUrl}${action}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${action} ${JSON.stringify(body)}: ${await response.text()}`);
  }
  return (await response.json()) as Record<string, unknown>;
}

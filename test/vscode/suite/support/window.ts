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

/** The text of the first element that the selector finds, as soon as it is there. */
export async function readText(selector: string): Promise<string> {
  const { text } = await request('text', { selector });
  return typeof text === 'string' ? text : '';
}

async function request(
  action: string,
  body: Record<string, string>,
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

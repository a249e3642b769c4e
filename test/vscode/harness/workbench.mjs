import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** As a contributor's window would be, large enough for the Problems panel below the editor. */
export const windowSize = { width: 1440, height: 900 };

/** Settings that keep what is not under test off the screen. */
export const quietSettings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.cursorBlinking': 'solid',
  'editor.hover.above': false,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.showReleaseNotes': false,
  'window.commandCenter': false,
  'workbench.activityBar.location': 'default',
  'workbench.enableExperiments': false,
  'workbench.iconTheme': 'vs-seti',
  'workbench.layoutControl.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * @typedef {object} WorkbenchTarget
 * @property {number} port of the server
 * @property {string} [workspace] folder to open
 * @property {readonly string[]} [extensions] folders of extensions under development
 * @property {string} [tests] module that exports `run`
 * @property {boolean} [webHost] run the extensions in the web worker extension host
 * @property {{ path: string, line?: number, column?: number }} [openFile]
 */

/** @param {WorkbenchTarget} target @returns {string} the address of a VS Code window */
export function workbenchUrl({ port, workspace, extensions = [], tests, webHost, openFile }) {
  const host = `127.0.0.1:${port}`;
  /** @param {string} path */
  const remote = (path) => `vscode-remote://${host}${pathToFileURL(path).pathname}`;
  /** @type {[string, string][]} */
  const payload = extensions.map((path) => ['extensionDevelopmentPath', remote(path)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (webHost) payload.push(['extensionDevelopmentKind', 'web']);
  if (openFile) {
    const { path, line, column = 1 } = openFile;
    payload.push(['openFile', remote(path) + (line ? `:${line}:${column}` : '')]);
    if (line) payload.push(['gotoLineMode', 'true']);
  }
  payload.push(['skipWelcome', 'true'], ['skipReleaseNotes', 'true']);

  const url = new URL(`http://${host}/`);
  if (workspace) url.searchParams.set('folder', workspace);
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** @param {string} executablePath */
export function launchBrowser(executablePath) {
  return chromium.launch({
    executablePath,
    args: [
      // Chromium refuses its sandbox to root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
    ],
  });
}

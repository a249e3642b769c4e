import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { findBrowser } from '../../../scripts/setup/find-browser.mjs';
import { installEditorPackages } from '../../../scripts/setup/install-packages.mjs';
import { findOnPath } from '../../../scripts/setup/run-command.mjs';

const launcherFolder = dirname(dirname(fileURLToPath(import.meta.url)));
const launcher = join(
  launcherFolder,
  process.platform === 'win32' ? 'launcher.cmd' : 'launcher.mjs',
);

/**
 * @typedef {object} Editor
 * @property {string} executable takes the test flags of VS Code
 * @property {boolean} isDesktop false: VS Code's server and a headless browser, through the launcher
 */

/** @returns {Promise<Editor>} a desktop VS Code where there is one, else the launcher */
export async function findEditor() {
  const desktop = process.env.VSCODE_EXECUTABLE_PATH ?? findInstalledDesktop();
  if (desktop) return { executable: desktop, isDesktop: true };
  if (process.env.AKS_CILIUM_DOWNLOAD_VSCODE) {
    try {
      return { executable: await downloadAndUnzipVSCode(), isDesktop: true };
    } catch (error) {
      console.error(`No desktop VS Code could be downloaded (${error}); going on without.`);
    }
  }
  await installEditorPackages();
  // Found again by each launch; here it fails early, and installs outside of their time limits.
  await findBrowser();
  return { executable: launcher, isDesktop: false };
}

/** The program itself: the `code` command starts it and returns before the tests have run. */
function findInstalledDesktop() {
  const hasScreen =
    process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasScreen) return undefined;
  const command = findOnPath('code');
  const beside = command && dirname(dirname(realpathSync(command)));
  const localPrograms = join(process.env.LOCALAPPDATA ?? '', 'Programs', 'Microsoft VS Code');
  return [
    ...(beside ? [join(beside, 'code'), join(beside, 'Code.exe')] : []),
    '/Applications/Visual Studio Code.app/Contents/MacOS/Electron',
    join(localPrograms, 'Code.exe'),
  ].find((path) => existsSync(path));
}

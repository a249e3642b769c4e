import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath, runQuietly } from './run-command.mjs';

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
];

// The fonts are only recommended by the package; without them a screenshot shows empty boxes.
const debianInstall = [
  ...['install', '--yes', '--no-install-recommends'],
  ...['chromium', 'fonts-liberation', 'fonts-dejavu-core'],
];

/** @returns {Promise<string>} a Chrome or Chromium of this machine; Debian's is installed when root may */
export async function findBrowser() {
  const browser = findInstalledBrowser() ?? (await installDebianBrowser());
  if (!browser) {
    throw new Error(
      'No Chrome or Chromium found. Install one (Debian, Ubuntu: apt-get install chromium) ' +
        'or set CHROME_PATH to its executable.',
    );
  }
  return browser;
}

function findInstalledBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROME_PATH names ${chosen}, which does not exist.`);
  }
  return (
    programs.map(findOnPath).find((path) => path !== undefined) ??
    applications.find((path) => existsSync(path))
  );
}

async function installDebianBrowser() {
  const mayInstall = process.getuid?.() === 0 && findOnPath('apt-get') !== undefined;
  if (!mayInstall) return undefined;
  console.log('Installing Chromium (apt-get install chromium) ...');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await runQuietly('apt-get', ['update'], { env });
    await runQuietly('apt-get', debianInstall, { env });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  return findInstalledBrowser();
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../../scripts/setup/paths.mjs';
import { takePicture } from './picture.mjs';
import { launchBrowser, windowSize } from './workbench.mjs';

/** For the slowest step there is, on a machine that does other things as well. */
const timeout = 120_000;

/**
 * Takes a picture of the extension at work: a file with its finding, and all findings of the workspace in the
 * Problems panel. Fails when there are not as many as there should be.
 *
 * @param {object} look
 * @param {string} look.url of a VS Code window
 * @param {string} look.browser its executable
 * @param {string} look.file
 * @param {number} look.findings
 */
export async function takeFirstLook({ url, browser: executablePath, file, findings }) {
  const browser = await launchBrowser(executablePath);
  try {
    // More pixels: text stays readable when the picture is scaled down on a page.
    const page = await browser.newPage({ viewport: windowSize, deviceScaleFactor: 2 });
    page.setDefaultTimeout(timeout);
    await page.goto(url, { timeout });
    const squiggle = page.locator('.squiggly-error, .squiggly-warning, .squiggly-info').first();
    await squiggle.waitFor({ state: 'attached' });
    await runCommand(page, lintWorkspaceTitle());
    await waitForFindings(page, findings);
    await page.mouse.move(1, 1);
    await takePicture(page, file);
  } finally {
    await browser.close();
  }
}

/** @param {import('playwright-core').Page} page @param {string} title */
async function runCommand(page, title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').waitFor();
  await page.keyboard.type(title);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}

/** @param {import('playwright-core').Page} page @param {number} wanted */
async function waitForFindings(page, wanted) {
  // The badge of the Problems panel; the rows below it are drawn only as far as there is room.
  const badge = page.locator('.part.panel .composite-bar .badge-content:visible').first();
  const end = Date.now() + timeout;
  for (;;) {
    const found = (await badge.isVisible()) ? await badge.textContent() : '0';
    if (Number(found) === wanted) return;
    if (Date.now() > end) {
      throw new Error(`The editor shows ${found} findings, and there should be ${wanted}.`);
    }
    await page.waitForTimeout(100);
  }
}

/** @returns {string} the title of the command, as the palette shows it */
function lintWorkspaceTitle() {
  const texts = JSON.parse(readFileSync(join(repositoryRoot, 'package.nls.json'), 'utf8'));
  return texts['command.lintWorkspace'];
}

import { takePicture } from './picture.mjs';
import { launchBrowser, windowSize } from './workbench.mjs';

/** For the slowest step there is, on a machine that does other things as well. */
const timeout = 120_000;

/**
 * Takes a picture of what a person sees first: the file with its findings, and all findings in the Problems panel.
 * Fails when there is no finding to be seen.
 *
 * @param {string} url of a VS Code window
 * @param {string} executablePath of the browser
 * @param {string} file
 */
export async function takeFirstLook(url, executablePath, file) {
  const browser = await launchBrowser(executablePath);
  try {
    // Twice the pixels: text stays readable when the picture is scaled down on a page.
    const page = await browser.newPage({ viewport: windowSize, deviceScaleFactor: 2 });
    page.setDefaultTimeout(timeout);
    await page.goto(url, { timeout });
    const squiggle = page.locator('.squiggly-error, .squiggly-warning, .squiggly-info').first();
    await squiggle.waitFor({ state: 'attached' });
    await page.keyboard.press('ControlOrMeta+Shift+KeyM');
    await page.locator('.markers-panel .monaco-list-row .marker-source').first().waitFor();
    await page.locator('[id="status.problems"]').waitFor();
    await takePicture(page, file);
  } finally {
    await browser.close();
  }
}

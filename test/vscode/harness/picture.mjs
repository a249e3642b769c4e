import { launchBrowser, windowSize } from './workbench.mjs';

const readyTimeout = 60_000;
const drawingTime = 1000;

/**
 * Takes a picture of a VS Code window once findings are on the screen, with the Problems panel open.
 *
 * @param {string} url
 * @param {string} executablePath of the browser
 * @param {string} file
 */
export async function takePicture(url, executablePath, file) {
  const browser = await launchBrowser(executablePath);
  try {
    // Twice the pixels: text stays readable when the picture is scaled down on a page.
    const page = await browser.newPage({ viewport: windowSize, deviceScaleFactor: 2 });
    await page.goto(url);
    const squiggle = page.locator('.squiggly-error, .squiggly-warning, .squiggly-info').first();
    await squiggle.waitFor({ state: 'attached', timeout: readyTimeout });
    await page.keyboard.press('ControlOrMeta+Shift+KeyM');
    await page.locator('.markers-panel .monaco-list-row').first().waitFor();
    // The counts in the status bar, the tree and the tab are drawn some time after the finding.
    await page.locator('[id="status.problems"]').waitFor();
    await page.waitForTimeout(drawingTime);
    await page.screenshot({ path: file });
  } finally {
    await browser.close();
  }
}

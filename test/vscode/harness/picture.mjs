import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A window that still changes after so many pictures will go on doing so. */
const mostAttempts = 20;

/**
 * Takes a picture of the whole window once it looks the same twice in a row: what is drawn a moment later, such as
 * the counts beside names of files, is in it.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} path
 * @param {number} [height] of the upper part to take; all of the window if nothing is said
 */
export async function takePicture(page, path, height) {
  mkdirSync(dirname(path), { recursive: true });
  let picture = await shoot(page, height);
  for (let attempt = 1; attempt < mostAttempts; attempt++) {
    await page.waitForTimeout(100);
    const next = await shoot(page, height);
    const isStill = next.equals(picture);
    picture = next;
    if (isStill) break;
  }
  writeFileSync(path, picture);
  return { path };
}

/** @param {import('playwright-core').Page} page @param {number} [height] */
function shoot(page, height) {
  const size = page.viewportSize();
  return page.screenshot({
    // What fades in or blinks is shown in its final state.
    animations: 'disabled',
    ...(size && height && { clip: { x: 0, y: 0, width: size.width, height } }),
  });
}

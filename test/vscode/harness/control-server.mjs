import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

/** Long enough for a slow machine, short enough to fail before the test's own timeout. */
const actionTimeout = 10_000;

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {object} ControlRequest
 * @property {string} [name] of a screenshot
 * @property {string} [keys] as in Playwright's keyboard.press
 * @property {string} [text]
 * @property {string} [selector] as in Playwright's page.locator
 */

/**
 * What a test inside the extension host can do to the window around it. The extension host has no
 * view of the page, so it asks for these over HTTP.
 *
 * @type {Record<string, (page: Page, request: ControlRequest, folder: string) => Promise<unknown>>}
 */
const actions = {
  async screenshot(page, { name = 'window' }, folder) {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name.replaceAll(/[^\w-]+/g, '-')}.png`);
    await page.screenshot({ path });
    return { path };
  },
  async press(page, { keys = '' }) {
    await page.keyboard.press(keys);
  },
  async type(page, { text = '' }) {
    await page.keyboard.type(text);
  },
  async click(page, { selector = '' }) {
    const { x, y } = await centerOf(page, selector);
    await page.mouse.click(x, y);
  },
  async hover(page, { selector = '' }) {
    const { x, y } = await centerOf(page, selector);
    // The editor shows a hover for a mouse that moves, not for one that is suddenly there.
    await page.mouse.move(x - 3, y);
    await page.mouse.move(x, y, { steps: 3 });
  },
  async text(page, { selector = '' }) {
    const found = page.locator(selector).first();
    await found.waitFor({ timeout: actionTimeout });
    // The editor shows a space as a no-break space.
    return { text: (await found.textContent())?.replaceAll('\u00a0', ' ') };
  },
};

/**
 * Serves the actions to the tests in one page.
 *
 * @param {() => Page | undefined} getPage
 * @param {string} screenshotFolder
 * @returns {Promise<{ url: string, close(): void }>}
 */
export async function startControlServer(getPage, screenshotFolder) {
  const prefix = `/${randomUUID()}/`;
  const server = createServer(async (request, response) => {
    // The web worker extension host asks from another origin; the address itself is the secret.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    const action = request.url?.startsWith(prefix) && actions[request.url.slice(prefix.length)];
    const page = getPage();
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
    } else if (request.method !== 'POST' || !action || !page) {
      response.writeHead(404).end();
    } else {
      try {
        const result = await action(page, JSON.parse(await readBody(request)), screenshotFolder);
        response.end(JSON.stringify(result ?? {}));
      } catch (error) {
        response.writeHead(500).end(error instanceof Error ? error.message : String(error));
      }
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @param {Page} page @param {string} selector */
async function centerOf(page, selector) {
  const found = page.locator(selector).first();
  await found.waitFor({ timeout: actionTimeout });
  const box = await found.boundingBox();
  if (!box) throw new Error(`Nothing to see of "${selector}".`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** @param {import('node:http').IncomingMessage} request */
async function readBody(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body || '{}';
}

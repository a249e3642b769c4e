import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { takePicture } from './picture.mjs';
import { windowSize } from './workbench.mjs';

/** Long enough for a slow machine, short enough to fail before the test's own timeout. */
const actionTimeout = 30_000;

/**
 * @typedef {import('playwright-core').Page} Page
 *
 * @typedef {object} ControlRequest
 * @property {string} [name] of a picture
 * @property {string} [keys] as in Playwright's keyboard.press
 * @property {string} [text]
 * @property {string} [selector] as in Playwright's page.locator
 * @property {number} [width]
 * @property {number} [height]
 * @property {'top' | 'bottom'} [edge]
 * @property {number} [distance] downwards
 *
 * @typedef {object} PictureFiles where pictures go, by their names
 * @property {(name: string) => string} screenshot
 * @property {(name: string) => string} image
 *
 * @typedef {object} Context
 * @property {PictureFiles} files
 * @property {string[]} visited addresses that the page has opened in another
 */

/**
 * What a test inside the extension host can do to the window around it. The extension host has no
 * view of the page, so it asks for these over HTTP.
 *
 * @type {Record<string, (page: Page, request: ControlRequest, context: Context) => Promise<unknown>>}
 */
const actions = {
  screenshot: (page, { name = 'window' }, { files }) => takePicture(page, files.screenshot(name)),
  image: (page, { name = 'window', height }, { files }) =>
    takePicture(page, files.image(name), height),
  async resize(page, { width = windowSize.width, height = windowSize.height }) {
    await page.setViewportSize({ width, height });
  },
  async press(page, { keys = '' }) {
    await page.keyboard.press(keys);
  },
  async type(page, { text = '' }) {
    await page.keyboard.type(text);
  },
  async click(page, { selector = '' }) {
    await page.locator(selector).first().click({ timeout: actionTimeout });
  },
  async hover(page, { selector = '' }) {
    const { x, y, width, height } = await boxOf(page, selector);
    const target = { x: x + width / 2, y: y + height / 2 };
    // The editor shows a hover for a mouse that moves, not for one that is suddenly there.
    await page.mouse.move(target.x - 3, target.y);
    await page.mouse.move(target.x, target.y, { steps: 3 });
  },
  /** Drags the sash at the upper or lower edge of a part of the window. */
  async drag(page, { selector = '', edge = 'top', distance = 0 }) {
    const part = await boxOf(page, selector);
    const y = await sashNear(page, edge === 'top' ? part.y : part.y + part.height);
    const x = part.x + part.width / 2;
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + distance, { steps: 5 });
    await page.mouse.up();
  },
  /** Where the mouse points at nothing that would react. */
  async moveAway(page) {
    await page.mouse.move(1, 1);
  },
  async text(page, { selector = '' }) {
    const found = page.locator(selector).first();
    await found.waitFor({ timeout: actionTimeout });
    // The editor shows a space as a no-break space.
    return { text: (await found.textContent())?.replaceAll('\u00a0', ' ') };
  },
  async gone(page, { selector = '' }) {
    await page.locator(selector).first().waitFor({ state: 'hidden', timeout: actionTimeout });
  },
  async visited(_page, _request, { visited }) {
    return { addresses: visited };
  },
};

/**
 * Serves the actions to the tests in a page, which is named later: its tests must know the address before.
 *
 * @param {PictureFiles} files
 * @returns {Promise<{ url: string, serve(page: Page): void, close(): void }>}
 */
export async function startControlServer(files) {
  /** @type {Page | undefined} */
  let page;
  /** @type {Context} */
  const context = { files, visited: [] };
  const prefix = `/${randomUUID()}/`;
  const server = createServer(async (request, response) => {
    // The web worker extension host asks from another origin; the address itself is the secret.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    const action = request.url?.startsWith(prefix) && actions[request.url.slice(prefix.length)];
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
    } else if (request.method !== 'POST' || !action || !page) {
      response.writeHead(404).end();
    } else {
      try {
        const result = await action(page, JSON.parse(await readBody(request)), context);
        response.end(JSON.stringify(result ?? {}));
      } catch (error) {
        await takePicture(page, files.screenshot('failed-action')).catch(() => undefined);
        response.writeHead(500).end(error instanceof Error ? error.message : String(error));
      }
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    serve: (served) => {
      page = served;
      recordVisits(served, context.visited);
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Notes which addresses a page opens in other pages, and closes those.
 *
 * @param {Page} page
 * @param {string[]} visited
 */
function recordVisits(page, visited) {
  page.context().on('request', (request) => {
    if (request.isNavigationRequest() && request.url().startsWith('https:')) {
      visited.push(request.url());
    }
  });
  page.on('popup', (popup) => {
    popup.waitForURL(/^https:/, { waitUntil: 'commit', timeout: actionTimeout }).then(
      () => popup.close(),
      () => popup.close(),
    );
  });
}

/** @param {Page} page @param {string} selector */
async function boxOf(page, selector) {
  const found = page.locator(selector).first();
  await found.waitFor({ timeout: actionTimeout });
  const box = await found.boundingBox();
  if (!box) throw new Error(`Nothing to see of "${selector}".`);
  return box;
}

/**
 * @param {Page} page
 * @param {number} y
 * @returns {Promise<number>} the middle of the sash that is nearest to that height
 */
async function sashNear(page, y) {
  const sashes = await page.locator('.monaco-sash.horizontal:not(.disabled):visible').all();
  const boxes = await Promise.all(sashes.map((sash) => sash.boundingBox()));
  const middles = boxes.flatMap((box) => (box ? [box.y + box.height / 2] : []));
  const [nearest] = middles.sort((a, b) => Math.abs(a - y) - Math.abs(b - y));
  if (nearest === undefined) throw new Error('There is nothing to drag.');
  return nearest;
}

/** @param {import('node:http').IncomingMessage} request */
async function readBody(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body || '{}';
}

#!/usr/bin/env node
// Stands in for the executable of a desktop VS Code where there is none: takes its test flags, runs
// the tests in VS Code's server and a headless browser, and exits with their verdict.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../../scripts/setup/find-browser.mjs';
import { createTemporaryFolder, endWithParent } from './harness/clean-up.mjs';
import { startControlServer } from './harness/control-server.mjs';
import { parseLaunchOptions } from './harness/launch-options.mjs';
import { installVsix, startServer } from './harness/vscode-server.mjs';
import { launchBrowser, quietSettings, windowSize, workbenchUrl } from './harness/workbench.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const screenshotFolder = join(here, 'screenshots');

/** Whether this run replaces the images of the documentation. */
const updatesImages = Boolean(process.env.UPDATE_IMAGES);
const outputFolder = join(here, 'out');

/** As in suite/support/runner.ts. */
const testOutputMark = '[test]';

const pictureFiles = {
  /** @param {string} name */
  screenshot: (name) => join(screenshotFolder, fileNameOf(name)),
  /** @param {string} name */
  image: (name) =>
    updatesImages
      ? join(here, '..', '..', 'docs', 'images', fileNameOf(name))
      : join(screenshotFolder, fileNameOf(`image-${name}`)),
};

/** @param {string} name */
function fileNameOf(name) {
  return `${name.toLowerCase().replaceAll(/[^\w]+/g, '-')}.png`;
}

/** @param {import('./harness/launch-options.mjs').LaunchOptions} options */
async function launch(options) {
  const dataFolder = createTemporaryFolder('vscode');
  if (options.vsix) installVsix(options.vsix, dataFolder);

  /** @type {import('playwright-core').Page | undefined} */
  let page;
  const control = await startControlServer(pictureFiles);
  const server = await startServer({
    dataFolder,
    forTests: true,
    workspaceTrust: options.restrictedMode,
    // A setting reaches the tests in every kind of extension host; environment variables do not.
    settings: { ...quietSettings, 'aksCiliumTest.control': control.url },
  });
  const browser = await launchBrowser(await findBrowser());
  /** @type {string[]} */
  const browserLog = [];
  try {
    // More pixels where people look closely: text stays readable when the image is scaled.
    const deviceScaleFactor = updatesImages ? 1.5 : 1;
    page = await browser.newPage({ viewport: windowSize, deviceScaleFactor });
    control.serve(page);
    page.on('pageerror', (error) => browserLog.push(String(error)));
    const code = await runTestsInPage(page, { ...options, port: server.port }, browserLog);
    if (code !== 0) reportFailure('The tests failed', server, browserLog);
    return code;
  } catch (error) {
    await page
      ?.screenshot({ path: join(screenshotFolder, 'launcher-failure.png') })
      .catch(() => {});
    const reason = error instanceof Error ? error.message : String(error);
    reportFailure(reason, server, browserLog);
    return 1;
  } finally {
    control.close();
    await browser.close();
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {import('./harness/launch-options.mjs').LaunchOptions & { port: number }} options
 * @param {string[]} log
 * @returns {Promise<number>}
 */
function runTestsInPage(page, options, log) {
  return new Promise((resolve, reject) => {
    const { timeoutSeconds } = options;
    const timer = setTimeout(
      () => reject(new Error(`The tests did not end within ${timeoutSeconds} s.`)),
      timeoutSeconds * 1000,
    );
    page.on('crash', () => reject(new Error('The page of VS Code crashed.')));
    const load = async () => {
      await page.exposeFunction(
        'codeAutomationLog',
        (/** @type {string} */ _type, /** @type {unknown[]} */ args) => printTestOutput(log, args),
      );
      await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => {
        clearTimeout(timer);
        resolve(code);
      });
      await page.goto(workbenchUrl(options));
    };
    load().catch(reject);
  });
}

/**
 * The console of the extension host. VS Code itself logs hundreds of lines there, the tests mark theirs.
 *
 * @param {string[]} log
 * @param {unknown[]} args
 */
function printTestOutput(log, args) {
  const text = args.map(String).join(' ');
  if (text.startsWith(testOutputMark)) console.log(text.slice(testOutputMark.length + 1));
  else log.push(text);
}

/**
 * @param {string} reason
 * @param {import('./harness/vscode-server.mjs').Server} server
 * @param {readonly string[]} browserLog
 */
function reportFailure(reason, server, browserLog) {
  const file = join(outputFolder, `failure-${process.pid}.log`);
  mkdirSync(outputFolder, { recursive: true });
  const text = `${server.readLog()}\n--- browser ---\n${browserLog.join('\n')}\n`;
  writeFileSync(file, text);
  const telling = text.split('\n').filter((line) => line.trim() !== '' && !isNoise(line));
  console.error(`${reason}\n--- end of the log (all of it in ${file}) ---`);
  console.error(telling.slice(-30).join('\n'));
}

/**
 * Native modules that are left out on purpose and hosts that cannot be reached fill the logs with
 * stack traces that have nothing to do with the tests.
 *
 * @param {string} line
 */
function isNoise(line) {
  return /^\s+(at|→)|^- \/|spdlog|watchdog|bindings|Require stack|ENOTFOUND|vsda/.test(line);
}

endWithParent();
process.exit(await launch(parseLaunchOptions(process.argv.slice(2))));

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onProcessEnd } from './clean-up.mjs';

const packages = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules');
const serverMain = join(packages, 'code-server', 'lib', 'vscode', 'out', 'server-main.js');
const startTimeout = 120_000;

/** What this version of VS Code is built for. */
const requiredNodeMajor = 24;

const testArguments = [
  // Without it a built VS Code ignores the extension and the tests that the address names.
  '--enable-smoke-test-driver',
  // Else it asks before it opens a page outside, and refuses to ask while tests run.
  ...['--link-protection-trusted-domains', 'https://github.com'],
];

/**
 * @typedef {object} ServerOptions
 * @property {string} dataFolder for everything the server writes
 * @property {number | string} [port] or range of ports; 0 or nothing: any free one
 * @property {boolean} [workspaceTrust] false switches Restricted Mode off for every folder
 * @property {boolean} [forTests] take extensions and tests from the address of the window; then nothing pops up
 * @property {Record<string, unknown>} [settings] the user's settings.json
 *
 * @typedef {object} Server
 * @property {number} port
 * @property {() => string} readLog everything the server has printed
 */

/**
 * Starts VS Code's own server, bound to this machine only.
 *
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer({
  dataFolder,
  port = 0,
  workspaceTrust = false,
  forTests = false,
  settings = {},
}) {
  const userFolder = join(dataFolder, 'user', 'User');
  mkdirSync(userFolder, { recursive: true });
  writeFileSync(join(userFolder, 'settings.json'), JSON.stringify(settings, undefined, 2));

  const child = spawn(
    findServerNode(),
    [
      serverMain,
      ...dataArguments(dataFolder),
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
      '--accept-server-license-terms',
      '--disable-telemetry',
      ...(forTests ? testArguments : []),
      ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, so that its extension hosts end with it.
      detached: process.platform !== 'win32',
      env: { ...process.env, ...temporaryFolderOf(dataFolder) },
    },
  );
  onProcessEnd(() => stopGroup(child));

  let log = '';
  const readLog = () => log;
  const boundPort = await new Promise((resolve, reject) => {
    /** @param {string} reason */
    const fail = (reason) => reject(new Error(`VS Code's server ${reason}.\n${log}`));
    const timer = setTimeout(() => fail(`did not start in ${startTimeout / 1000} s`), startTimeout);
    /** @param {Buffer} chunk */
    const collect = (chunk) => {
      log += chunk;
      const match = /Extension host agent listening on (\d+)/.exec(log);
      if (match) {
        clearTimeout(timer);
        resolve(Number(match[1]));
      }
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => fail(`could not be started (${error.message})`));
    child.on('exit', (code) => fail(`ended with exit code ${code}`));
  });
  return { port: boundPort, readLog };
}

/**
 * Installs a packaged extension for a server with the same data folder.
 *
 * @param {string} vsixFile
 * @param {string} dataFolder
 */
export function installVsix(vsixFile, dataFolder) {
  const { status, stdout, stderr } = spawnSync(
    findServerNode(),
    [serverMain, ...dataArguments(dataFolder), '--install-extension', vsixFile, '--force'],
    { encoding: 'utf8', timeout: startTimeout },
  );
  if (status !== 0) {
    throw new Error(`Installing ${vsixFile} failed with exit code ${status}:\n${stdout}${stderr}`);
  }
}

/**
 * Where a server with this data folder looks for installed extensions when it starts for the first time.
 *
 * @param {string} dataFolder
 */
export function extensionsFolder(dataFolder) {
  return join(dataFolder, 'extensions');
}

/** @param {string} dataFolder */
function dataArguments(dataFolder) {
  return [
    ...['--server-data-dir', join(dataFolder, 'server')],
    ...['--user-data-dir', join(dataFolder, 'user')],
    ...['--extensions-dir', extensionsFolder(dataFolder)],
  ];
}

/**
 * The server leaves sockets behind when it is stopped, so it gets a folder that will be removed.
 *
 * @param {string} dataFolder
 */
function temporaryFolderOf(dataFolder) {
  const longestSocketFolder = 50;
  if (process.platform === 'win32' || dataFolder.length > longestSocketFolder) return {};
  return { TMPDIR: dataFolder, XDG_RUNTIME_DIR: dataFolder };
}

function findServerNode() {
  const packaged = join(packages, `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(packaged)) return packaged;
  if (Number.parseInt(process.versions.node, 10) === requiredNodeMajor) return process.execPath;
  throw new Error(
    `VS Code's server needs Node ${requiredNodeMajor}, and there is no npm package of it for ` +
      `${process.platform}-${process.arch}. Run this with Node ${requiredNodeMajor}, or set ` +
      'VSCODE_EXECUTABLE_PATH to a desktop VS Code.',
  );
}

/** @param {import('node:child_process').ChildProcess} child */
function stopGroup(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
}

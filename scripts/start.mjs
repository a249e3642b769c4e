// VS Code in the browser with the extension running on the example workspace: `npm start`.
import { readFileSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from './setup/find-browser.mjs';
import { installEditorPackages, installRootPackages } from './setup/install-packages.mjs';
import { requireSupportedNode } from './setup/node-version.mjs';
import { exampleWorkspace, repositoryRoot } from './setup/paths.mjs';
import { runCommand, runQuietly } from './setup/run-command.mjs';

const usage = `Starts VS Code in the browser with this extension, on ${relative(repositoryRoot, exampleWorkspace)}.

  npm start                            keeps running until Ctrl+C, and prints the address to open
  npm start -- --port 8123             on this port (else the first free one from 8100)
  npm start -- --screenshot FILE.png   takes a picture of the same, and ends
`;

/** The server takes the first free one. */
const defaultPorts = '8100-8199';

/** A file with findings, and the line at which to open it. */
const openAt = { file: 'policies/allow-all-egress.yaml', text: '0.0.0.0/0' };

requireSupportedNode();
const options = readOptions();
if (options.help) {
  console.log(usage);
} else {
  await start(options).catch((error) => {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exit(1);
  });
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        help: { type: 'boolean', short: 'h' },
        port: { type: 'string' },
        screenshot: { type: 'string' },
      },
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return process.exit(2);
  }
}

/** @param {{ port?: string, screenshot?: string }} options */
async function start({ port = defaultPorts, screenshot }) {
  // What may be missing or wrong is looked for first: the rest takes a while.
  await requireFreePort(port);
  const browser = screenshot ? await findBrowser() : '';
  await installRootPackages();
  await runQuietly(process.execPath, ['esbuild.mjs'], { cwd: repositoryRoot });
  await installEditorPackages();
  await lintInTerminal();

  // Imported late: they need packages that have been installed only now.
  const { createTemporaryFolder } = await import('../test/vscode/harness/clean-up.mjs');
  const { copyExtension } = await import('../test/vscode/harness/extension-copies.mjs');
  const { extensionsFolder, startServer } = await import(
    '../test/vscode/harness/vscode-server.mjs'
  );
  const { quietSettings, workbenchUrl } = await import('../test/vscode/harness/workbench.mjs');
  const dataFolder = createTemporaryFolder('start');
  await copyExtension(join(extensionsFolder(dataFolder), 'aks-cilium'));
  const server = await startServer({
    dataFolder,
    port: screenshot ? '0' : port,
    settings: quietSettings,
  });
  const path = realpathSync(join(exampleWorkspace, openAt.file));
  const url = workbenchUrl({
    port: server.port,
    workspace: realpathSync(exampleWorkspace),
    openFile: { path, line: lineOf(path, openAt.text), column: 1 },
  });
  if (screenshot) {
    const { takeFirstLook } = await import('../test/vscode/harness/first-look.mjs');
    // npm runs scripts in the root of the package, wherever it was called from.
    const file = resolve(process.env.INIT_CWD ?? '.', screenshot);
    await takeFirstLook({ url, browser, file, findings: await countFindings() });
    console.log(`\nThe picture is in ${file}`);
    process.exit(0);
  }
  console.log(`\nVS Code with the extension is at\n\n  ${url}\n\nCtrl+C ends it.`);
}

/** The same findings as in the editor, from the command-line tool. */
async function lintInTerminal() {
  console.log(`\n$ aks-cilium lint ${relative(repositoryRoot, exampleWorkspace)}\n`);
  await runLint([]);
}

/** How many there are for the Problems panel, which leaves out hints. */
async function countFindings() {
  /** @type {{ findings: { severity: string }[] }} */
  const { findings } = JSON.parse(await runLint(['--format', 'json'], true));
  return findings.filter(({ severity }) => severity !== 'hint').length;
}

/**
 * @param {readonly string[]} flags
 * @param {boolean} [quiet]
 * @returns {Promise<string>} what it printed
 */
async function runLint(flags, quiet = false) {
  const folder = relative(repositoryRoot, exampleWorkspace);
  const args = ['dist/cli.js', 'lint', folder, ...flags];
  const { code, output } = await runCommand(process.execPath, args, { cwd: repositoryRoot, quiet });
  const hasErrorFindings = 1;
  if (code > hasErrorFindings)
    throw new Error(`aks-cilium ended with exit code ${code}.\n${output}`);
  return output;
}

/** @param {string} port or range of ports */
async function requireFreePort(port) {
  if (!/^\d{1,5}(-\d{1,5})?$/.test(port)) {
    throw new Error(`--port takes a number or a range such as ${defaultPorts}, not "${port}".`);
  }
  if (port.includes('-')) return;
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(port), '127.0.0.1', () => server.close(resolve));
  }).catch((error) => {
    const reason = error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.message})`;
    throw new Error(`Port ${port} ${reason}. Choose another, or leave --port out.`);
  });
}

/** @param {string} path @param {string} text @returns {number} counted from 1, as in an editor */
function lineOf(path, text) {
  const before = readFileSync(path, 'utf8').split(text)[0] ?? '';
  return before.split('\n').length;
}

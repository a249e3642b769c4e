// VS Code in the browser with the extension running on the example workspace: `npm start`.
import { readFileSync, realpathSync } from 'node:fs';
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
  await installRootPackages();
  await runQuietly(process.execPath, ['esbuild.mjs'], { cwd: repositoryRoot });
  await installEditorPackages();
  await lintInTerminal();

  // Imported late: they need packages that have been installed only now.
  const { createTemporaryFolder } = await import('../test/vscode/harness/clean-up.mjs');
  const { startServer } = await import('../test/vscode/harness/vscode-server.mjs');
  const { quietSettings, workbenchUrl } = await import('../test/vscode/harness/workbench.mjs');
  const server = await startServer({
    dataFolder: createTemporaryFolder('start'),
    port: screenshot ? '0' : port,
    settings: quietSettings,
  });
  const path = realpathSync(join(exampleWorkspace, openAt.file));
  const url = workbenchUrl({
    port: server.port,
    workspace: realpathSync(exampleWorkspace),
    extensions: [realpathSync(repositoryRoot)],
    openFile: { path, line: lineOf(path, openAt.text), column: 1 },
  });
  if (screenshot) {
    const { takeFirstLook } = await import('../test/vscode/harness/first-look.mjs');
    // npm runs scripts in the root of the package, wherever it was called from.
    const file = resolve(process.env.INIT_CWD ?? '.', screenshot);
    await takeFirstLook(url, await findBrowser(), file);
    console.log(`\nThe picture is in ${file}`);
    process.exit(0);
  }
  console.log(`\nVS Code with the extension is at\n\n  ${url}\n\nCtrl+C ends it.`);
}

/** The same findings as in the editor, from the command-line tool. */
async function lintInTerminal() {
  const folder = relative(repositoryRoot, exampleWorkspace);
  console.log(`\n$ aks-cilium lint ${folder}\n`);
  const { code } = await runCommand(process.execPath, ['dist/cli.js', 'lint', folder], {
    cwd: repositoryRoot,
  });
  const hasErrorFindings = 1;
  if (code > hasErrorFindings) throw new Error(`aks-cilium ended with exit code ${code}.`);
}

/** @param {string} path @param {string} text @returns {number} counted from 1, as in an editor */
function lineOf(path, text) {
  const before = readFileSync(path, 'utf8').split(text)[0] ?? '';
  return before.split('\n').length;
}

// Runs the suites in a real VS Code: all of them, or those whose names are given as arguments. With UPDATE_IMAGES=1 in
// the environment the suite `main` replaces the images of the documentation.
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { packageExtension } from '../../scripts/package.mjs';
import { editorFolder, repositoryRoot } from '../../scripts/setup/paths.mjs';
import { runQuietly } from '../../scripts/setup/run-command.mjs';
import { createTemporaryFolder } from './harness/clean-up.mjs';
import { createEmptyExtension, createWebCopy } from './harness/extension-copies.mjs';
import { findEditor } from './harness/find-editor.mjs';

const outputFolder = join(editorFolder, 'out');

/**
 * @typedef {import('./harness/find-editor.mjs').Editor} Editor
 * @typedef {object} LaunchPlan
 * @property {string} extensionDevelopmentPath
 * @property {string} [extensionTestsPath] the bundle of the suite if nothing is said
 * @property {string[]} [launchArgs]
 *
 * @typedef {object} Suite
 * @property {string} name also of its module under suite/
 * @property {(editor: Editor) => Promise<LaunchPlan | undefined>} plan nothing: not possible there
 */

/** @type {readonly Suite[]} */
const suites = [
  { name: 'main', plan: async () => ({ extensionDevelopmentPath: repositoryRoot }) },
  {
    name: 'restricted-mode',
    // `runTests` switches Workspace Trust off, and only the launcher can be told not to.
    plan: async ({ isDesktop }) =>
      isDesktop
        ? undefined
        : { extensionDevelopmentPath: repositoryRoot, launchArgs: ['--restricted-mode'] },
  },
  {
    name: 'packaged',
    plan: async (editor) => ({
      extensionDevelopmentPath: createEmptyExtension(),
      launchArgs: await installPackage(editor),
    }),
  },
  {
    name: 'web-host',
    plan: async () => {
      // Tests run in the host of the extension whose folder they lie in.
      const folder = await createWebCopy();
      const extensionTestsPath = join(folder, 'web-host.js');
      copyFileSync(bundleOf('web-host'), extensionTestsPath);
      return {
        extensionDevelopmentPath: folder,
        extensionTestsPath,
        launchArgs: ['--extensionDevelopmentKind=web'],
      };
    },
  },
];

/**
 * @param {readonly string[]} [names] nothing: all suites
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runEditorTests(names = []) {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    const known = suites.map(({ name }) => name).join(', ');
    throw new Error(`There is no suite ${unknown.join(', ')}; there are ${known}.`);
  }
  const editor = await findEditor();
  console.log(`VS Code: ${editor.isDesktop ? editor.executable : 'its server, in a browser'}`);
  await runQuietly(process.execPath, ['esbuild.mjs'], { cwd: repositoryRoot });
  await bundleSuites();
  const counts = { passed: 0, failed: 0 };
  for (const suite of suites.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const start = Date.now();
    const { passed, failed } = await runSuite(suite, editor);
    counts.passed += passed;
    counts.failed += failed;
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    console.log(`${suite.name}: ${passed} passed, ${failed} failed (${seconds} s)\n`);
  }
  return counts;
}

/** @param {Suite} suite @param {Editor} editor */
async function runSuite({ name, plan }, editor) {
  // The window shows the name of the folder.
  const workspace = join(createTemporaryFolder(`tests-${name}`), 'shop');
  cpSync(join(editorFolder, 'workspace'), workspace, { recursive: true });
  try {
    const launch = await plan(editor);
    if (!launch) {
      console.log(`${name}: not possible in a desktop VS Code, left out`);
      return { passed: 0, failed: 0 };
    }
    await runTests({
      vscodeExecutablePath: editor.executable,
      extensionTestsPath: bundleOf(name),
      ...launch,
      launchArgs: [workspace, ...(launch.launchArgs ?? [])],
    });
    return countResults(workspace, true);
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
    return countResults(workspace, false);
  }
}

/**
 * A run that broke off before it could count, or broke afterwards, is a failure of its own.
 *
 * @param {string} workspace
 * @param {boolean} succeeded
 */
function countResults(workspace, succeeded) {
  const file = join(workspace, '.test-results.json');
  /** @type {{ failure?: string }[]} */
  const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const failed = results.filter(({ failure }) => failure !== undefined).length;
  const brokeOff = results.length === 0 || (!succeeded && failed === 0);
  return { passed: results.length - failed, failed: failed + (brokeOff ? 1 : 0) };
}

/** @param {Editor} editor @returns {Promise<string[]>} flags that make the editor use the package */
async function installPackage({ executable, isDesktop }) {
  const folder = createTemporaryFolder('package');
  const vsixFile = await packageExtension(folder);
  if (!isDesktop) return [`--install-vsix=${vsixFile}`];
  const flags = ['extensions', 'user-data'].map((name) => `--${name}-dir=${join(folder, name)}`);
  // It would add folders of its own choice otherwise.
  const [command = executable, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, {
    reuseMachineInstall: true,
  });
  await runQuietly(command, [...args, ...flags, '--install-extension', vsixFile]);
  return flags;
}

/** @param {string} name of a suite */
function bundleOf(name) {
  return join(outputFolder, `${name}.js`);
}

async function bundleSuites() {
  rmSync(outputFolder, { recursive: true, force: true });
  await esbuild.build({
    absWorkingDir: editorFolder,
    entryPoints: suites.map(({ name }) => `suite/${name}.ts`),
    outdir: outputFolder,
    bundle: true,
    format: 'cjs',
    // Runs in the web worker extension host as well, so nothing of Node may be in it.
    platform: 'browser',
    target: 'es2022',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { failed } = await runEditorTests(process.argv.slice(2)).catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return { failed: 1 };
  });
  process.exit(failed === 0 ? 0 : 1);
}

// What `npm test` and `npm run check` are made of.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from './setup/paths.mjs';
import { npmTool, runCommand } from './setup/run-command.mjs';

/**
 * @typedef {{ passed: number, failed: number }} Counts
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<Counts>} run
 */

/** @type {readonly Step[]} */
export const checkSteps = [
  check('build', process.execPath, ['esbuild.mjs']),
  check('types', tool('tsc'), ['-b']),
  check('lint and format', tool('biome'), ['ci', '.']),
  check('unused code and dependencies', tool('knip'), []),
  check('generated files', process.execPath, ['scripts/generate.mjs', '--check']),
  { name: 'tests of functions', run: () => runVitest('functions') },
];

/**
 * Tests that start the command line, the server and the scripts: slower, and with nothing to say while one function is
 * being written.
 *
 * @type {readonly Step[]}
 */
export const programSteps = [{ name: 'tests of programs', run: () => runVitest('programs') }];

/** @type {readonly Step[]} */
export const endToEndSteps = [
  { name: 'npm start', run: runStart },
  { name: 'end to end in VS Code', run: runInEditor },
];

/**
 * Runs every step, also after one has failed, so that all failures are seen at once. The last line
 * is the sum.
 *
 * @param {readonly Step[]} steps
 */
export async function runSteps(steps) {
  const sum = { passed: 0, failed: 0 };
  /** @type {string[]} */
  const summary = [];
  for (const { name, run } of steps) {
    console.log(`\n=== ${name}`);
    const start = Date.now();
    const { passed, failed } = await run().catch((error) => {
      console.error(error);
      return { passed: 0, failed: 1 };
    });
    sum.passed += passed;
    sum.failed += failed;
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    summary.push(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
  }
  console.log(`\n${summary.join('\n')}`);
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed === 0 ? 0 : 1;
}

/**
 * A command that is one check: it passes or it does not.
 *
 * @param {string} name
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Step}
 */
function check(name, command, args) {
  return {
    name,
    run: async () => {
      const { code } = await runCommand(command, args, { cwd: repositoryRoot });
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

/** @param {string} name @returns {string} a tool of the root install */
function tool(name) {
  return join(repositoryRoot, 'node_modules', '.bin', npmTool(name));
}

/** @param {'functions' | 'programs'} project @returns {Promise<Counts>} */
async function runVitest(project) {
  return inTemporaryFolder(async (folder) => {
    const resultFile = join(folder, 'results.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile}`];
    const { code } = await runCommand(tool('vitest'), ['run', '--project', project, ...reporters], {
      cwd: repositoryRoot,
    });
    const results = JSON.parse(readFileSync(resultFile, 'utf8'));
    const failed = results.numFailedTests;
    // A file that cannot be loaded fails the run without a failed test.
    return { passed: results.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
  });
}

/** Takes the picture that a person sees first; start.mjs fails when there is no finding in it. */
async function runStart() {
  return inTemporaryFolder((folder) =>
    check('npm start', process.execPath, [
      'scripts/start.mjs',
      '--screenshot',
      join(folder, 'start.png'),
    ]).run(),
  );
}

/** Imported late: it needs packages that the set-up has installed only now. */
async function runInEditor() {
  const { runEditorTests } = await import('../test/vscode/run-tests.mjs');
  return runEditorTests();
}

/**
 * @template T
 * @param {(folder: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function inTemporaryFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'aks-cilium-test-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

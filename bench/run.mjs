// `npm run bench [-- TOPIC...] [--quick] [--real PATH]...`: measures side by side, and writes what came out to
// bench/results.json and docs/performance.md. Figures of one run are comparable with each other, not with another machine's.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeResults } from './report.mjs';

/**
 * @typedef {object} Row
 * @property {string} topic
 * @property {string} name
 * @property {string} unit ms and MB: less is better; MB/s: more is
 * @property {number} ours
 * @property {number} peer
 * @property {string} peerName empty where there is none that does the same
 *
 * @typedef {object} Options
 * @property {boolean} quick few rounds and small files, to see that everything runs
 * @property {readonly string[]} real files or folders of the reader's own to measure on as well
 * @property {(line: string) => void} log
 */

const bench = fileURLToPath(new URL('.', import.meta.url));

/** @type {Readonly<Record<string, () => Promise<{ measure: (options: Options) => Promise<readonly Row[]> }>>>} */
const topics = {
  editor: () => import('./topics/editor.mjs'),
  workspace: () => import('./topics/workspace.mjs'),
  'command-line': () => import('./topics/command-line.mjs'),
  bicep: () => import('./topics/bicep.mjs'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    real: { type: 'string', multiple: true, default: [] },
  },
});

const unknown = positionals.find((name) => !Object.hasOwn(topics, name));
if (unknown !== undefined) {
  console.error(`There is no topic "${unknown}". Topics: ${Object.keys(topics).join(', ')}.`);
  process.exit(2);
}
install();
/** @type {Row[]} */
const rows = [];
for (const name of positionals.length === 0 ? Object.keys(topics) : positionals) {
  console.log(name);
  const { measure } = await /** @type {() => Promise<any>} */ (topics[name])();
  rows.push(
    ...(await measure({
      quick: values.quick,
      real: values.real.map((path) => resolve(path)),
      log: console.log,
    })),
  );
}
writeResults(rows, { isPartial: values.quick || positionals.length > 0 });

/** The peers have a package of their own, and what is measured is what ships. */
function install() {
  const run = (
    /** @type {string} */ command,
    /** @type {string[]} */ args,
    /** @type {string} */ cwd,
  ) => {
    const { status } = spawnSync(command, args, {
      cwd,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) {
      process.exit(1);
    }
  };
  if (!existsSync(join(bench, 'node_modules'))) {
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], bench);
  }
  run(process.execPath, ['esbuild.mjs', '--production'], join(bench, '..'));
}

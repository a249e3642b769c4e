// Starts a rule: `npm run new-rule -- CATEGORY NAME`.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importTypeScript } from './generate/import-typescript.mjs';
import { repositoryRoot } from './setup/paths.mjs';
import { npmTool, runQuietly } from './setup/run-command.mjs';

/** Every name that a rule has, had or will have. */
const nameList = 'test/rule-names.txt';

const [category, name, ...others] = process.argv.slice(2);
if (category === undefined || name === undefined || others.length > 0) {
  stop('usage: npm run new-rule -- CATEGORY NAME');
} else {
  await newRule(category, name);
}

/** @param {string} category @param {string} name */
async function newRule(category, name) {
  const skeleton = await importTypeScript('scripts/generate/rule-skeleton.ts');
  const refusal = skeleton.refusal(category, name);
  if (refusal !== undefined) {
    stop(refusal);
    return;
  }
  const { version } = JSON.parse(read('package.json'));
  /** @type {readonly { path: string, content: string }[]} */
  const files = skeleton.newRuleFiles(category, name, version);
  const taken = files.find(({ path }) => existsSync(join(repositoryRoot, path)));
  if (taken !== undefined) {
    stop(`${taken.path} is there already.`);
    return;
  }
  for (const { path, content } of files) write(path, content);
  write(skeleton.ruleList, skeleton.withRule(read(skeleton.ruleList), category, name));
  addToNameList(name);
  const [ruleFile = '', page = '', fixture = ''] = files.map(({ path }) => path);
  const biome = join(repositoryRoot, 'node_modules', '.bin', npmTool('biome'));
  // The order of imports is the formatter's business.
  const format = ['check', '--write', '--linter-enabled=false', ruleFile, skeleton.ruleList];
  await runQuietly(biome, format, { cwd: repositoryRoot });
  await runQuietly(process.execPath, ['scripts/generate.mjs'], { cwd: repositoryRoot });
  console.log(`
The rule "${name}" is there and finds an object of its own name. Now make it yours:

  ${fixture}   first: what must be found, and in ${dirname(fixture)}/valid-*.yaml what must not
  ${ruleFile}   title, message, severity, check
  ${page}   each place marked "${skeleton.unwritten.trim()}"

  npm run generate   brings header and examples of the page up to date
  npm run check      tells what is missing
`);
}

/** @param {string} name */
function addToNameList(name) {
  const lines = read(nameList).trimEnd().split('\n');
  const comments = lines.filter((line) => line.startsWith('#'));
  const names = new Set([...lines.filter((line) => !line.startsWith('#')), name]);
  write(nameList, `${[...comments, ...[...names].sort()].join('\n')}\n`);
}

/** @param {string} path */
function read(path) {
  return readFileSync(join(repositoryRoot, path), 'utf8').replaceAll('\r\n', '\n');
}

/** @param {string} path @param {string} content */
function write(path, content) {
  mkdirSync(dirname(join(repositoryRoot, path)), { recursive: true });
  writeFileSync(join(repositoryRoot, path), content);
  console.log(`wrote ${path}`);
}

/** @param {string} reason */
function stop(reason) {
  console.error(reason);
  process.exitCode = 2;
}

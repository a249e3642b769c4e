// Rewrites what is generated from the typed sources: `npm run generate`. With `--check` nothing is
// written; files that differ are named, and the exit code is 1.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importTypeScript } from './generate/import-typescript.mjs';
import { repositoryRoot } from './setup/paths.mjs';

const checkOnly = process.argv.includes('--check');

const { generatedFiles } = await importTypeScript('scripts/generate/generated-files.ts');
const stale = generatedFiles(repositoryRoot).filter(
  (/** @type {{ path: string, content: string }} */ { path, content }) =>
    read(join(repositoryRoot, path)) !== content,
);
for (const { path, content } of stale) {
  if (checkOnly) {
    console.error(`${path} is not what "npm run generate" writes.`);
  } else {
    mkdirSync(dirname(join(repositoryRoot, path)), { recursive: true });
    writeFileSync(join(repositoryRoot, path), content);
    console.log(`wrote ${path}`);
  }
}
process.exitCode = checkOnly && stale.length > 0 ? 1 : 0;

/** @param {string} path @returns {string | undefined} undefined when there is no such file */
function read(path) {
  try {
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}

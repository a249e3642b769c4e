// Parses every .bicep and .bicepparam file below a folder: `npm run conformance:bicep -- DIR`.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { importTypeScript } from './generate/import-typescript.mjs';

const [, , argument] = process.argv;
if (argument === undefined) {
  console.error('usage: npm run conformance:bicep -- DIR');
  process.exit(2);
}

// npm runs scripts in the root of the package, wherever it was called from.
const folder = resolve(process.env.INIT_CWD ?? '.', argument);

const { parseBicep } = await importTypeScript('server/src/core/syntax/bicep/parse.ts');
const { printTree } = await importTypeScript('server/src/core/syntax/bicep/children.ts');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.bicep(?:param)?$/.test(name))
  .sort()
  .map((name) => join(folder, name));

// The first pass warms the compiler up, so that the speed is that of a server which has been running.
for (const file of files) {
  parseBicep(readFileSync(file, 'utf8'));
}

let errors = 0;
let roundTripFailures = 0;
let bytes = 0;
let milliseconds = 0;
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const start = performance.now();
  const tree = parseBicep(text);
  milliseconds += performance.now() - start;
  bytes += Buffer.byteLength(text);
  const [problem] = tree.problems;
  if (problem !== undefined) {
    errors++;
    const line = text.slice(0, problem.start).split('\n').length;
    console.log(`${relative(folder, file)}:${line}: ${problem.message}`);
  }
  if (printTree(tree) !== text) {
    roundTripFailures++;
    console.log(`${relative(folder, file)}: the tree does not print the text back`);
  }
}
const speed = milliseconds === 0 ? 0 : bytes / 1000 / milliseconds;
console.log(
  `files ${files.length}, errors ${errors}, round-trip failures ${roundTripFailures}, MB/s ${speed.toFixed(1)}`,
);
process.exit(errors + roundTripFailures > 0 ? 1 : 0);

// Parsing Bicep, beside the tree-sitter grammar: compiled to machine code, and to WebAssembly as a browser needs it.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importTypeScript } from '../../scripts/generate/import-typescript.mjs';
import { bicepTemplate } from '../generated-bicep.mjs';
import { alternate, median } from '../statistics.mjs';

const require = createRequire(import.meta.url);
const repository = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @typedef {{ name: string, parse: (text: string) => void }} Side
 * @typedef {Side & { reads: (text: string) => boolean }} Grammar `reads`: without an error in the tree
 */

/** @param {import('../run.mjs').Options} options @returns {Promise<readonly import('../run.mjs').Row[]>} */
export async function measure({ quick, log, real }) {
  const native = treeSitter();
  const sides = [await ourParser(), native, await treeSitterInWebAssembly()];
  const large = quick ? 100 : 800;
  const sets = [
    { name: 'a template of 60 resources', texts: [bicepTemplate(60)] },
    { name: `a template of ${large} resources`, texts: [bicepTemplate(large)] },
    { name: 'small templates', texts: bicepFilesIn(join(repository, 'test', 'fixtures', 'rules')) },
    ...real.map((path) => ({
      name: `real files: ${path.split('/').at(-1)}`,
      texts: bicepFilesIn(path),
    })),
  ];
  const rows = [];
  for (const { name, texts } of sets) {
    // Looking for the end of a mistake takes a grammar long, so only what it reads is fair to it.
    const read = texts.filter((text) => native.reads(text));
    const title = texts.length === 1 ? name : `${read.length} of ${texts.length} ${name}`;
    if (read.length > 0) {
      log(`  ${title}`);
      rows.push(...(await compared(title, read, sides, quick ? 3 : 11)));
    }
  }
  return rows;
}

const shortestRound = 100;

/**
 * @param {string} name
 * @param {readonly string[]} texts
 * @param {readonly Side[]} sides ours first
 * @param {number} rounds
 */
async function compared(name, texts, sides, rounds) {
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const runs = sides.map(({ parse }) => async () => {
    const start = performance.now();
    let times = 0;
    let milliseconds = 0;
    // A short text is parsed often, so that a compiler that learns on the way has something to learn from.
    while (milliseconds < shortestRound) {
      for (const text of texts) {
        parse(text);
      }
      times++;
      milliseconds = performance.now() - start;
    }
    return (times * megabytes) / (milliseconds / 1000);
  });
  // The first rounds warm the compilers up, so that the speed is that of a server which has been running.
  await alternate(Math.max(2, Math.round(rounds / 4)), runs);
  const [ours = Number.NaN, ...peers] = (await alternate(rounds, runs)).map(median);
  return peers.map((peer, index) => ({
    topic: 'bicep',
    name: `parse ${name}`,
    unit: 'MB/s',
    ours,
    peer,
    peerName: sides[index + 1]?.name ?? '',
  }));
}

/** @returns {Promise<Side>} */
async function ourParser() {
  const { parseBicep } = await importTypeScript('server/src/core/syntax/bicep/parse.ts');
  return { name: 'aks-cilium', parse: (text) => void parseBicep(text) };
}

/** @returns {Grammar} */
function treeSitter() {
  const Parser = require('tree-sitter');
  const parser = new Parser();
  parser.setLanguage(require('tree-sitter-bicep'));
  const parse = (/** @type {string} */ text) =>
    // A text that does not fit into the buffer is refused.
    parser.parse(text, undefined, { bufferSize: 2 * text.length + 1_024 });
  return {
    name: `tree-sitter-bicep ${versionOf('tree-sitter-bicep')}, native`,
    parse: (text) => void parse(text),
    reads: (text) => !parse(text).rootNode.hasError,
  };
}

/** @returns {Promise<Side>} */
async function treeSitterInWebAssembly() {
  const { Parser, Language } = require('web-tree-sitter');
  await Parser.init();
  const parser = new Parser();
  const grammar = join(folderOf('tree-sitter-bicep'), 'tree-sitter-bicep.wasm');
  parser.setLanguage(await Language.load(grammar));
  return {
    name: `tree-sitter-bicep ${versionOf('tree-sitter-bicep')}, WebAssembly`,
    parse: (text) => parser.parse(text).delete(),
  };
}

/** @param {string} name */
function folderOf(name) {
  return fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));
}

/** @param {string} name */
function versionOf(name) {
  return JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8')).version;
}

/** @param {string} path a folder or a file @returns {readonly string[]} the texts of the templates and parameter files */
function bicepFilesIn(path) {
  const names = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
    : [path];
  return names
    .filter((name) => /\.bicep(?:param)?$/.test(name))
    .sort()
    .map((name) => readFileSync(name, 'utf8'));
}

// What a person who types waits for, beside the YAML language server that most of them have installed.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { yamlStream } from '../generated-files.mjs';
import { LanguageServer } from '../language-server.mjs';
import { alternate, median } from '../statistics.mjs';

const bench = fileURLToPath(new URL('..', import.meta.url));

/** @type {import('../language-server.mjs').ServerKind} */
const ours = {
  name: 'aks-cilium',
  command: [join(bench, '../dist/server.node.js'), '--stdio'],
  diagnostics: 'pull',
  section: 'aksCilium',
  settings: {},
};

/**
 * Without schemas it only parses: the least it can do, and what it is fastest at. With the schemas that it would load from
 * the network it is slower.
 *
 * @type {import('../language-server.mjs').ServerKind}
 */
const peer = {
  name: 'yaml-language-server 1.25.0, no schema',
  command: [join(bench, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio'],
  diagnostics: 'push',
  section: 'yaml',
  settings: {
    validate: true,
    hover: true,
    schemaStore: { enable: false },
    kubernetesCRDStore: { enable: false },
  },
};

const uri = 'file:///bench/manifests.yaml';

/** @param {import('../run.mjs').Options} options @returns {Promise<readonly import('../run.mjs').Row[]>} */
export async function measure({ quick, log }) {
  const rounds = quick ? 1 : 5;
  const rows = [...(await startRows(rounds))];
  for (const documents of quick ? [1, 100, 1_000] : [1, 100, 1_000, 10_000]) {
    log(`  ${documents} documents`);
    // The peer needs many seconds for each edit of the largest file.
    const fewer = documents > 1_000 ? Math.min(rounds, 2) : rounds;
    rows.push(...(await fileRows(documents, fewer, quick ? 2 : 5)));
  }
  log('  memory');
  rows.push(...(await memoryRows(quick ? 1 : 3, quick ? 20 : 200)));
  return rows;
}

/** @param {number} rounds */
async function startRows(rounds) {
  const runs = await alternate(rounds * 2, [() => start(ours), () => start(peer)]);
  return ['initialize', 'first'].map((name) =>
    row(
      name === 'initialize' ? 'spawn to initialize' : 'spawn to first diagnostics',
      'ms',
      runs.map((side) => side.map((run) => run[/** @type {'initialize'} */ (name)])),
    ),
  );
}

/** @param {import('../language-server.mjs').ServerKind} kind */
async function start(kind) {
  const server = new LanguageServer(kind);
  const initialize = await server.initialize();
  await server.open(uri, yamlStream(1, 4));
  const first = performance.now() - server.started;
  server.stop();
  return { initialize, first };
}

/** @param {number} documents @param {number} rounds @param {number} edits at each place */
async function fileRows(documents, rounds, edits) {
  const runs = await alternate(rounds, [
    () => editing(ours, documents, edits),
    () => editing(peer, documents, edits),
  ]);
  const count = documents.toLocaleString('en');
  const of = (/** @type {(run: Editing) => readonly number[]} */ pick) =>
    runs.map((side) => side.flatMap(pick));
  return [
    row(
      `open ${count} documents`,
      'ms',
      of(({ open }) => [open]),
    ),
    row(
      `edit at the start of ${count}`,
      'ms',
      of(({ edits: [first] }) => first ?? []),
    ),
    row(
      `edit in the middle of ${count}`,
      'ms',
      of(({ edits: [, middle] }) => middle ?? []),
    ),
    row(
      `edit at the end of ${count}`,
      'ms',
      of(({ edits: [, , last] }) => last ?? []),
    ),
    row(
      `hover during the judging of ${count}`,
      'ms',
      of(({ hover }) => [hover]),
    ),
  ];
}

/** @typedef {{ open: number, edits: readonly (readonly number[])[], hover: number }} Editing */

/**
 * @param {import('../language-server.mjs').ServerKind} kind
 * @param {number} documents
 * @param {number} edits
 * @returns {Promise<Editing>}
 */
async function editing(kind, documents, edits) {
  const text = yamlStream(documents);
  const places = placesIn(text);
  const server = new LanguageServer(kind);
  await server.initialize();
  const open = await server.open(uri, text);
  let version = 1;
  const times = [];
  for (const place of places) {
    const each = [];
    for (let edit = 0; edit < edits; edit++) {
      each.push(await server.type(uri, ++version, place, 'x'));
    }
    times.push(each);
  }
  const [first] = places;
  const judged = server.type(uri, ++version, /** @type {Place} */ (first), 'x');
  const hover = await server.hover(uri, /** @type {Place} */ (first));
  await judged;
  server.stop();
  return { open, edits: times, hover };
}

/** @param {number} rounds since memory depends on when garbage was last collected @param {number} edits */
async function memoryRows(rounds, edits) {
  const [own, others] = await alternate(rounds, [
    () => memoryAfter(ours, edits),
    () => memoryAfter(peer, edits),
  ]);
  const of = (/** @type {'all' | 'own'} */ which) =>
    [own, others].map((side) => (side ?? []).map((memory) => memory[which]));
  return [
    row(`memory after ${edits} edits of 1,000 documents`, 'MB', of('all')),
    row("of that, not shared with Node's other processes", 'MB', of('own')),
  ];
}

/** @param {import('../language-server.mjs').ServerKind} kind @param {number} edits */
async function memoryAfter(kind, edits) {
  const text = yamlStream(1_000);
  const [, middle] = placesIn(text);
  const server = new LanguageServer(kind);
  await server.initialize();
  await server.open(uri, text);
  for (let version = 2; version < edits + 2; version++) {
    // The next key is often there before the last one is judged.
    if (version % 10 === 1) {
      await server.type(uri, version, /** @type {Place} */ (middle), 'x');
    } else {
      await server.change(uri, version, /** @type {Place} */ (middle), 'x');
    }
  }
  await server.type(uri, edits + 2, /** @type {Place} */ (middle), 'x');
  const memory = server.memory();
  server.stop();
  return memory;
}

/** @typedef {{ line: number, character: number }} Place */

/** @param {string} text @returns {readonly Place[]} ends of names in the first, the middle and the last document */
function placesIn(text) {
  const lines = text.split('\n');
  const names = lines.flatMap((line, index) => (line.startsWith('  name: app-') ? [index] : []));
  return [0, names.length >> 1, names.length - 1].map((index) => {
    const line = names[index] ?? 0;
    return { line, character: lines[line]?.length ?? 0 };
  });
}

/** @param {string} name @param {'ms' | 'MB'} unit @param {readonly (readonly number[])[]} sides */
function row(name, unit, sides) {
  const [own, others] = sides.map(median);
  return {
    topic: 'editor',
    name,
    unit,
    ours: own ?? Number.NaN,
    peer: others ?? Number.NaN,
    peerName: peer.name,
  };
}

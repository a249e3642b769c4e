// A run over many files, beside what the `yaml` package alone needs to parse them, and beside programs in Go that look at
// the same files for other things.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { yamlStream } from '../generated-files.mjs';
import { alternate, median } from '../statistics.mjs';

const bench = fileURLToPath(new URL('..', import.meta.url));
const ours = [process.execPath, join(bench, '../dist/cli.js'), 'lint'];

/** Programs written in Go are measured where they are installed; without schemas, which they would load from the network. */
const goPeers = [
  {
    name: 'kubeconform',
    shown: 'kubeconform, no schemas',
    args: ['-schema-location', 'none/{{.ResourceKind}}.json', '-ignore-missing-schemas'],
  },
  { name: 'kube-linter', shown: 'kube-linter', args: ['lint'] },
];

/** @param {import('../run.mjs').Options} options @returns {Promise<readonly import('../run.mjs').Row[]>} */
export async function measure({ quick, log, real }) {
  const rounds = quick ? 1 : 5;
  const folder = mkdtempSync(join(tmpdir(), 'aks-cilium-bench-'));
  try {
    const documents = quick ? 1_000 : 10_000;
    writeFiles(folder, documents);
    const rows = [];
    const places = [
      {
        path: folder,
        name: `${documents.toLocaleString('en')} documents in ${documents / 10} files`,
      },
      ...real.map((path) => ({ path, name: `real files: ${path.split('/').at(-1)}` })),
    ];
    for (const { path, name } of places) {
      log(`  ${name}`);
      rows.push(
        await beside(name, path, rounds, 'yaml package, parsing only', [
          process.execPath,
          join(bench, 'parse-only.mjs'),
        ]),
      );
      for (const { name: peer, shown, args } of goPeers.filter((each) => isInstalled(each.name))) {
        rows.push(await beside(name, path, rounds, shown, [peer, ...args]));
      }
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} folder @param {number} documents */
function writeFiles(folder, documents) {
  for (let first = 0; first < documents; first += 10) {
    const team = join(folder, `team-${(first / 10) % 50}`);
    mkdirSync(team, { recursive: true });
    writeFileSync(join(team, `app-${first}.yaml`), yamlStream(10, first));
  }
}

/** @param {string} program */
function isInstalled(program) {
  const { error } = spawnSync(program, ['--help'], { stdio: 'ignore', env: environment() });
  return error === undefined;
}

/**
 * @param {string} name
 * @param {string} path
 * @param {number} rounds
 * @param {string} peerName
 * @param {readonly string[]} peer
 */
async function beside(name, path, rounds, peerName, peer) {
  const [own, others] = await alternate(rounds, [() => time(ours, path), () => time(peer, path)]);
  return {
    topic: 'command line',
    name,
    unit: 'ms',
    ours: median(own ?? []),
    peer: median(others ?? []),
    peerName,
  };
}

/** @param {readonly string[]} command @param {string} path @returns {Promise<number>} */
async function time([program = '', ...args], path) {
  const start = performance.now();
  const { error } = spawnSync(program, [...args, path], { stdio: 'ignore', env: environment() });
  if (error !== undefined) {
    throw error;
  }
  return performance.now() - start;
}

/** `go install` puts programs where not every PATH looks. */
function environment() {
  const home = process.env.HOME ?? '';
  return { ...process.env, PATH: [process.env.PATH, join(home, 'go/bin')].join(delimiter) };
}

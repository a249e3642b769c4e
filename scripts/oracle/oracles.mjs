// Cilium's own code as a program for each minor: the Go modules below test/oracle.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../setup/paths.mjs';

const cilium = 'github.com/cilium/cilium';
const folder = join(repositoryRoot, 'test', 'oracle');

/** @typedef {{ minor: string, release: string, definitions: string }} CiliumModule */

/** @returns {readonly CiliumModule[]} oldest first; fetches the modules when they are not there */
export function ciliumModules() {
  return readdirSync(folder)
    .filter((name) => /^\d+\.\d+$/.test(name))
    .sort((a, b) => Number(a.slice(2)) - Number(b.slice(2)))
    .map((minor) => {
      const cwd = join(folder, minor);
      const { Version, Dir } = JSON.parse(go(cwd, ['mod', 'download', '-json', cilium]));
      return {
        minor,
        release: Version.slice(1),
        definitions: join(Dir, 'pkg/k8s/apis/cilium.io/client/crds/v2'),
      };
    });
}

/**
 * Asks the oracle of one minor.
 *
 * @param {CiliumModule} module
 * @param {readonly { id: string, text: string }[]} inputs
 * @returns {readonly any[]} the verdicts of ../../test/oracle/judge, one for each policy in the texts
 */
export function askOracle({ minor, definitions }, inputs) {
  const build = mkdtempSync(join(tmpdir(), 'aks-cilium-oracle-'));
  try {
    const program = join(build, 'oracle');
    go(join(folder, minor), ['build', '-o', program, '.']);
    const { status, stdout, stderr } = spawnSync(program, [definitions], {
      input: inputs.map((input) => JSON.stringify(input)).join('\n'),
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    if (status !== 0) {
      throw new Error(`The oracle of Cilium ${minor} failed: ${stderr}`);
    }
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  } finally {
    rmSync(build, { recursive: true, force: true });
  }
}

/** @param {CiliumModule} module @param {string} plural @returns {string} the text of a CustomResourceDefinition */
export function definitionText({ definitions }, plural) {
  return readFileSync(join(definitions, `${plural}.yaml`), 'utf8');
}

/** @param {string} cwd @param {readonly string[]} args @returns {string} */
function go(cwd, args) {
  return execFileSync('go', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

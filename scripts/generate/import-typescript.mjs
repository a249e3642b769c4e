import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { repositoryRoot } from '../setup/paths.mjs';

/**
 * Imports a TypeScript file with everything it imports; Node 20 runs no TypeScript itself.
 *
 * @param {string} path relative to the root of the repository
 * @returns {Promise<any>} the module
 */
export async function importTypeScript(path) {
  const folder = mkdtempSync(join(tmpdir(), 'aks-cilium-generate-'));
  try {
    const outfile = join(folder, 'bundle.cjs');
    await build({
      absWorkingDir: repositoryRoot,
      entryPoints: [path],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      mainFields: ['module', 'main'],
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

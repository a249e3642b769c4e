import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { repositoryRoot } from '../../../scripts/setup/paths.mjs';
import { createTemporaryFolder } from './clean-up.mjs';

/**
 * Copies what the package holds.
 *
 * @param {string} folder is made when it is missing
 */
export async function copyExtension(folder) {
  // The bundles hold what they need, so no dependency goes in beside them.
  const files = await listFiles({ cwd: repositoryRoot, packageManager: PackageManager.None });
  for (const file of files) {
    const target = join(folder, file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(repositoryRoot, file), target);
  }
}

/**
 * What the package holds, with a manifest that only the web worker extension host can start: a
 * server that sees `main` would take that instead of `browser`.
 *
 * @returns {Promise<string>} the folder
 */
export async function createWebCopy() {
  const folder = createTemporaryFolder('web-extension');
  await copyExtension(folder);
  const manifestFile = join(folder, 'package.json');
  const { main, ...manifest } = JSON.parse(readFileSync(manifestFile, 'utf8'));
  writeFileSync(manifestFile, JSON.stringify(manifest, undefined, 2));
  return folder;
}

/** VS Code runs tests for an extension under development only, so the installed one needs this beside. */
export function createEmptyExtension() {
  const folder = createTemporaryFolder('empty-extension');
  const manifest = {
    name: 'empty',
    publisher: 'aks-cilium-tests',
    version: '0.0.0',
    engines: { vscode: '^1.91.0' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

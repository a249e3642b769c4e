// Builds the VSIX: `npm run package`.
import { readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { repositoryRoot } from './setup/paths.mjs';
import { runQuietly } from './setup/run-command.mjs';

/** What people download: a promise of the product, see the README. */
const maximumSize = 1_500_000;

/**
 * @param {string} [folder] where to put it; the root of the repository if nothing is said
 * @returns {Promise<string>} the file
 */
export async function packageExtension(folder = repositoryRoot) {
  const { version } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'));
  const packagePath = join(folder, `aks-cilium-${version}.vsix`);
  await runQuietly(process.execPath, ['esbuild.mjs', '--production'], { cwd: repositoryRoot });
  // The bundles hold what they need, so no dependency goes in beside them.
  await createVSIX({ cwd: repositoryRoot, packagePath, dependencies: false });
  const { size } = statSync(packagePath);
  console.log(`${relative(process.cwd(), packagePath)}: ${(size / 1000).toFixed(0)} kB`);
  if (size > maximumSize) {
    throw new Error(`The package is larger than ${maximumSize / 1000} kB.`);
  }
  return packagePath;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await packageExtension();
}

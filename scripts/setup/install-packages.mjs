import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { editorFolder, repositoryRoot } from './paths.mjs';
import { npmTool, runQuietly } from './run-command.mjs';

const quietFlags = ['--no-audit', '--no-fund'];

/** Installs what the root lockfile says, unless it is there already. */
export async function installRootPackages() {
  if (isInstalled(repositoryRoot)) return;
  console.log('Installing packages (npm ci) ...');
  await runQuietly(npmTool('npm'), ['ci', ...quietFlags], { cwd: repositoryRoot });
}

/** Installs VS Code and what drives it under test/vscode, unless it is there already. */
export async function installEditorPackages() {
  if (!isInstalled(editorFolder)) {
    console.log('Installing VS Code for tests (npm ci in test/vscode) ...');
    // Without scripts: code-server's own builds native modules that are not needed, and refuses root.
    await runQuietly(npmTool('npm'), ['ci', '--ignore-scripts', ...quietFlags], {
      cwd: editorFolder,
    });
  }
  const vscodeFolder = join(editorFolder, 'node_modules', 'code-server', 'lib', 'vscode');
  // npm writes this file last, so it also tells a broken install from a finished one.
  if (!existsSync(join(vscodeFolder, 'node_modules', '.package-lock.json'))) {
    console.log('Installing the packages of the VS Code server ...');
    // Its shrinkwrap pins the versions, but `npm ci` refuses it.
    await runQuietly(npmTool('npm'), ['install', '--omit=dev', '--ignore-scripts', ...quietFlags], {
      cwd: vscodeFolder,
    });
  }
}

/**
 * Compares the lockfile with the one npm keeps about what it installed. Times of files say nothing
 * after a checkout, contents do.
 *
 * @param {string} folder
 */
function isInstalled(folder) {
  const wanted = readPackages(join(folder, 'package-lock.json'));
  const installed = readPackages(join(folder, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const found = installed[path];
    return path === '' || (found ? found.version === version : optional === true);
  });
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function readPackages(lockfile) {
  return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : undefined;
}

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from './repository';

/** A part of the repository in a folder of its own, for tests of what writes into the repository. */
export interface RepositoryCopy {
  readonly folder: string;
  /** Runs a script of the copy, or of an installed package, with Node. */
  run(
    script: string,
    ...args: string[]
  ): { readonly output: string; readonly status: number | null };
  remove(): void;
}

/** Copies files and folders, and makes the installed packages available. */
export function copyRepository(paths: readonly string[]): RepositoryCopy {
  const folder = mkdtempSync(join(tmpdir(), 'aks-cilium-copy-'));
  for (const path of ['package.json', 'tsconfig.base.json', ...paths]) {
    cpSync(join(repositoryRoot, path), join(folder, path), { recursive: true });
  }
  symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return {
    folder,
    run(script, ...args) {
      const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
      return { output: stdout + stderr, status };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

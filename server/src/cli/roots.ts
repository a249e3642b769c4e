import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createRoots, folderIdentity, type RootOf } from '../core/index';
import { ignoreFilesIn } from './files/gitignore';
import { statusOf } from './files/status';

/** The projects that folders belong to. */
export class Projects {
  readonly #known = new Map<string, string | undefined>();

  /**
   * The git repository that a folder lies in. A submodule is part of the repository around it: that one says which version
   * of the submodule it is deployed with. A worktree is a checkout of its own, wherever it lies.
   */
  rootOf(folder: string): string | undefined {
    if (!this.#known.has(folder)) {
      const parent = dirname(folder);
      const around = parent === folder ? undefined : this.rootOf(parent);
      const isRepository = statusOf(join(folder, '.git')) !== undefined;
      const isPart = around !== undefined && isRepository && isSubmodule(folder);
      this.#known.set(folder, isRepository && !isPart ? folder : around);
    }
    return this.#known.get(folder);
  }
}

/**
 * The roots of a run: the repository that a file lies in. Files in none belong to the working directory if they lie in it,
 * and else to the folder that the arguments name; to the outer one of both where they lie in both.
 */
export function rootsOfRun(
  named: readonly string[],
  workingDirectory: string,
  projects: Projects,
): RootOf {
  const folders = [workingDirectory, ...named];
  const outermost = folders.filter((folder) => !folders.some((other) => isBelow(folder, other)));
  const outside = createRoots(outermost.map(uriOf));
  const known = new Map<string, string>();
  return (uri) => {
    const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    let root = known.get(folder);
    if (root === undefined) {
      const repository = projects.rootOf(dirname(fileURLToPath(`${folder}file`)));
      root = repository === undefined ? outside(uri) : folderIdentity(uriOf(repository));
      known.set(folder, root);
    }
    return root;
  };
}

function isSubmodule(folder: string): boolean {
  return ignoreFilesIn(folder).repository === 'submodule';
}

function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

function isBelow(folder: string, outer: string): boolean {
  const way = relative(outer, folder);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(way);
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { statusOf } from './status';

/** The patterns of one folder, which hold for everything below it. */
interface Layer {
  readonly folder: string;
  readonly patterns: Ignore;
}

/** Like git, which compares file names as the platform's usual file systems do. */
const options = { ignorecase: process.platform !== 'linux' };

/** What is ignored in one folder: the layers of its repository from the outermost to its own. */
export class IgnoreRules {
  readonly #layers: readonly Layer[];

  private constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  /** The rules for the entries of a folder that somebody asked for: it is never ignored itself. */
  static of(folder: string): IgnoreRules {
    const root = findRepositoryRoot(folder);
    if (root === undefined) {
      return new IgnoreRules(layersOf(folder));
    }
    let rules = new IgnoreRules(layersOf(root));
    const parts = relative(root, folder).split(sep);
    let current = root;
    for (const part of parts.filter((part) => part !== '')) {
      current = join(current, part);
      rules = rules.enter(current, rules.verdict(current, true) === 'ignored');
    }
    return rules;
  }

  isIgnored(path: string, isFolder: boolean): boolean {
    return this.verdict(path, isFolder) === 'ignored';
  }

  /**
   * The rules for the entries of a folder below. A repository inside a repository (a submodule) has
   * rules of its own only, as in git.
   */
  enter(folder: string, unignore = false): IgnoreRules {
    const own = layersOf(folder);
    if (existsSync(join(folder, '.git'))) {
      return new IgnoreRules(own);
    }
    const isException = unignore || this.verdict(folder, true) === 'unignored';
    const outer = isException ? this.#layers.map((layer) => except(layer, folder)) : this.#layers;
    return own.length === 0 && !isException ? this : new IgnoreRules([...outer, ...own]);
  }

  /** The innermost layer that says something decides. */
  private verdict(path: string, isFolder: boolean): 'ignored' | 'unignored' | undefined {
    for (let index = this.#layers.length - 1; index >= 0; index--) {
      const layer = this.#layers[index] as Layer;
      const { ignored, unignored } = layer.patterns.test(pathIn(layer, path, isFolder));
      if (ignored || unignored) {
        return ignored ? 'ignored' : 'unignored';
      }
    }
    return undefined;
  }
}

/** A pattern library knows one layer only: tell the outer ones that an inner one lets the folder in. */
function except(layer: Layer, folder: string): Layer {
  const pattern = pathIn(layer, folder, true).replace(/[\\*?[\]!# ]/g, '\\$&');
  return { ...layer, patterns: ignore(options).add(layer.patterns).add(`!/${pattern}`) };
}

function pathIn(layer: Layer, path: string, isFolder: boolean): string {
  const inside = path.slice(layer.folder.length + (layer.folder.endsWith(sep) ? 0 : 1));
  const slashed = sep === '/' ? inside : inside.replaceAll(sep, '/');
  return isFolder ? `${slashed}/` : slashed;
}

function layersOf(folder: string): Layer[] {
  const layers: Layer[] = [];
  const add = (file: string | undefined) => {
    const text = file === undefined ? undefined : readIfThere(file);
    if (text !== undefined) {
      layers.push({ folder, patterns: ignore(options).add(text) });
    }
  };
  add(excludeFile(folder));
  add(join(folder, '.gitignore'));
  return layers;
}

/** Whether the folder holds a `.git` that says that it is part of the repository around it. */
export function isSubmodule(folder: string): boolean {
  const named = readIfThere(join(folder, '.git'));
  const real = named === undefined ? '' : named.replaceAll('\\', '/').trim();
  return real.includes('/modules/') && !/\/worktrees\/[^/]+$/.test(real);
}

/** `.git/info/exclude`; in a worktree or a submodule `.git` is a file that names the real folder. */
function excludeFile(folder: string): string | undefined {
  const git = join(folder, '.git');
  const status = statusOf(git);
  if (status === undefined || status.isDirectory()) {
    return status === undefined ? undefined : join(git, 'info', 'exclude');
  }
  const named = readIfThere(git)
    ?.match(/^gitdir: (.+)$/m)?.[1]
    ?.trim();
  if (named === undefined) {
    return undefined;
  }
  const real = resolve(folder, named);
  const common = readIfThere(join(real, 'commondir'))?.trim();
  return join(common === undefined ? real : resolve(real, common), 'info', 'exclude');
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Not there, or not readable: nothing is ignored by it.
    return undefined;
  }
}

/** The nearest folder, upward, that holds `.git`. */
export function findRepositoryRoot(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) {
      return current;
    }
    if (dirname(current) === current) {
      return undefined;
    }
  }
}

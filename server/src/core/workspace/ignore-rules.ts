import ignore, { type Ignore } from 'ignore';
import { type IgnoreFiles, readIgnoreFiles } from './ignore-files';

/** The patterns of one folder, which hold for everything below it. */
interface Layer {
  readonly folder: string;
  readonly patterns: Ignore;
}

/** What git ignores in one folder: the layers of its repository from the outermost to its own. Paths have `/`. */
export class IgnoreRules {
  readonly #layers: readonly Layer[];
  readonly #foldsCase: boolean;

  /** Nothing is ignored. `foldsCase` where file names are the same in whatever case. */
  constructor(foldsCase: boolean, layers: readonly Layer[] = []) {
    this.#foldsCase = foldsCase;
    this.#layers = layers;
  }

  isIgnored(path: string, isFolder: boolean): boolean {
    return this.verdict(path, isFolder) === 'ignored';
  }

  /** The innermost layer that says something decides. */
  verdict(path: string, isFolder: boolean): 'ignored' | 'unignored' | undefined {
    for (let index = this.#layers.length - 1; index >= 0; index--) {
      const layer = this.#layers[index] as Layer;
      const { ignored, unignored } = layer.patterns.test(pathIn(layer, path, isFolder));
      if (ignored || unignored) {
        return ignored ? 'ignored' : 'unignored';
      }
    }
    return undefined;
  }

  /**
   * The rules for the entries of a folder below. A repository inside a repository (a submodule) has rules of its own only,
   * as in git. `unignore` is for a folder that somebody asked for.
   */
  enter(folder: string, { repository, patterns }: IgnoreFiles, unignore = false): IgnoreRules {
    const own = patterns.map((text) => ({ folder, patterns: this.#compile().add(text) }));
    if (repository !== 'none') {
      return new IgnoreRules(this.#foldsCase, own);
    }
    const isException = unignore || this.verdict(folder, true) === 'unignored';
    const outer = isException
      ? this.#layers.map((layer) => this.#except(layer, folder))
      : this.#layers;
    return own.length === 0 && !isException
      ? this
      : new IgnoreRules(this.#foldsCase, [...outer, ...own]);
  }

  /** A pattern library knows one layer only: tell the outer ones that an inner one lets the folder in. */
  #except(layer: Layer, folder: string): Layer {
    const pattern = pathIn(layer, folder, true).replace(/[\\*?[\]!# ]/g, '\\$&');
    return { ...layer, patterns: this.#compile().add(layer.patterns).add(`!/${pattern}`) };
  }

  /** Like git, which compares file names as the platform's usual file systems do. */
  #compile(): Ignore {
    return ignore({ ignorecase: this.#foldsCase });
  }
}

function pathIn({ folder }: Layer, path: string, isFolder: boolean): string {
  const inside = path.slice(folder.length + (folder.endsWith('/') ? 0 : 1));
  return isFolder ? `${inside}/` : inside;
}

/** A folder as it is read, and its path, which patterns are held against. */
export interface FolderPlace {
  readonly place: string;
  readonly path: string;
}

/**
 * The rules for the entries of a folder that somebody asked for: it is never ignored itself. `around` are the folder and
 * those that it lies in, from the innermost; they are read as `readIgnoreFiles` says, up to the root of the repository.
 */
export function* ignoreRulesIn(
  around: readonly FolderPlace[],
  resolve: (folder: string, path: string) => string,
  foldsCase: boolean,
): Generator<string, IgnoreRules, string | undefined> {
  const read: (FolderPlace & { readonly files: IgnoreFiles })[] = [];
  for (const folder of around) {
    const files = yield* readIgnoreFiles(folder.place, resolve);
    read.unshift({ ...folder, files });
    if (files.repository !== 'none') {
      break;
    }
  }
  // What lies above a folder in no repository is nobody's rule.
  const inRepository = read[0]?.files.repository === 'none' ? read.slice(-1) : read;
  return inRepository.reduce(
    (rules, { path, files }) => rules.enter(path, files, rules.isIgnored(path, true)),
    new IgnoreRules(foldsCase),
  );
}

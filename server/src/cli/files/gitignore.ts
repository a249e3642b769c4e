import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import {
  type IgnoreFiles,
  type IgnoreRules,
  ignoreRulesIn,
  readIgnoreFiles,
} from '../../core/index';
import { errorCode } from '../errors';

const foldsCase = process.platform !== 'linux';

/** The rules for the entries of a folder that somebody asked for: it is never ignored itself. */
export function ignoreRulesOf(folder: string): IgnoreRules {
  const around = [];
  for (let at = folder; ; at = dirname(at)) {
    around.push({ place: at, path: slashed(at) });
    if (dirname(at) === at) {
      break;
    }
  }
  return reading(ignoreRulesIn(around, resolve, foldsCase));
}

/** The same for a folder below one that rules are known for. */
export function ignoreRulesBelow(rules: IgnoreRules, folder: string): IgnoreRules {
  return rules.enter(slashed(folder), ignoreFilesIn(folder));
}

/** What a folder says of the files that git ignores, and whether it is a repository. */
export function ignoreFilesIn(folder: string): IgnoreFiles {
  return reading(readIgnoreFiles(folder, resolve));
}

/** A path with `/`, as patterns have them. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

function reading<T>(steps: Generator<string, T, string | undefined>): T {
  let step = steps.next();
  while (step.done !== true) {
    step = steps.next(readIfThere(step.value));
  }
  return step.value;
}

/** Undefined for what is not there or not readable: nothing is ignored by it. A folder has an empty text. */
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return errorCode(error) === 'EISDIR' ? '' : undefined;
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

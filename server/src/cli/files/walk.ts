import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { IgnoreRules } from '../../core/index';
import { describeError } from '../errors';
import { compareText } from '../report';
import { ignoreRulesBelow, ignoreRulesOf, slashed } from './gitignore';

export interface Walked {
  readonly files: readonly string[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

/** Folders that hold what others wrote, or no sources at all; the editor passes over the same ones. */
const neverEntered = new Set(['node_modules', '.git', '.hg', '.svn', '.terraform']);

/**
 * The files below a folder that `wanted` accepts and git does not ignore, in the order of their names.
 * Symbolic links are not followed: what they point to is found at its own place, and nothing loops.
 */
export function walk(folder: string, wanted: (path: string) => boolean): Walked {
  const files: string[] = [];
  const unreadable: { path: string; reason: string }[] = [];
  const pending: [folder: string, rules: () => IgnoreRules][] = [
    [folder, () => ignoreRulesOf(folder)],
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [current, rulesOf] = next;
    let entries: Dirent[];
    try {
      entries = readdirSync(current, { withFileTypes: true });
    } catch (error) {
      unreadable.push({ path: current, reason: describeError(error) });
      continue;
    }
    const rules = rulesOf();
    for (const entry of entries) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (!neverEntered.has(entry.name) && !rules.isIgnored(slashed(path), true)) {
          pending.push([path, () => ignoreRulesBelow(rules, path)]);
        }
      } else if (entry.isFile() && wanted(path) && !rules.isIgnored(slashed(path), false)) {
        files.push(path);
      }
    }
  }
  unreadable.sort((a, b) => compareText(a.path, b.path));
  return { files: files.sort(compareText), unreadable };
}

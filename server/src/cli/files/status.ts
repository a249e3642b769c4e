import { type Stats, statSync } from 'node:fs';

/** What a path is, or undefined when that cannot be told: not there, not allowed, a loop of links. */
export function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

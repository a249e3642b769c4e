import { isProjectFile, mayConcernClusters } from '../../core/index';
import type { Input } from '../inputs';

/**
 * What a thread has to read at least, in characters: its start, and the compiling that each does anew, take time, too. With two
 * processors, of which the second is at work for the first thread as well, it pays from about this on.
 */
const leastShare = 2_000_000;
/** What is done once, and what threads tell each other, leaves nothing to gain beyond this. */
const mostThreads = 8;
/** Every thread has the texts of all files; this many characters may they be together. */
const mostText = 1_000_000_000;

/**
 * Files that are read best where the clusters are found: what they refer to is at hand there. They are not handed out to
 * other threads.
 */
export function isForMain({ path, uri, text, findings }: Input): boolean {
  return findings !== undefined || isProjectFile(uri) || mayConcernClusters(path, text);
}

/** How many threads are to lint the files if nobody says it, on so many processors. */
export function threadsFor(inputs: readonly Input[], processors: number): number {
  const all = inputs.reduce((sum, { text }) => sum + text.length, 0);
  const shared = inputs.reduce((sum, input) => sum + (isForMain(input) ? 0 : input.text.length), 0);
  return Math.max(
    1,
    Math.min(
      processors,
      mostThreads,
      Math.floor(shared / leastShare),
      Math.floor(mostText / Math.max(all, 1)),
    ),
  );
}

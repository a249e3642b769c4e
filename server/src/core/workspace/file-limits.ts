import type { Snapshot } from './snapshot';

/** Longer files are not read, in bytes or in characters. */
export const largestFile = 20_000_000;
const mostDocuments = 200_000;

/**
 * Why nobody looks at the file, in a sentence; undefined for a file that is read. Nobody can have written one beyond
 * these limits by hand, or had it generated for good reason, and checking it could exhaust the memory.
 */
export function tooLargeBecause(snapshot: Snapshot): string | undefined {
  // Shorter texts cannot hold that many documents.
  if (snapshot.text.length < 4 * mostDocuments) {
    return undefined;
  }
  if (!verdicts.has(snapshot)) {
    verdicts.set(snapshot, judge(snapshot));
  }
  return verdicts.get(snapshot);
}

/** Snapshots do not change. */
const verdicts = new WeakMap<Snapshot, string | undefined>();

function judge(snapshot: Snapshot): string | undefined {
  if (snapshot.text.length > largestFile) {
    return `A file of more than ${largestFile / 1_000_000} MB is not read.`;
  }
  return snapshot.documents.length > mostDocuments
    ? 'A file of more than 200,000 documents is not read.'
    : undefined;
}

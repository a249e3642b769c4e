import type { Snapshot } from '../core/index';

/** Longer texts are not looked at, in characters. */
export const longestText = 20_000_000;
const mostDocuments = 200_000;

/** Whether nobody can have written this by hand or had it generated for good reason; checking it could exhaust the memory. */
export function isTooLarge(snapshot: Snapshot): boolean {
  const { text } = snapshot;
  // Shorter texts cannot hold that many documents.
  if (text.length < 4 * mostDocuments) {
    return false;
  }
  const known = verdicts.get(snapshot);
  const verdict = known ?? (text.length > longestText || snapshot.documents.length > mostDocuments);
  verdicts.set(snapshot, verdict);
  return verdict;
}

/** Snapshots do not change. */
const verdicts = new WeakMap<Snapshot, boolean>();

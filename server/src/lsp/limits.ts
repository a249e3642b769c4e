import { largestFile, type Snapshot, tooLargeBecause } from '../core/index';

/** Longer texts are not looked at, in characters. */
export const longestText = largestFile;

/** Whether the file is beyond the limits of what is checked. */
export function isTooLarge(snapshot: Snapshot): boolean {
  return tooLargeBecause(snapshot) !== undefined;
}

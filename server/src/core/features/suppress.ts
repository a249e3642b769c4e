import type { Finding, Fix } from '../engine/finding';
import type { Snapshot } from '../workspace/snapshot';

/** "Disable for this line" and "Disable for this file", as comments in the file's own syntax. */
export function suppressionFixes(_snapshot: Snapshot, _finding: Finding): readonly Fix[] {
  return [];
}

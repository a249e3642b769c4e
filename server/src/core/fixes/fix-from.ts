import type { Fix, FixSafety } from '../engine/finding';
import type { EditResult } from '../model/edits';

/** A fix from edits; one that cannot be made is offered with the reason. */
export function fixFrom(
  title: string,
  safety: FixSafety,
  result: EditResult,
  preferred = false,
): Fix {
  return 'edits' in result
    ? { title, safety, edits: result.edits, ...(preferred ? { preferred } : {}) }
    : { title, safety, edits: [], disabledReason: result.disabledReason };
}

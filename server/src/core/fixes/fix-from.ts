import type { Fix, FixSafety } from '../engine/finding';
import type { EditResult } from '../model/edits';
import { shortened } from '../text/shortened';

/** Menus show titles in one line. */
const longestTitle = 160;

/** A fix from edits; one that cannot be made is offered with the reason. Values of files in the title are abridged. */
export function fixFrom(
  words: string,
  safety: FixSafety,
  result: EditResult,
  preferred = false,
): Fix {
  const title = shortened(words, longestTitle);
  return 'edits' in result
    ? { title, safety, edits: result.edits, ...(preferred ? { preferred } : {}) }
    : { title, safety, edits: [], disabledReason: result.disabledReason };
}

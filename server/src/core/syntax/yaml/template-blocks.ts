import type { TextEdit } from '../../text/range';
import { scanActions, type TemplateAction } from './template-actions';

/**
 * Whether all edits stand in the same block of the template as the offset `anchor`, and none of them cuts a block or
 * an action: otherwise the template would make what is written conditional, repeat it, or break.
 */
export function standInOneBlock(text: string, anchor: number, edits: readonly TextEdit[]): boolean {
  const { actions } = scanActions(text);
  return edits.every(({ range }) => {
    const [from, to] = anchor <= range.start ? [anchor, range.start] : [range.start, anchor];
    return isBalanced(actions, from, to) && isBalanced(actions, range.start, range.end);
  });
}

/** Whether every block that begins between the offsets also ends there, and the other way round. */
function isBalanced(actions: readonly TemplateAction[], from: number, to: number): boolean {
  let depth = 0;
  for (const { start, end, kind, opens, closes } of actions) {
    const isWithin = from <= start && end <= to;
    if (!isWithin) {
      if (start < to && from < end) {
        return false;
      }
      continue;
    }
    depth += opens ? 1 : closes ? -1 : 0;
    // An `else` of a block that began before.
    const turns = kind === 'control' && !opens && !closes;
    if (depth < 0 || (depth === 0 && turns)) {
      return false;
    }
  }
  return depth === 0;
}

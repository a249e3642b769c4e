import type { EditResult } from '../model/edits';
import type { KubernetesObject } from '../model/kubernetes-object';

const action = /\{\{-?\s*(\w+)|\{%-?\s*(\w+)/g;
const opening = new Set(['if', 'range', 'with', 'define', 'block', 'for', 'macro', 'raw']);
const closing = /^end/;
const between = new Set(['else', 'elif', 'elseif']);

/**
 * Refuses edits that a template would make conditional, repeat, or tear a block of: those that do not stand in
 * the same template block as `anchor`, an offset in the part they belong to.
 */
export function outsideTemplateBlocks(
  policy: { readonly object: KubernetesObject },
  anchor: number,
  result: EditResult,
): EditResult {
  const { text, isTemplate } = policy.object.document;
  if (!isTemplate || 'disabledReason' in result) {
    return result;
  }
  const isSafe = result.edits.every(
    ({ range }) =>
      isBalanced(text.slice(Math.min(anchor, range.start), range.start)) &&
      isBalanced(text.slice(range.start, range.end)),
  );
  return isSafe
    ? result
    : { disabledReason: 'Template actions surround this part; change it by hand.' };
}

/** Whether a template block begins, turns or ends in the text. */
export function hasBlocks(text: string): boolean {
  return [...text.matchAll(action)].some(([, inBraces, inPercent]) => {
    const name = inBraces ?? inPercent ?? '';
    return opening.has(name) || between.has(name) || closing.test(name);
  });
}

/** Whether every template block that begins in the text also ends there, and the other way round. */
export function isBalanced(text: string): boolean {
  let depth = 0;
  for (const [, inBraces, inPercent] of text.matchAll(action)) {
    const name = inBraces ?? inPercent ?? '';
    if (opening.has(name)) {
      depth++;
    } else if (closing.test(name)) {
      depth--;
    }
    if (depth < 0 || (depth === 0 && between.has(name))) {
      return false;
    }
  }
  return depth === 0;
}

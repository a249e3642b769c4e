import type { KubernetesObject } from '../model/kubernetes-object';
import type { Range } from '../text/range';
import { hasBlocks, isBalanced } from './template-guard';

/**
 * Whether what stands at the offset is part of the object whatever the values of a template are: no action of the
 * template opens between the object's beginning and it without closing again.
 */
export function isAlwaysThere({ document, range }: KubernetesObject, offset: number): boolean {
  return !document.isTemplate || isBalanced(document.text.slice(range.start, offset));
}

/** Whether two places of a document stand or fall together: they are not in different branches of its template. */
export function areTogether(
  { document }: KubernetesObject,
  first: number,
  second: number,
): boolean {
  const [start, end] = first < second ? [first, second] : [second, first];
  return !document.isTemplate || isBalanced(document.text.slice(start, end));
}

/** Whether nothing in a part of a document is conditional or repeated by a template. */
export function isWrittenOut({ document }: KubernetesObject, { start, end }: Range): boolean {
  return !document.isTemplate || !hasBlocks(document.text.slice(start, end));
}
